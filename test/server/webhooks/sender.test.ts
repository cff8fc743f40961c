import { describe, expect, it } from "vitest";
import { createPostOutside } from "../../../providers/post-outside.ts";
import { aTask } from "../../task-sample.ts";
import { aDelivery, openReceiver, SECRET, senderTo } from "./receiver.ts";

const { signal } = new AbortController();

/** Tells one to a receiver that answers so. */
async function tellTo(answer: Parameters<typeof openReceiver>[0], tries = 0) {
  const receiver = await openReceiver(answer);
  const outcome = await senderTo([receiver], { random: () => 0.5 })(aDelivery({ url: receiver.url, tries }), signal);
  return { receiver, outcome };
}

describe("a webhook", () => {
  it("tells which task has ended and how, signed", async () => {
    const { receiver, outcome } = await tellTo((_received, response) => void response.writeHead(204).end());
    expect(outcome).toEqual({ kind: "told", status: 204 });
    expect(receiver.received).toMatchObject([
      {
        id: "msg_task-1_3",
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": "Pixora" },
        body: {
          type: "task.completed",
          timestamp: "2026-11-22T12:00:30.000Z",
          taskId: "task-1",
          task: { id: "task-1", status: "completed" },
        },
      },
    ]);
  });

  it.each(["completed", "failed", "cancelled", "needs_attention"] as const)("has a type for %s", async (status) => {
    const receiver = await openReceiver();
    await senderTo([receiver])(aDelivery({ url: receiver.url, task: aTask({ status }) }), signal);
    expect(receiver.received).toMatchObject([{ body: { type: `task.${status}` } }]);
  });

  it("has the same name in every try, and the time and signature of the try", async () => {
    const receiver = await openReceiver();
    const begun = Date.now();
    for (const tries of [0, 1]) {
      const send = senderTo([receiver], { now: () => begun + tries * 5000 });
      await send(aDelivery({ url: receiver.url, tries }), signal);
    }
    const [first, second] = receiver.received.map(({ headers }) => headers);
    expect(second?.["webhook-id"]).toBe(first?.["webhook-id"]);
    expect(Number(second?.["webhook-timestamp"]) - Number(first?.["webhook-timestamp"])).toBe(5);
    expect(second?.["webhook-signature"]).not.toBe(first?.["webhook-signature"]);
  });

  it("is not taken for genuine by who has another secret", async () => {
    const receiver = await openReceiver();
    const other = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
    const outcome = await senderTo([receiver], { secret: other })(aDelivery({ url: receiver.url }), signal);
    expect(outcome).toMatchObject({ kind: "later", status: 401 });
  });
});

describe("what becomes of a webhook", () => {
  it.each([300, 304, 400, 404, 408, 425, 429, 500, 503])("a receiver that answers %i is told later", async (status) => {
    const { outcome } = await tellTo((_received, response) => void response.writeHead(status).end());
    expect(outcome).toEqual({ kind: "later", afterMs: 5000, status, problem: null });
  });

  it("a redirect is not followed", async () => {
    const elsewhere = await openReceiver();
    const receiver = await openReceiver((_received, response) => {
      response.writeHead(307, { location: elsewhere.url }).end();
    });
    const outcome = await senderTo([receiver, elsewhere])(aDelivery({ url: receiver.url }), signal);
    expect(outcome).toMatchObject({ kind: "later", status: 307 });
    expect(elsewhere.received).toEqual([]);
  });

  it("a receiver that is gone for good is told no more", async () => {
    const { outcome } = await tellTo((_received, response) => void response.writeHead(410).end());
    expect(outcome).toEqual({ kind: "given_up", status: 410, problem: null });
  });

  it("a receiver that asks for a longer pause gets it", async () => {
    const { outcome } = await tellTo((_received, response) => {
      response.writeHead(503, { "retry-after": "90" }).end();
    });
    expect(outcome).toMatchObject({ kind: "later", afterMs: 90_000, status: 503 });
  });

  it("the tenth try is the last", async () => {
    const failing = (_received: unknown, response: { writeHead(status: number): { end(): unknown } }) =>
      void response.writeHead(500).end();
    expect((await tellTo(failing, 8)).outcome).toMatchObject({ kind: "later", afterMs: 24 * 3_600_000 });
    expect((await tellTo(failing, 9)).outcome).toEqual({ kind: "given_up", status: 500, problem: null });
  });

  it("a receiver that never answers is left at the deadline, and told later", async () => {
    const receiver = await openReceiver(() => {});
    const deadlines: number[] = [];
    const guarded = createPostOutside({ allowedHosts: [receiver.host] });
    const send = senderTo([], {
      post(call, context) {
        deadlines.push(call.deadlineMs);
        return guarded({ ...call, deadlineMs: 100 }, context);
      },
    });
    const outcome = await send(aDelivery({ url: receiver.url }), signal);
    expect(outcome).toMatchObject({ kind: "later", status: null, problem: { code: "vendor_failed", retryable: true } });
    expect(deadlines).toEqual([15_000]);
    await expect.poll(receiver.open).toBe(0);
  });

  it("an endless answer is not read: its head is enough", async () => {
    const { outcome, receiver } = await tellTo((_received, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(100_000)));
      };
      response.on("drain", more);
      more();
    });
    expect(outcome).toEqual({ kind: "told", status: 200 });
    await expect.poll(receiver.open).toBe(0);
  });

  it("a receiver that cannot be reached is told later", async () => {
    // Nobody listens at port 1.
    const send = senderTo([], { post: createPostOutside({ allowedHosts: ["127.0.0.1:1"] }) });
    const outcome = await send(aDelivery({ url: "http://127.0.0.1:1/hook" }), signal);
    expect(outcome).toMatchObject({ kind: "later", status: null, problem: { code: "vendor_failed" } });
  });

  const unsafe = [
    "http://owner.example/hook?token=s3cret",
    "https://127.0.0.1/hook?token=s3cret",
    "https://169.254.169.254/latest/meta-data?token=s3cret",
    "https://[::1]/?token=s3cret",
    "https://user:s3cret@owner.example/",
    "no URL, but s3cret",
  ];

  it.each(unsafe)("nothing is sent to %s, and that is the end of it", async (url) => {
    const outcome = await senderTo([])(aDelivery({ url }), signal);
    expect(outcome).toMatchObject({ kind: "given_up", status: null, problem: { code: "unsafe_url" } });
    expect(JSON.stringify(outcome)).not.toMatch(/s3cret|hook|latest/);
  });

  it("a private receiver hears nothing unless it is allowed", async () => {
    const receiver = await openReceiver();
    const outcome = await senderTo([])(aDelivery({ url: receiver.url }), signal);
    expect(outcome).toMatchObject({ kind: "given_up", problem: { code: "unsafe_url" } });
    expect(receiver.connections()).toBe(0);
  });

  it("neither the secret nor the URL's token is told of any failure", async () => {
    const receiver = await openReceiver((_received, response) => void response.destroy());
    const outcome = await senderTo([receiver])(aDelivery({ url: receiver.url }), signal);
    expect(outcome).toMatchObject({ kind: "later", problem: { code: "vendor_failed" } });
    const told = JSON.stringify(outcome);
    for (const hidden of [SECRET, SECRET.slice(6), "s3cret", "/hook"]) expect(told).not.toContain(hidden);
  });

  it("a try that is broken off has no outcome", async () => {
    const stop = new AbortController();
    const receiver = await openReceiver(() => stop.abort());
    const send = senderTo([receiver])(aDelivery({ url: receiver.url }), stop.signal);
    await expect(send).rejects.toMatchObject({ code: "cancelled" });
  });

  it("a task that cannot be shown is told later, as it may be a newer version that can", async () => {
    const receiver = await openReceiver();
    const publicTask = () => {
      throw new Error("a bug");
    };
    const outcome = await senderTo([receiver], { publicTask })(aDelivery({ url: receiver.url }), signal);
    expect(outcome).toMatchObject({ kind: "later", problem: { code: "internal" } });
    expect(receiver.received).toEqual([]);
  });
});
