import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createFileStores } from "../../../checkpoints/file/index.ts";
import { createRedisStores } from "../../../checkpoints/redis/index.ts";
import type { Stores } from "../../../checkpoints/types.ts";
import { PixoraError } from "../../../models/error.ts";
import type { TaskEvent } from "../../../models/event.ts";
import type { VariantChanges } from "../../../models/request.ts";
import { createDurableAgent, type DurableAgent } from "../../../server/tasks/durable-agent.ts";
import type { ResumeOptions } from "../../../server/tasks/resume-options.ts";
import { LIGHT_REQUEST, lightAgent } from "../../light-agent.ts";

let folder: string;
let opened: { close(): Promise<void> }[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-durable-"));
  opened = [];
});
afterEach(async () => {
  for (const each of opened) await each.close();
  await rm(folder, { recursive: true, force: true });
});

const waitsFor = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

async function collect(events: AsyncIterable<TaskEvent>): Promise<TaskEvent[]> {
  const all: TaskEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const endOf = (events: readonly TaskEvent[]) => {
  const last = events.at(-1);
  return last?.event === "task-end" ? last.data : null;
};

const kinds: [string, () => Stores][] = [
  ["files", () => createFileStores({ dataDir: join(folder, "data") })],
  ["Redis", () => createRedisStores({ url: inject("redisUrl"), prefix: `test-${folder.slice(-6)}` })],
];

describe.each(kinds)("an agent whose films lie in %s", (_kind, openStores) => {
  /** As another process would have it. */
  function open(onDraw?: (what: string, signal: AbortSignal) => unknown, leaseMs?: number): DurableAgent {
    const agent = lightAgent({ folder, ...(onDraw && { onDraw }) });
    const durable = createDurableAgent({ agent, stores: openStores(), ...(leaseMs !== undefined && { leaseMs }) });
    opened.push(durable);
    return durable;
  }

  it("makes a film, and another process finds it", async () => {
    const { taskId, film, manifest } = await open().generate(LIGHT_REQUEST);
    expect(film.files.map(({ name }) => name)).toContain("video.mp4");
    expect(manifest.taskId).toBe(taskId);
    const found = await open().task(taskId);
    expect(found?.task).toMatchObject({ id: taskId, status: "completed", progress: 100 });
    expect(found?.events.map(({ id }) => id)).toEqual(found?.events.map((_, position) => position + 1));
  });

  it("goes on with a task that was cancelled, and draws nothing that it has kept", async () => {
    const drawn: string[] = [];
    const controller = new AbortController();
    const first = open(async (what, signal) => {
      drawn.push(what);
      if (drawn.length === 4) controller.abort();
      if (drawn.length >= 4) await waitsFor(signal);
    });
    const begun = await collect(first.stream(LIGHT_REQUEST, { taskId: "t", signal: controller.signal }));
    expect(endOf(begun)).toMatchObject({ status: "cancelled" });
    const stores = openStores();
    opened.push(stores);
    const { results } = await stores.book({ taskId: "t", epoch: null }).read();
    const kept = [...results.keys()].filter((name) => /:(still|sheet:)/.test(name)).length;

    const drawnLater: string[] = [];
    const goneOn = await collect(open((what) => drawnLater.push(what)).resume("t"));
    expect(endOf(goneOn)).toMatchObject({ status: "completed" });
    expect(goneOn[0]).toMatchObject({ event: "snapshot", id: begun.length + 1, data: { task: { status: "running" } } });
    expect(new Set(drawnLater).size).toBe(drawnLater.length);
    expect(drawnLater.length + kept).toBe(new Set([...drawn, ...drawnLater]).size);
  });

  it("goes on with a task that failed, and tries again what failed", async () => {
    const refused = new PixoraError("account_refused", "The key is refused.");
    const begun = await collect(open(() => Promise.reject(refused)).stream(LIGHT_REQUEST, { taskId: "t" }));
    expect(endOf(begun)).toMatchObject({ status: "failed", error: { code: "account_refused" } });
    const again = await collect(open(() => Promise.reject(refused)).resume("t"));
    expect(endOf(again)).toMatchObject({ status: "failed", error: { code: "account_refused" } });
    expect(endOf(await collect(open().resume("t")))).toMatchObject({ status: "completed" });
  });

  it("goes on at once with a task that failed, and whose end could not be written down", async () => {
    const stores = openStores();
    opened.push(stores);
    const full = new PixoraError("store_failed", "The disk is full.");
    const refused = new PixoraError("account_refused", "The key is refused.");
    const agent = lightAgent({ folder, onDraw: () => Promise.reject(refused) });
    const tasks = { ...stores.tasks, finish: () => Promise.reject(full) };
    const first = createDurableAgent({ agent, stores: { ...stores, tasks } });
    await expect(collect(first.stream(LIGHT_REQUEST, { taskId: "t" }))).rejects.toBe(full);
    expect(endOf(await collect(open().resume("t")))).toMatchObject({ status: "completed" });
  });

  it("refuses to go on with a completed task, an unknown one, and one that is being carried out", async () => {
    const busy = open(async (_what, signal) => void (await waitsFor(signal)), 60_000);
    const other = open();
    await other.generate(LIGHT_REQUEST, { taskId: "done" });
    await expect(collect(other.resume("done"))).rejects.toMatchObject({ code: "invalid_request" });
    await expect(collect(other.resume("nobody"))).rejects.toMatchObject({ code: "task_unknown" });
    const running = busy.stream(LIGHT_REQUEST, { taskId: "busy" });
    await running.next();
    const impatient = new AbortController();
    const waiting = collect(other.resume("busy", { onHeld: () => impatient.abort(), signal: impatient.signal }));
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
    await running.return();
  });

  it("refuses a second task of the same name", async () => {
    const agent = open();
    await agent.generate(LIGHT_REQUEST, { taskId: "t" });
    await expect(agent.generate(LIGHT_REQUEST, { taskId: "t" })).rejects.toMatchObject({ code: "task_busy" });
  });

  it("that leaves a film early cancels it, and says so in the log", async () => {
    const agent = open();
    for await (const event of agent.stream(LIGHT_REQUEST, { taskId: "t" })) if (event.event === "plan-ready") break;
    const found = await agent.task("t");
    expect(found?.task).toMatchObject({ status: "cancelled" });
    expect(found?.events.at(-1)).toMatchObject({ event: "task-end", data: { status: "cancelled" } });
    expect(endOf(await collect(agent.resume("t")))).toMatchObject({ status: "completed" });
  });

  it("accepts films for workers, which others follow and cancel", async () => {
    const working = open((what, signal) => (what.startsWith("sheet") ? waitsFor(signal) : null));
    const worker = working.work(2);
    const agent = open();
    const taskId = await working.submit(LIGHT_REQUEST);
    const seen: TaskEvent[] = [];
    for await (const event of agent.follow(taskId)) {
      seen.push(event);
      if (event.event === "step-start" && event.data.step === "character_generator") await agent.cancel(taskId);
    }
    await worker.close();
    expect(endOf(seen)).toMatchObject({ status: "cancelled" });
    expect(seen.map(({ id }) => id)).toEqual(seen.map((_, position) => position + 1));
    await expect(agent.cancel("nobody")).rejects.toMatchObject({ code: "task_unknown" });
  });

  it("goes on by itself when it slept for longer than its lease, and nobody came meanwhile", async () => {
    let drawn = 0;
    const agent = open(() => {
      drawn += 1;
      if (drawn !== 4) return;
      const end = performance.now() + 700;
      while (performance.now() < end);
    }, 400);
    const events = await collect(agent.stream(LIGHT_REQUEST, { taskId: "t" }));
    expect(endOf(events)).toMatchObject({ status: "completed" });
    expect(events.map(({ id }) => id)).toEqual(events.map((_, position) => position + 1));
    const stores = openStores();
    opened.push(stores);
    expect((await stores.tasks.get("t"))?.epoch).toBeGreaterThan(1);
  });

  it("has accepted a film also where no worker could be woken: who is told otherwise orders it twice", async () => {
    const stores = openStores();
    const add = () => Promise.reject(new PixoraError("store_failed", "Nobody hears."));
    const agent = createDurableAgent({
      agent: lightAgent({ folder }),
      stores: { ...stores, queue: { ...stores.queue, add } },
    });
    opened.push(agent);
    const taskId = await agent.submit(LIGHT_REQUEST);
    expect(await stores.tasks.unfinished()).toEqual([taskId]);
  });

  it("ends a cancelled task by itself where nobody carries it out", async () => {
    const agent = open(() => expect.fail("drawn for nobody"));
    const taskId = await agent.submit(LIGHT_REQUEST);
    await agent.cancel(taskId);
    expect((await agent.task(taskId))?.task).toMatchObject({ status: "cancelled", error: { code: "cancelled" } });
    await agent.cancel(taskId);
    expect(endOf(await collect(open().resume(taskId)))).toMatchObject({ status: "completed" });
  });

  it("writes no settlement down that it could not read again, or that settles nothing", async () => {
    const refused = new PixoraError("account_refused", "The key is refused.");
    await collect(open(() => Promise.reject(refused)).stream(LIGHT_REQUEST, { taskId: "t" }));
    const agent = open();
    const odd = [{ settle: { one: "bogus" } }, { budgetUsd: -1 }, { onInDoubt: "maybe" }];
    for (const options of odd) {
      const resumed = collect(agent.resume("t", options as ResumeOptions));
      await expect(resumed).rejects.toMatchObject({ code: "invalid_request" });
    }
    const idle = collect(agent.resume("t", { settle: { one: "abandon" } }));
    const message = 'settle: no order "one" is in doubt. None is.';
    await expect(idle).rejects.toMatchObject({ code: "invalid_request", message });
    expect((await agent.task("t"))?.task.status).toBe("failed");
    expect(endOf(await collect(open().resume("t", { settle: {} })))).toMatchObject({ status: "completed" });
  });

  it("puts a finished film together otherwise, in another process, and draws nothing for it", async () => {
    await open().generate(LIGHT_REQUEST, { taskId: "film" });
    const agent = open(() => expect.fail("drawn for a variant"));
    const outside = join(folder, "tall");
    const events = await collect(agent.variant("film", { aspectRatio: "9:16" }, { taskId: "tall", folder: outside }));
    expect(endOf(events)).toMatchObject({ status: "completed", result: { videoUrl: join(outside, "video.mp4") } });
    const kept = await open().task("tall");
    const request = { prompt: LIGHT_REQUEST.prompt, aspectRatio: "9:16", budgetUsd: 0 };
    expect(kept).toMatchObject({ folder: outside, task: { variantOf: "film", request, progress: 100 } });
  });

  it("goes on with a variant whose process ended in the middle of it", async () => {
    await open().generate(LIGHT_REQUEST, { taskId: "film" });
    const stop = new AbortController();
    const first = open();
    const untilPlanned = async () => {
      const events = first.variant("film", { fit: "contain" }, { taskId: "v", signal: stop.signal });
      for await (const event of events) if (event.event === "plan-ready") stop.abort("shutdown");
    };
    await expect(untilPlanned()).rejects.toMatchObject({ code: "task_busy" });
    expect((await first.task("v"))?.task).toMatchObject({ status: "queued", variantOf: "film" });
    const events = await collect(open(() => expect.fail("drawn for a variant")).resume("v"));
    expect(endOf(events)).toMatchObject({ status: "completed" });
    expect(events.map(({ event }) => event)).not.toContain("plan-ready");
  });

  it("makes no variant of what is no film, and none that would need a vendor", async () => {
    const refused = new PixoraError("account_refused", "The key is refused.");
    await collect(open(() => Promise.reject(refused)).stream(LIGHT_REQUEST, { taskId: "failed" }));
    const agent = open();
    await agent.generate(LIGHT_REQUEST, { taskId: "film" });
    const waiting = await agent.submit(LIGHT_REQUEST);
    const tall = { aspectRatio: "9:16" } as const;
    const odd = { style: "anime" } as VariantChanges;
    for (const [taskId, changes, refusal] of [
      ["nobody", tall, { code: "task_unknown" }],
      ["failed", tall, { code: "invalid_request", message: expect.stringContaining("Go on with it first") }],
      [waiting, tall, { code: "task_busy", message: expect.stringContaining("wait for its end") }],
      ["film", {}, { code: "invalid_request", message: expect.stringContaining("must change something") }],
      ["film", odd, { code: "invalid_request", message: expect.stringContaining("style") }],
    ] as const) {
      await expect(collect(agent.variant(taskId, changes)), taskId).rejects.toMatchObject(refusal);
    }
    await expect(collect(agent.variant("film", tall, { taskId: "film" }))).rejects.toMatchObject({ code: "task_busy" });
    expect((await agent.recent(10)).map(({ id }) => id).sort()).toEqual(["failed", "film", waiting].sort());
  });

  it("says so of a task that it does not know, and stops its workers when it is closed", async () => {
    const agent = open();
    agent.work(1);
    await expect(collect(agent.follow("nobody"))).rejects.toMatchObject({ code: "task_unknown" });
    await expect(agent.inDoubt("nobody")).rejects.toMatchObject({ code: "task_unknown" });
    await agent.close();
  });

  it("lists its tasks, the newest first", async () => {
    const agent = open();
    await agent.generate(LIGHT_REQUEST, { taskId: "first" });
    await agent.generate(LIGHT_REQUEST, { taskId: "second" });
    expect(await agent.recent(10)).toMatchObject([{ id: "second", status: "completed" }, { id: "first" }]);
    expect(await agent.inDoubt("first")).toEqual([]);
  });
});
