import { randomUUID } from "node:crypto";
import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { connectRedis, type RedisConnection } from "../../../checkpoints/redis/connection.ts";
import { createKeys, passingKeys } from "../../../checkpoints/redis/keys.ts";
import { createOpenTasks } from "../../../checkpoints/redis/open-tasks.ts";
import { createTaskRemoval } from "../../../checkpoints/redis/task-removal.ts";
import type { Fence, Stores } from "../../../checkpoints/types.ts";
import { createTaskReader } from "../../../server/tasks/task-reader.ts";
import { aDecision, aHeldTask, anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { aDraft, anEvent } from "../../contract/checkpoints/task-samples.ts";
import { clientOfTest, redisOfTest, storesOfTest } from "./stores.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

async function putAll(stores: Stores, fence: Fence): Promise<void> {
  const checkpoint = { ...emptyCheckpoint(), channel_values: { plan: "a" }, channel_versions: { plan: 1 } };
  const config = { configurable: { thread_id: fence.taskId, checkpoint_ns: "" } };
  const saver = stores.saver(fence);
  const written = await saver.put(config, checkpoint, { source: "input", step: -1, parents: {} }, { plan: 1 });
  await saver.putWrites(written, [["plan", "b"]], "task-a");
  await stores.book(fence).decide(aDecision("a"));
  await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
}

describe("keys in Redis", () => {
  it("of a task stay while it is open; after its end all but its row and its book pass", async () => {
    const { stores, prefix } = await storesOfTest({ retentionDays: 7 });
    const client = clientOfTest(inject("redisUrl"));
    const fence = await aHeldTask(stores);
    await putAll(stores, fence);
    const place = createKeys(prefix).task(fence.taskId);
    const passing = passingKeys(place);
    const times = (keys: readonly string[]) => Promise.all(keys.map((key) => client.pttl(key)));
    expect(await times([...passing, place.row, place.book])).toEqual(Array(8).fill(-1));
    await stores.tasks.finish(fence, anEnd(fence.taskId, 2));
    for (const left of await times(passing)) {
      expect(left).toBeGreaterThan(7 * DAY_MS - 60_000);
      expect(left).toBeLessThanOrEqual(7 * DAY_MS);
    }
    expect(await times([place.row, place.book])).toEqual([-1, -1]);
    await stores.tasks.reopen(fence.taskId, {});
    expect(await times([...passing, place.row, place.book])).toEqual(Array(8).fill(-1));
  });

  it("that have passed leave a bill, and a task that says why it cannot be gone on with: its story is gone", async () => {
    const { stores, prefix } = await storesOfTest();
    const client = clientOfTest(inject("redisUrl"));
    const fence = await aHeldTask(stores);
    await putAll(stores, fence);
    await stores.tasks.finish(fence, anEnd(fence.taskId, 2));
    await client.unlink(...passingKeys(createKeys(prefix).task(fence.taskId)));
    expect((await stores.events.follow(fence.taskId, 0, new AbortController().signal).next()).done).toBe(true);
    await expect(stores.tasks.reopen(fence.taskId, {})).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("anew"),
    });
    expect(await createTaskReader(stores).task(fence.taskId)).toMatchObject({ task: { status: "failed" }, events: [] });
    expect((await stores.book(fence).read()).operations).toHaveLength(1);
  });

  it("of others, a hundred thousand of them, are never walked through", async () => {
    const redis = await redisOfTest({ appendonly: "no" });
    const client = clientOfTest(redis.url);
    for (let start = 0; start < 100_000; start += 10_000) {
      await client.mset(
        Object.fromEntries(Array.from({ length: 10_000 }, (_, place) => [`foreign-${start + place}`, 1])),
      );
    }
    const { stores } = await storesOfTest({ url: redis.url });
    const fence = await aHeldTask(stores);
    await putAll(stores, fence);
    await client.config("RESETSTAT");
    const begun = performance.now();
    await stores.saver(fence).getTuple({ configurable: { thread_id: fence.taskId } });
    await stores.tasks.list({ limit: 10, status: "running" });
    await stores.tasks.unfinished();
    for await (const _tuple of stores.saver(null).list({})) break;
    await stores.saver(null).deleteThread(fence.taskId);
    await stores.tasks.finish(fence, anEnd(fence.taskId, 2));
    await stores.tasks.delete(fence.taskId);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(await client.info("commandstats")).not.toMatch(/cmdstat_(keys|scan|hscan|sscan|zscan):/);
  });

  it("of one task lie in one slot, whatever it is called", async () => {
    const client = clientOfTest((await redisOfTest({ "cluster-enabled": "yes" })).url);
    for (const id of ["task-1", "{a}", "}", "", "a{b}c", "漢字", "pixora"]) {
      const slots = await Promise.all(
        Object.values(createKeys("pixora").task(id)).map((key) => client.cluster("KEYSLOT", key)),
      );
      expect(new Set(slots).size).toBe(1);
    }
  });

  it("a saver's call is one script", async () => {
    const redis = await redisOfTest();
    const client = clientOfTest(redis.url);
    const { stores } = await storesOfTest({ url: redis.url });
    const fence = await aHeldTask(stores);
    await putAll(stores, fence);
    const scripts = async () => {
      const found = (await client.info("commandstats")).matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g);
      return [...found].reduce((sum, [, calls]) => sum + Number(calls), 0);
    };
    const config = {
      configurable: { thread_id: fence.taskId, checkpoint_ns: "", checkpoint_id: emptyCheckpoint().id },
    };
    const saver = stores.saver(fence);
    await saver.getTuple(config);
    const before = await scripts();
    await saver.putWrites(
      config,
      [
        ["plan", 1],
        ["scenes", 2],
      ],
      "task-b",
    );
    expect((await scripts()) - before).toBe(1);
    await saver.put(config, emptyCheckpoint(), { source: "loop", step: 0, parents: {} }, {});
    expect((await scripts()) - before).toBe(2);
    await saver.getTuple({ configurable: { thread_id: fence.taskId } });
    expect((await scripts()) - before).toBe(3);
  });
});

describe("what a crash left half done", () => {
  /** What the stores are made of, to stop half way. */
  async function openParts() {
    const prefix = `pixora-test-${randomUUID()}`;
    const { stores } = await storesOfTest({ prefix });
    const connection = connectRedis(inject("redisUrl"), 10_000);
    onTestFinished(() => connection.close());
    const keys = createKeys(prefix);
    return { stores, connection, keys, openTasks: createOpenTasks(connection, keys) };
  }

  it("an accepted task without a row is found and gets it", async () => {
    const { stores, openTasks } = await openParts();
    const draft = aDraft({ owner: "ann" });
    await openTasks.accept(draft, { idempotency: { key: "order", hash: "a" }, allowance: null }, null);
    expect(await stores.tasks.get(draft.id)).toBeNull();
    expect(await stores.tasks.unfinished()).toEqual([draft.id]);
    expect(await stores.tasks.get(draft.id)).toMatchObject({ ...draft, status: "queued" });
    expect((await stores.tasks.list({ limit: 10, owner: "ann" })).rows).toHaveLength(1);
    expect(await openTasks.draftOf(draft.id)).toBeNull();
  });

  it("an accepted task without a row is made by who asks again", async () => {
    const { stores, openTasks } = await openParts();
    const draft = aDraft();
    await openTasks.accept(draft, { idempotency: { key: "order", hash: "a" }, allowance: null }, null);
    const again = await stores.tasks.create(aDraft(), { key: "order", hash: "a" });
    expect(again).toMatchObject({ kind: "known", row: { id: draft.id, status: "queued" } });
  });

  it("an accepted task without a row is no task to delete: it has not ended", async () => {
    const { stores, openTasks } = await openParts();
    const draft = aDraft({ owner: "ann" });
    await openTasks.accept(draft, { idempotency: { key: "order", hash: "a" }, allowance: null }, null);
    await expect(stores.tasks.delete(draft.id)).rejects.toMatchObject({ code: "task_busy" });
    expect(await stores.tasks.unfinished()).toEqual([draft.id]);
  });

  it.each(["settle", "forget deliveries", "forget", "remove"])(
    "a deletion that broke off at its step to %s is known, and ended when it is done again",
    async (step) => {
      const { stores, connection, keys, openTasks } = await openParts();
      const client = clientOfTest(inject("redisUrl"));
      const fence = await aHeldTask(stores, { owner: "ann" });
      await putAll(stores, fence);
      await stores.tasks.finish(fence, anEnd(fence.taskId, 2));
      // As the sweeper leaves it a minute after its end.
      await client.hdel(keys.open, fence.taskId);
      const row = await stores.tasks.get(fence.taskId);
      const steps = ["condemn", "settle", "forget deliveries", "forget", "remove"];
      const broken = breakingAfter(connection, steps.indexOf(step));
      await expect(createTaskRemoval(broken, keys, createOpenTasks(broken, keys)).delete(fence.taskId)).rejects.toThrow(
        "broken off",
      );
      expect(await stores.tasks.get(fence.taskId)).toBeNull();
      expect(await stores.tasks.condemned()).toEqual([row]);
      await stores.tasks.delete(fence.taskId);
      expect(await stores.tasks.condemned()).toEqual([]);
      const { news: _channel, ...place } = keys.task(fence.taskId);
      expect(await client.exists(...Object.values(place), keys.condemned, keys.tasks, keys.owner("ann"))).toBe(0);
      expect((await openTasks.all()).tasks).toEqual([]);
    },
  );

  it("an ended task leaves the open ones once nobody can be reopening it", async () => {
    const { stores, connection, keys, openTasks } = await openParts();
    const fence = await aHeldTask(stores);
    await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
    expect(await stores.tasks.unfinished()).toEqual([]);
    expect((await openTasks.all()).tasks).toHaveLength(1);
    await connection.ask((redis) => redis.hset(keys.open, fence.taskId, "1"));
    expect(await stores.tasks.unfinished()).toEqual([]);
    expect((await openTasks.all()).tasks).toEqual([]);
    await stores.tasks.reopen(fence.taskId, {});
    expect(await stores.tasks.unfinished()).toEqual([fence.taskId]);
  });
});

/** A connection over which so many scripts run, and no more. */
function breakingAfter(connection: RedisConnection, count: number): RedisConnection {
  let left = count;
  return {
    ...connection,
    async run(...asked) {
      left -= 1;
      if (left < 0) throw new Error("The deletion was broken off.");
      return connection.run(...asked);
    },
  };
}
