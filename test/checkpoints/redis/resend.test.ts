import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
import { describe, expect, inject, it } from "vitest";
import type { Stores } from "../../../checkpoints/types.ts";
import { VideoRequest } from "../../../models/request.ts";
import {
  aDecision,
  aHeldTask,
  aJob,
  anEnd,
  anEndedTask,
  anOperationEnd,
} from "../../contract/checkpoints/held-task-samples.ts";
import { aDraft, anEvent, claimAgain, reopened } from "../../contract/checkpoints/task-samples.ts";
import { type CuttingProxy, startCuttingProxy } from "./cutting-proxy.ts";
import { storesOfTest } from "./stores.ts";

type Twice = <Result>(call: () => Promise<Result>, after?: number) => Promise<Result>;

/** Stores, and what has Redis carry out a command of a call twice: its first, or the one after so many. */
async function openCut(): Promise<{ stores: Stores; twice: Twice }> {
  const proxy = await startCuttingProxy(inject("redisUrl"));
  const { stores } = await storesOfTest({ url: proxy.url });
  // Redis knows all scripts from here on: what is answered is what was done.
  const fence = await aHeldTask(stores);
  await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
  await reopened(stores, fence.taskId, {});
  await stores.tasks.finish(await claimAgain(stores, fence.taskId), anEnd(fence.taskId, 2));
  await stores.tasks.delete(fence.taskId);
  return { stores, twice: (call, after = 0) => callTwice(proxy, call, after) };
}

async function callTwice<Result>(proxy: CuttingProxy, call: () => Promise<Result>, after: number): Promise<Result> {
  const isCut = proxy.cutAnswer(after);
  const result = await call();
  await isCut;
  return result;
}

describe("what Redis did before its answer was lost", () => {
  it.each([0, 1, 2, 3])("a task is made once, whichever step is repeated (%i)", async (after) => {
    const { stores, twice } = await openCut();
    const draft = aDraft();
    const created = await twice(() => stores.tasks.create(draft, { key: "order 1", hash: "a" }), after);
    expect(created.kind).toBe("created");
    expect((await stores.tasks.list({ limit: 10 })).rows).toHaveLength(1);
    expect(await stores.tasks.unfinished()).toEqual([draft.id]);
    const again = await stores.tasks.create(aDraft(), { key: "order 1", hash: "a" });
    expect(again).toMatchObject({ kind: "known", row: { id: draft.id } });
  });

  it("a claim counts one epoch, and does not shut itself out", async () => {
    const { stores, twice } = await openCut();
    const draft = aDraft();
    await stores.tasks.create(draft);
    const claim = await twice(() => stores.tasks.claim(draft.id, 60_000));
    expect(claim).toMatchObject({ kind: "claimed", row: { epoch: 1, crashes: 0 } });
    expect(await stores.tasks.get(draft.id)).toMatchObject({ epoch: 1, status: "running" });
  });

  it("giving back and ending are done once, and are no error", async () => {
    const { stores, twice } = await openCut();
    await stores.tasks.release(await aHeldTask(stores));
    const fence = await aHeldTask(stores);
    await twice(() => stores.tasks.release(fence));
    expect(await stores.tasks.get(fence.taskId)).toMatchObject({ status: "queued", epoch: 1 });
    const next = await claimAgain(stores, fence.taskId);
    await twice(() => stores.tasks.finish(next, anEnd(fence.taskId, 1)));
    expect(await stores.events.read(fence.taskId, 0)).toHaveLength(1);
  });

  it("an end is to be told once, and one try to tell it is counted once", async () => {
    const { stores, twice } = await openCut();
    const request = VideoRequest.parse({ prompt: "A fox", webhookUrl: "https://owner.example/" });
    const fence = await aHeldTask(stores, { request });
    await twice(() => stores.tasks.finish(fence, anEnd(fence.taskId, 1)));
    const [first, ...more] = await stores.outbox.take(10, 60_000);
    expect(more).toEqual([]);
    const id = first?.id ?? "";
    // Redis knows this script from here on.
    await stores.outbox.later("nobody", 0);
    await twice(() => stores.outbox.later(id, 0));
    expect(await stores.outbox.take(10, 60_000)).toEqual([{ ...first, tries: 1 }]);
    await twice(() => stores.outbox.done(id));
    expect(await stores.outbox.take(10, 60_000)).toEqual([]);
  });

  it.each([0, 1, 2])("going on counts one round, whichever step is repeated (%i)", async (after) => {
    const { stores, twice } = await openCut();
    const fence = await aHeldTask(stores);
    await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
    const row = await twice(() => reopened(stores, fence.taskId, { budgetUsd: 3 }), after);
    expect(row).toMatchObject({ round: 1, status: "queued" });
    expect(await stores.tasks.get(fence.taskId)).toEqual(row);
  });

  it("events are there once", async () => {
    const { stores, twice } = await openCut();
    const fence = await aHeldTask(stores);
    await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    await twice(() => stores.events.append(fence, [anEvent(fence.taskId, 2), anEvent(fence.taskId, 3)]));
    expect((await stores.events.read(fence.taskId, 0)).map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it("a job is no orphan of itself, and the order of a book stays", async () => {
    const { stores, twice } = await openCut();
    const fence = await aHeldTask(stores);
    const book = stores.book(fence);
    await book.decide(aDecision("warm"));
    await book.tookJob("warm", aJob("warm"));
    await book.ended("warm", anOperationEnd());
    await twice(() => book.decide(aDecision("a")));
    await twice(() => book.decide(aDecision("b")));
    await twice(() => book.tookJob("a", aJob("job-1")));
    await twice(() => book.ended("a", anOperationEnd()));
    await twice(() => book.keep("scenes", [1]));
    const { operations, results } = await book.read();
    expect(operations.map(({ decision }) => decision.id)).toEqual(["warm", "a", "b"]);
    expect(operations[1]).toMatchObject({ job: aJob("job-1"), orphans: [], end: anOperationEnd() });
    expect(results).toEqual(new Map([["scenes", [1]]]));
  });

  it("a checkpoint and its writes are there once", async () => {
    const { stores, twice } = await openCut();
    const fence = await aHeldTask(stores);
    const saver = stores.saver(fence);
    const checkpoint = { ...emptyCheckpoint(), channel_values: { plan: "a" }, channel_versions: { plan: 1 } };
    const config = { configurable: { thread_id: fence.taskId, checkpoint_ns: "" } };
    const put = () => saver.put(config, checkpoint, { source: "input", step: -1, parents: {} }, { plan: 1 });
    await put();
    const written = await twice(put);
    await saver.putWrites(written, [["plan", "b"]], "task-a");
    await twice(() => saver.putWrites(written, [["plan", "b"]], "task-a"));
    const tuple = await saver.getTuple(config);
    expect(tuple?.checkpoint.channel_values).toEqual({ plan: "a" });
    expect(tuple?.pendingWrites).toEqual([["task-a", "plan", "b"]]);
  });

  it.each([0, 1, 2, 3])("a deletion is no error, whichever step is repeated (%i)", async (after) => {
    const { stores, twice } = await openCut();
    const { taskId } = await anEndedTask(stores);
    await twice(() => stores.tasks.delete(taskId), after);
    expect(await stores.tasks.condemned()).toEqual([]);
    expect(await stores.tasks.list({ limit: 10 })).toEqual({ rows: [], nextCursor: null });
    expect(await stores.tasks.unfinished()).toEqual([]);
  });
});
