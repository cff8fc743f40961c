import { describe, expect, it } from "vitest";
import { createThread } from "../../../../providers/draft/thread/index.ts";
import type { EchoAnswer, EchoJob } from "./echo-thread.ts";

const script = new URL("./echo-thread", import.meta.url);
const open = (idleMs?: number) =>
  createThread<EchoJob, EchoAnswer>({ script, name: "echo", ...(idleMs !== undefined && { idleMs }) });
const calm = () => ({ signal: new AbortController().signal, deadlineMs: 10_000 });

describe("a thread", () => {
  it("answers in the order asked, and serves one job after another", async () => {
    const thread = open();
    const answers = await Promise.all(["a", "b", "c"].map((say) => thread.run({ say }, calm())));
    expect(answers.map(({ said, jobs }) => `${said}${jobs}`)).toEqual(["a1", "b2", "c3"]);
    expect(answers[0]?.bytes).toEqual(new Uint8Array([1, 2, 3]));
  });

  it("passes on what the work refuses, with its code, and lives on", async () => {
    const thread = open();
    const refused = thread.run({ refuse: "no words" }, calm());
    await expect(refused).rejects.toMatchObject({ code: "invalid_request", message: "no words" });
    expect((await thread.run({ say: "a" }, calm())).jobs).toBe(2);
  });

  it("is ended by a cancelled job, and the next job gets a new one", async () => {
    const thread = open();
    const controller = new AbortController();
    const hanging = thread.run("hang", { ...calm(), signal: controller.signal });
    const next = thread.run({ say: "a" }, calm());
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: "cancelled" });
    expect((await next).jobs).toBe(1);
  });

  it("lets a waiting caller leave at once, without harm to the job under way", async () => {
    const thread = open();
    const controller = new AbortController();
    const first = thread.run({ say: "a" }, calm());
    const waiting = thread.run({ say: "b" }, { ...calm(), signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
    expect((await first).said).toBe("a");
  });

  it("does not start for a caller who has left already", async () => {
    const left = open().run({ say: "a" }, { ...calm(), signal: AbortSignal.abort() });
    await expect(left).rejects.toMatchObject({ code: "cancelled" });
  });

  it("is ended when the deadline passes", async () => {
    const late = open().run("hang", { ...calm(), deadlineMs: 50 });
    await expect(late).rejects.toMatchObject({ code: "timeout" });
  });

  it.each(["exit", "crash"] as const)("tells of a thread that ends by %s, and is replaced", async (job) => {
    const thread = open();
    await expect(thread.run(job, calm())).rejects.toMatchObject({ code: "vendor_failed" });
    expect((await thread.run({ say: "a" }, calm())).jobs).toBe(1);
  });

  it("serves a job that comes in the moment it is let go", async () => {
    const thread = open(0);
    await thread.run({ say: "a" }, calm());
    // Of two timers of the same length, the thread's own was set first.
    const answer = await new Promise((settle) => setTimeout(() => settle(thread.run({ say: "b" }, calm())), 0));
    expect(answer).toMatchObject({ said: "b" });
  });

  it("is let go when it has nothing to do", async () => {
    const thread = open(0);
    await thread.run({ say: "a" }, calm());
    await expect.poll(async () => (await thread.run({ say: "b" }, calm())).jobs, { interval: 100 }).toBe(1);
  });
});
