import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressesAt, createCorrelations } from "../../../providers/correlation.ts";
import type { Order } from "../../../providers/operation.ts";
import { createReplicateDriver } from "../../../providers/replicate/driver.ts";
import { type DriverRig, describeOperationDriver } from "../../contract/operation-driver.ts";
import { type JobEnd, type ReplicateServer, startReplicateServer } from "../../vendors/replicate-server.ts";

const TURBO = "minimax/speech-2.8-turbo";
const KOKORO = "jaaari/kokoro-82m";
const VERSION = "f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13";
const ORDER: Order = { model: TURBO, input: { text: "A fox finds a lantern.", voice_id: "Wise_Woman" } };
const context = { signal: new AbortController().signal, isKnown: () => false };

const openDriver = (server: ReplicateServer) =>
  createReplicateDriver({
    access: { token: server.token, baseUrl: server.url, webhookSecret: null },
    model: (id) => ({ version: id === KOKORO ? VERSION : null, deadlineSeconds: 90 }),
  });

async function openRig(): Promise<DriverRig> {
  const server = await startReplicateServer();
  const ends: Record<"success" | "failure" | "content", JobEnd> = {
    success: "success",
    failure: "interrupted",
    content: "sensitive",
  };
  const states = {
    starting: "queued",
    processing: "running",
    succeeded: "ended",
    failed: "ended",
    canceled: "cancelled",
    aborted: "ended",
  } as const;
  let closing: Promise<void> | null = null;
  return {
    driver: openDriver(server),
    reopen: () => openDriver(server),
    order: ORDER,
    output: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/delivery\/[0-9a-f]+\.wav$/),
    key: server.token,
    posts: () => server.posts.length,
    onNextPost: (fault) => server.faults.nextPost(fault),
    failReads: server.faults.reads,
    run: server.run,
    end: (id, as) => server.end(id, ends[as]),
    stateOf: (id) => {
      const job = server.job(id);
      return job && states[job.status];
    },
    close: () => {
      closing ??= server.close();
      return closing;
    },
  };
}

describeOperationDriver("Replicate's driver", openRig);

describe("Replicate's driver", () => {
  let server: ReplicateServer;
  beforeEach(async () => {
    server = await startReplicateServer({ pageSize: 2 });
  });
  afterEach(() => server.close());

  const start = (order = ORDER) => openDriver(server).start(order, context);
  const ended = async (as: JobEnd) => {
    const operation = await start();
    server.run(operation.requestId);
    server.end(operation.requestId, as);
    return openDriver(server).status(operation, context);
  };

  it.each([
    ["a token that no header can carry", { token: "r8_“canary”" }, "REPLICATE_API_TOKEN"],
    ["an address that nobody goes to", { baseUrl: "http://127.0.0.1:9/v1" }, "REPLICATE_BASE_URL"],
  ])(
    "%s is the settings' matter: nothing is bought, and no other try is worth it",
    async (_title, changes, variable) => {
      const access = { token: server.token, baseUrl: server.url, webhookSecret: null, ...changes };
      const driver = createReplicateDriver({ access, model: () => ({ version: null, deadlineSeconds: 90 }) });
      const refusal = { code: "unreachable", retryable: false, message: expect.stringContaining(variable) };
      await expect(driver.start(ORDER, context)).rejects.toMatchObject(refusal);
      const operation = { vendor: "replicate", model: TURBO, requestId: "1", submittedAt: "" };
      await expect(driver.status(operation, context)).rejects.toMatchObject(refusal);
      expect(server.posts).toEqual([]);
    },
  );

  it("an official model is ordered by its name, and carries a deadline of the vendor's behind our own", async () => {
    const { requestId } = await start();
    expect(server.posts).toMatchObject([{ path: `/v1/models/${TURBO}/predictions`, body: { input: ORDER.input } }]);
    expect(server.job(requestId)?.cancelAfter).toBe("2m");
  });

  it("a community model is ordered by its version", async () => {
    const operation = await start({ model: KOKORO, input: { text: "Hello.", voice: "af_bella" } });
    expect(server.posts).toMatchObject([{ path: "/v1/predictions", body: { version: VERSION } }]);
    expect(operation.model).toBe(KOKORO);
  });

  it("a webhook is asked for with the order, and only for the end", async () => {
    await openDriver(server).start(ORDER, { ...context, webhookUrl: "https://example.org/hooks" });
    const asked = { webhook: "https://example.org/hooks", webhook_events_filter: ["completed"] };
    expect(server.posts[0]?.body).toMatchObject(asked);
  });

  it.each([["sensitive"], ["nsfw"]] as const)("content that the vendor calls %s is refused content", async (as) => {
    expect(await ended(as)).toMatchObject({ state: "failed", error: { code: "content_refused", retryable: false } });
  });

  it.each([["interrupted"], ["out_of_memory"]] as const)("a job that ends as %s may be tried again", async (as) => {
    expect(await ended(as)).toMatchObject({ state: "failed", error: { code: "vendor_failed", retryable: true } });
  });

  it("words about content in the middle of another failure refuse nothing", async () => {
    const operation = await start();
    server.end(operation.requestId, "interrupted");
    Object.assign(server.job(operation.requestId) ?? {}, { error: "Crash while checking: NSFW content detected" });
    expect(await openDriver(server).status(operation, context)).toMatchObject({ error: { code: "vendor_failed" } });
  });

  it("a job that succeeded tells the seconds that it is charged by", async () => {
    expect(await ended("success")).toEqual({
      state: "succeeded",
      computeSeconds: "A fox finds a lantern.".length / 350,
    });
  });

  it("a job that was given up before it began is not charged", async () => {
    const operation = await start();
    server.end(operation.requestId, "aborted");
    const status = await openDriver(server).status(operation, context);
    expect(status).toMatchObject({ state: "cancelled", billed: false });
  });

  it("a job that was cancelled while it ran is charged", async () => {
    const operation = await start();
    server.run(operation.requestId);
    const status = await openDriver(server).cancel(operation, context);
    expect(status).toMatchObject({ state: "cancelled", billed: true });
  });

  it("a result that the vendor has deleted is a failure that no other try mends, and was paid for", async () => {
    const gone = { code: "vendor_failed", retryable: false, message: expect.stringContaining("deleted the result") };
    expect(await ended("removed")).toMatchObject({ state: "failed", error: gone, billed: true });
    const [job] = server.orders;
    const operation = { vendor: "replicate", model: TURBO, requestId: job?.id ?? "", submittedAt: "" };
    await expect(openDriver(server).result(operation, context)).rejects.toMatchObject({ ...gone, billed: true });
  });

  it("a state that is not known yet counts as running", async () => {
    const operation = await start();
    Object.assign(server.job(operation.requestId) ?? {}, { status: "warming" });
    expect(await openDriver(server).status(operation, context)).toEqual({ state: "running" });
  });

  it("a wait that is told in words only is read from them", async () => {
    server.faults.nextPost("rate_limit_told");
    await expect(start()).rejects.toMatchObject({ code: "rate_limited", retryable: true, retryAfterSeconds: 30 });
    expect(server.posts).toHaveLength(1);
  });

  it("a model that is ordered by name and is not official does not exist, and nothing was bought", async () => {
    const order = { model: "someone/else", input: {} };
    await expect(start(order)).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
  });

  it("a question is asked once, however it fails", async () => {
    const operation = await start();
    server.faults.reads(3);
    const driver = openDriver(server);
    for (const code of ["vendor_failed", "vendor_failed", "vendor_failed"]) {
      await expect(driver.status(operation, context)).rejects.toMatchObject({ code, retryable: true });
    }
    await expect(driver.status(operation, context)).resolves.toEqual({ state: "queued" });
  });

  it("a job that nobody knows is not asked for again", async () => {
    const operation = { vendor: "replicate", model: TURBO, requestId: "unknown", submittedAt: "" };
    const asked = openDriver(server).status(operation, context);
    await expect(asked).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
  });

  it("a refused key is the account's matter for questions, too", async () => {
    const access = { token: "r8_other", baseUrl: server.url, webhookSecret: null };
    const driver = createReplicateDriver({ access, model: () => ({ version: null, deadlineSeconds: 1 }) });
    const operation = { vendor: "replicate", model: TURBO, requestId: "unknown", submittedAt: "" };
    await expect(driver.status(operation, context)).rejects.toMatchObject({ code: "account_refused" });
  });

  describe("looks for the job of a lost answer", () => {
    const lose = async (driver: ReturnType<typeof openDriver>, order = ORDER) => {
      server.faults.nextPost("drop");
      await expect(driver.start(order, context)).rejects.toMatchObject({ code: "in_doubt" });
    };

    it("on further pages, behind the jobs of others", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      await lose(driver);
      const lost = server.orders[0]?.id;
      for (const text of ["One.", "Two.", "Three."]) await start({ model: TURBO, input: { text, voice_id: "Abbess" } });
      expect(await driver.find?.(ORDER, sentAt, context)).toMatchObject({ requestId: lost, model: TURBO });
    });

    it("never among its own jobs, though the order be the same", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      await driver.start(ORDER, context);
      expect(await driver.find?.(ORDER, sentAt, context)).toBeNull();
    });

    it("and finds each of two that were lost alike", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      await lose(driver);
      await lose(driver);
      const found = [await driver.find?.(ORDER, sentAt, context), await driver.find?.(ORDER, sentAt, context)];
      const ids = server.orders.map(({ id }) => id);
      expect(found).toEqual(expect.arrayContaining(ids.map((id) => expect.objectContaining({ requestId: id }))));
    });

    it("not among jobs from before the order", async () => {
      const driver = openDriver(server);
      await lose(driver);
      expect(await driver.find?.(ORDER, new Date(Date.now() + 60_000), context)).toBeNull();
    });

    it("by the model, too, and by a file's place though not by its bytes", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      const order = {
        model: "resemble-ai/chatterbox-turbo",
        input: { text: "Hi.", reference_audio: "data:audio/wav;base64,AA" },
      };
      await lose(driver, order);
      Object.assign(server.orders[0]?.input ?? {}, { reference_audio: "https://replicate.delivery/sample.wav" });
      expect(await driver.find?.({ ...order, model: "resemble-ai/chatterbox" }, sentAt, context)).toBeNull();
      expect(await driver.find?.(order, sentAt, context)).toMatchObject({ requestId: server.orders[0]?.id });
    });

    it("though the vendor shows more of the input than was sent", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      await lose(driver);
      Object.assign(server.orders[0]?.input ?? {}, { emotion: "auto", speed: 1 });
      expect(await driver.find?.(ORDER, sentAt, context)).toMatchObject({ requestId: server.orders[0]?.id });
    });

    it.each<[string, Record<string, unknown>, string | null]>([
      ["shows nothing of the input", { text: undefined, voice_id: undefined }, "unclear"],
      [
        "shows the words without the blanks around them",
        { text: ORDER.input.text, voice_id: " Wise_Woman " },
        "unclear",
      ],
      ["shows other words", { text: "An owl.", voice_id: "Wise_Woman" }, null],
    ])("and leaves it open only where a job that %s may be it", async (_title, shown, answer) => {
      const driver = openDriver(server);
      const sentAt = new Date();
      await lose(driver);
      Object.assign(server.orders[0]?.input ?? {}, shown);
      expect(await driver.find?.(ORDER, sentAt, context)).toBe(answer);
    });

    it("by the address of its webhook where the vendor shows it, whatever it shows of the input", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      const urlOf = (operationId: string, base = "https://pixora.example") =>
        addressesAt(base, createCorrelations("replicate", "whsec_1"))({ taskId: "task-1", operationId });
      for (const operationId of ["a", "b"]) {
        server.faults.nextPost("drop");
        const sent = driver.start(ORDER, { ...context, webhookUrl: urlOf(operationId) });
        await expect(sent).rejects.toMatchObject({ code: "in_doubt" });
        Object.assign(server.orders.at(-1)?.input ?? {}, { text: undefined });
      }
      const find = (webhookUrl: string) => driver.find?.(ORDER, sentAt, { ...context, webhookUrl });
      expect(await find(urlOf("c"))).toBeNull();
      // The service may have another address by now, and its account another secret.
      expect(await find(urlOf("a", "https://elsewhere.example/pixora"))).toMatchObject({
        requestId: server.orders[0]?.id,
      });
      expect(await find(urlOf("b"))).toMatchObject({ requestId: server.orders[1]?.id });
    });

    it("by its input where the vendor shows a webhook that is none of ours, or none", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      const webhookUrl = addressesAt("https://pixora.example", createCorrelations("replicate", "whsec_1"));
      const name = { taskId: "task-1", operationId: "a" };
      for (const webhook of ["https://pixora.example/***", null]) {
        await lose(driver);
        Object.assign(server.orders.at(-1) ?? {}, { webhook });
        const found = await driver.find?.(ORDER, sentAt, { ...context, webhookUrl: webhookUrl(name) });
        expect(found).toMatchObject({ requestId: server.orders.at(-1)?.id });
      }
    });

    it("and takes the key to no other host", async () => {
      const keys: unknown[] = [];
      const stranger = createServer((request, response) => {
        keys.push(request.headers.authorization);
        response.end(JSON.stringify({ results: [] }));
      });
      await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
      const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/v1/predictions`;
      const liar = createServer((_, response) => response.end(JSON.stringify({ results: [], next: elsewhere })));
      await new Promise<void>((resolve) => liar.listen(0, "127.0.0.1", resolve));
      const baseUrl = `http://127.0.0.1:${(liar.address() as AddressInfo).port}/v1`;
      const access = { token: server.token, baseUrl, webhookSecret: null };
      const driver = createReplicateDriver({ access, model: () => ({ version: null, deadlineSeconds: 1 }) });
      const found = driver.find?.(ORDER, new Date(), context);
      await expect(found).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
      expect(keys).toEqual([]);
      stranger.close();
      liar.close();
    });

    it("and says so when there are too many to look through", async () => {
      const driver = openDriver(server);
      const sentAt = new Date();
      await lose(driver);
      for (let count = 0; count < 10; count++)
        await start({ model: TURBO, input: { text: `${count}.`, voice_id: "Abbess" } });
      const found = driver.find?.(ORDER, sentAt, context);
      await expect(found).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
    });
  });
});
