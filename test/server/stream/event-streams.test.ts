import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import type { TaskEvent } from "../../../models/event.ts";
import { createEventStreams, type EventStreamsOptions, type StreamNews } from "../../../server/stream/event-streams.ts";
import { openRedisStores } from "../../checkpoints/redis/stores.ts";
import { anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { anEvent, claimed } from "../../contract/checkpoints/task-samples.ts";
import { aTask } from "../../task-sample.ts";
import { createHandClock } from "./hand-clock.ts";
import { createMemoryLog } from "./memory-log.ts";
import { numbers, openReader, readStream } from "./stream-reader.ts";

const taskId = "task-1";
const ROOMY = { perOwner: 100, perProcess: 100 };
const storeFailed = new PixoraError("store_failed", "The store is away.", { retryable: true });
const some = (from: number, to: number) => numbers(from, to).map((id) => anEvent(taskId, id));
const theEnd = (id: number) => anEvent(taskId, id, "task-end");
const aSnapshot = (id: number): TaskEvent => ({
  ...anEvent(taskId, id),
  event: "snapshot",
  data: { task: aTask({ status: "completed" }) },
});
/** An event of so many bytes. */
const aBigEvent = (id: number, bytes: number): TaskEvent => ({
  ...anEvent(taskId, id),
  event: "step-progress",
  data: { step: "planner", scene: null, fraction: 0, message: "x".repeat(bytes) },
});

function streamsOfTest(options: Partial<EventStreamsOptions> = {}) {
  const log = createMemoryLog();
  const clock = createHandClock();
  const news: StreamNews[] = [];
  const streams = createEventStreams({
    events: log,
    present: (event) => event,
    snapshotOf: async () => null,
    limits: ROOMY,
    clock,
    onNews: (told) => news.push(told),
    ...options,
  });
  onTestFinished(async () => {
    const closed = streams.close();
    await clock.pass(5000);
    await closed;
  });
  const ends = () => news.flatMap((told) => (told.kind === "closed" ? [told.how] : []));
  return { log, clock, news, streams, ends };
}

describe("event streams", () => {
  it("say what an event is, as the outside sees it, and encode it once for all who are there", async () => {
    let presented = 0;
    const present = (event: TaskEvent) => {
      presented++;
      return { ...event, at: "2027-01-01T00:00:00.000Z" };
    };
    const { log, streams } = streamsOfTest({ present });
    const readers = await Promise.all(numbers(1, 5).map(() => openReader(streams, { taskId })));
    log.add(...some(1, 1));
    for (const reader of readers) {
      expect(await reader.next()).toMatchObject({ retry: 2000, id: null });
      const heard = await reader.next();
      expect(heard).toMatchObject({ id: 1, name: "step-start" });
      expect(heard?.data).toEqual({ ...anEvent(taskId, 1), at: "2027-01-01T00:00:00.000Z" });
    }
    expect(presented).toBe(1);
  });

  it("lose and repeat nothing, however slowly a reader takes what comes quickly", async () => {
    const plan = fc.record({
      afterId: fc.integer({ min: 0, max: 30 }),
      // Together more than the newest events that are kept, so that slow readers go back to the log.
      strides: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      pulls: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ afterId, strides, pulls }) => {
        const { log, streams } = streamsOfTest();
        log.add(...some(1, 30));
        const reader = await openReader(streams, { taskId, afterId });
        const ids: number[] = [];
        let last = 30;
        for (const [place, stride] of strides.entries()) {
          log.add(...numbers(last + 1, last + stride).map((id) => aBigEvent(id, 20_000)));
          last += stride;
          const due = Math.min(pulls[place % pulls.length] ?? 0, last - afterId - ids.length);
          ids.push(...(await reader.ids(due)));
        }
        log.add(theEnd(last + 1));
        ids.push(...(await reader.idsToEnd()));
        expect(ids).toEqual(numbers(afterId + 1, last + 1));
      }),
      { numRuns: 50 },
    );
  });

  it("follow a task once for all of its readers, and no more when the last one left", async () => {
    const { log, streams } = streamsOfTest();
    const readers = await Promise.all(numbers(1, 10).map(() => openReader(streams, { taskId })));
    await expect.poll(log.followers).toBe(1);
    expect(streams.count()).toEqual({ streams: 10, tasks: 1 });
    await Promise.all(readers.slice(1).map((reader) => reader.leave()));
    expect(log.followers()).toBe(1);
    await readers[0]?.leave();
    await expect.poll(log.followers).toBe(0);
    expect(streams.count()).toEqual({ streams: 0, tasks: 0 });
  });

  it("let a reader go whose request is over", async () => {
    const { log, streams, ends } = streamsOfTest();
    const request = new AbortController();
    const reader = await openReader(streams, { taskId, signal: request.signal });
    request.abort();
    expect(await reader.idsToEnd()).toEqual([]);
    expect(ends()).toEqual(["left"]);
    await expect.poll(log.followers).toBe(0);
    await openReader(streams, { taskId, signal: request.signal });
    expect(streams.count()).toEqual({ streams: 0, tasks: 0 });
  });

  it("give a thousand who come back at once what they missed with a few reads", async () => {
    const { log, streams } = streamsOfTest({ limits: { perOwner: 1000, perProcess: 1000 } });
    log.add(...some(1, 50), theEnd(51));
    const first = await openReader(streams, { taskId });
    await first.ids(1);
    log.add(...some(52, 52));
    const live = await openReader(streams, { taskId, afterId: 51 });
    const before = log.reads();
    const readers = await Promise.all(numbers(1, 500).map((id) => openReader(streams, { taskId, afterId: id % 50 })));
    const heard = await Promise.all(readers.map((reader) => reader.ids(2)));
    expect(heard.map(([id]) => id)).toEqual(numbers(1, 500).map((id) => (id % 50) + 1));
    expect(log.reads() - before).toBeLessThanOrEqual(2);
    await live.leave();
  });
});

describe("what is kept no more", () => {
  it("is told by a snapshot with the last id, then the stream ends with the task", async () => {
    const { log, streams } = streamsOfTest({ snapshotOf: async () => aSnapshot(8) });
    log.add(...some(1, 7), theEnd(8));
    log.forget(8);
    const reader = await openReader(streams, { taskId, afterId: 3 });
    await reader.next();
    expect(await reader.next()).toMatchObject({ id: 8, name: "snapshot", data: { event: "snapshot" } });
    expect(await reader.next()).toBeNull();
    expect(await streams.open({ taskId, owner: null, afterId: 8 })).toEqual({ kind: "nothing" });
  });

  it("is told by a snapshot when the task goes on, too", async () => {
    const { log, streams } = streamsOfTest({ snapshotOf: async () => aSnapshot(8) });
    log.add(...some(1, 8));
    log.forget(6);
    const reader = await openReader(streams, { taskId, afterId: 3 });
    expect(await reader.ids(1)).toEqual([8]);
    log.add(...some(9, 9), theEnd(10));
    expect(await reader.idsToEnd()).toEqual([9, 10]);
  });

  it("is told by a snapshot to who had events that the log has not", async () => {
    const { log, streams } = streamsOfTest({ snapshotOf: async () => aSnapshot(2) });
    log.add(...some(1, 2));
    const reader = await openReader(streams, { taskId, afterId: 7 });
    expect(await reader.ids(1)).toEqual([2]);
    log.add(theEnd(3));
    expect(await reader.idsToEnd()).toEqual([3]);
  });

  it("is nobody's loss when the task is gone", async () => {
    const { log, streams } = streamsOfTest();
    log.add(...some(1, 2), theEnd(3));
    log.forget(3);
    expect(await (await openReader(streams, { taskId })).idsToEnd()).toEqual([]);
  });

  it("is never told as if nothing were missing", async () => {
    const { log, streams, news, ends } = streamsOfTest({ snapshotOf: async () => aSnapshot(2) });
    log.add(...some(1, 7), theEnd(8));
    log.forget(8);
    expect(await (await openReader(streams, { taskId, afterId: 3 })).idsToEnd()).toEqual([]);
    expect(ends()).toEqual(["parted"]);
    expect(news).toContainEqual(expect.objectContaining({ kind: "failed" }));
  });

  it("is what Redis dropped when its time was over", async () => {
    const { stores, close } = await openRedisStores({ retentionDays: 1e-6 });
    onTestFinished(close);
    const fence = await claimed(stores);
    await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    await stores.tasks.finish(fence, anEnd(fence.taskId, 2));
    await expect.poll(() => stores.events.read(fence.taskId, 0)).toEqual([]);
    const { streams } = streamsOfTest({ events: stores.events, snapshotOf: async () => aSnapshot(2) });
    expect(await (await openReader(streams, { taskId: fence.taskId })).idsToEnd()).toEqual([2]);
    expect(await streams.open({ taskId: fence.taskId, owner: null, afterId: 2 })).toEqual({ kind: "nothing" });
  });
});

describe("the limits of event streams", () => {
  it("are an owner's and the process's, and a place is free again when its reader left", async () => {
    const { streams } = streamsOfTest({ limits: { perOwner: 2, perProcess: 3 } });
    const open = (owner: string) => streams.open({ taskId, owner, afterId: 0 });
    const first = await openReader(streams, { taskId, owner: "key:a" });
    expect((await open("key:a")).kind).toBe("stream");
    expect(await open("key:a")).toEqual({ kind: "full", of: "owner" });
    expect((await open("key:b")).kind).toBe("stream");
    expect(await open("key:c")).toEqual({ kind: "full", of: "process" });
    await first.leave();
    expect((await open("key:c")).kind).toBe("stream");
  });

  it("hold for streams that are opened at the same time", async () => {
    const { streams } = streamsOfTest({ limits: { perOwner: 3, perProcess: 100 } });
    const opened = await Promise.all(numbers(1, 9).map(() => streams.open({ taskId, owner: "key:a", afterId: 0 })));
    expect(opened.filter(({ kind }) => kind === "stream")).toHaveLength(3);
  });

  it("count no stream that was not opened", async () => {
    const { log, streams } = streamsOfTest({ limits: { perOwner: 1, perProcess: 1 } });
    log.fail(storeFailed);
    await expect(streams.open({ taskId, owner: null, afterId: 0 })).rejects.toBe(storeFailed);
    log.fail(null);
    log.add(theEnd(1));
    expect((await streams.open({ taskId, owner: null, afterId: 1 })).kind).toBe("nothing");
    expect(await (await openReader(streams, { taskId })).idsToEnd()).toEqual([1]);
  });
});

describe("heartbeats", () => {
  it("come every 15 s to readers that wait", async () => {
    const { clock, streams } = streamsOfTest();
    const reader = await openReader(streams, { taskId });
    await reader.next();
    for (let beat = 0; beat < 3; beat++) {
      const heard = reader.next();
      let isHeard = false;
      void heard.then(() => {
        isHeard = true;
      });
      await clock.pass(14_000);
      expect(isHeard).toBe(false);
      await clock.pass(1000);
      expect(await heard).toMatchObject({ id: null, comment: "still here" });
    }
  });

  it("find out who may read no more: it is sent away with a word, and has lost nothing", async () => {
    const { log, clock, streams, ends } = streamsOfTest();
    let isIn = true;
    const one = await openReader(streams, { taskId, mayStay: async () => isIn });
    const other = await openReader(streams, { taskId, mayStay: async () => true });
    for (const reader of [one, other]) await reader.next();
    const beat = async () => {
      const heard = Promise.all([one.next(), other.next()]);
      await clock.pass(15_000);
      for (const each of await heard) expect(each).toMatchObject({ comment: "still here" });
    };
    await beat();
    isIn = false;
    await beat();
    log.add(...some(1, 1));
    expect(await one.next()).toMatchObject({ comment: "your key or token does not hold any more" });
    expect(await one.next()).toBeNull();
    expect(ends()).toEqual(["dismissed"]);
    expect(await other.ids(1)).toEqual([1]);
    const back = await openReader(streams, { taskId });
    expect(await back.ids(1)).toEqual([1]);
  });

  it("of many readers are spread over the time", async () => {
    const { clock, streams } = streamsOfTest();
    let heard = 0;
    for (let second = 0; second < 15; second++) {
      const reader = await openReader(streams, { taskId });
      await reader.next();
      void reader.comment().then(() => heard++);
      await clock.pass(1000);
    }
    for (let second = 0; second < 15; second++) {
      expect(heard).toBe(second + 1);
      await clock.pass(1000);
    }
  });
});

describe("a reader that takes nothing", () => {
  it("is cut after 30 s, and gets the rest when it comes back", async () => {
    const { log, clock, streams, ends } = streamsOfTest();
    const stalled = await openReader(streams, { taskId });
    expect(await stalled.next()).toMatchObject({ retry: 2000 });
    log.add(...some(1, 3));
    expect(await stalled.ids(2)).toEqual([1, 2]);
    const awake = await openReader(streams, { taskId });
    const all = awake.idsToEnd();
    await clock.pass(29_000);
    expect(ends()).toEqual([]);
    await clock.pass(2000);
    expect(ends()).toEqual(["stalled"]);
    await expect(stalled.ids(5)).rejects.toMatchObject({ code: "timeout" });
    log.add(theEnd(4));
    expect(await all).toEqual([1, 2, 3, 4]);
    expect(await (await openReader(streams, { taskId, afterId: 2 })).idsToEnd()).toEqual([3, 4]);
  });

  it("is cut by its connection, where there is one", async () => {
    const { clock, streams, ends } = streamsOfTest();
    let cuts = 0;
    await openReader(streams, { taskId, cut: () => cuts++ });
    await clock.pass(31_000);
    expect(cuts).toBe(1);
    expect(ends()).toEqual(["stalled"]);
    expect(streams.count()).toEqual({ streams: 0, tasks: 0 });
  });

  it("is not cut because nothing happens", async () => {
    const { log, clock, streams, ends } = streamsOfTest();
    const reader = await openReader(streams, { taskId });
    const all = reader.idsToEnd();
    await clock.pass(120_000);
    log.add(theEnd(1));
    expect(await all).toEqual([1]);
    expect(ends()).toEqual(["ended"]);
  });
});

describe("a store that fails", () => {
  it("keeps the readers waiting, and they miss nothing when it is back", async () => {
    const { log, clock, streams, ends, news } = streamsOfTest();
    const reader = await openReader(streams, { taskId });
    log.add(...some(1, 2));
    expect(await reader.ids(2)).toEqual([1, 2]);
    log.fail(storeFailed);
    const rest = reader.idsToEnd();
    await clock.pass(40_000);
    expect(ends()).toEqual([]);
    expect(news).toContainEqual({ kind: "failed", taskId, problem: expect.objectContaining({ code: "store_failed" }) });
    log.add(...some(3, 4), theEnd(5));
    log.fail(null);
    await clock.pass(10_000);
    expect(await rest).toEqual([3, 4, 5]);
  });

  it("sends them away after a minute, so that they come back to another process", async () => {
    const { log, clock, streams, ends } = streamsOfTest();
    const reader = await openReader(streams, { taskId });
    log.add(...some(1, 2));
    expect(await reader.ids(2)).toEqual([1, 2]);
    log.fail(storeFailed);
    const rest = reader.idsToEnd();
    await clock.pass(70_000);
    expect(await rest).toEqual([]);
    expect(ends()).toEqual(["parted"]);
    expect(streams.count()).toEqual({ streams: 0, tasks: 0 });
  });

  it("sends a reader away that is behind, so that it comes back", async () => {
    const { log, streams, ends } = streamsOfTest();
    log.add(...some(1, 2));
    const reader = await openReader(streams, { taskId });
    log.fail(storeFailed);
    expect(await reader.next()).toMatchObject({ retry: 2000 });
    expect(await reader.comment()).toBe("server is going, come back");
    expect(await reader.next()).toBeNull();
    expect(ends()).toEqual(["parted"]);
  });

  it("is no reason to try again when it is a bug", async () => {
    const { log, clock, streams, ends, news } = streamsOfTest({
      present: () => {
        throw new Error("A bug.");
      },
    });
    const reader = await openReader(streams, { taskId });
    log.add(...some(1, 1));
    expect(await reader.idsToEnd()).toEqual([]);
    await clock.pass(1000);
    expect(ends()).toEqual(["parted"]);
    expect(news.filter(({ kind }) => kind === "failed")).toHaveLength(1);
  });
});

describe("the end of the process", () => {
  it("ends all streams with a word, and takes no more", async () => {
    const { log, streams, ends } = streamsOfTest();
    log.add(...some(1, 1));
    const readers = await Promise.all(numbers(1, 3).map(() => openReader(streams, { taskId })));
    const words = readers.map(async (reader) => {
      await reader.ids(1);
      return [await reader.comment(), await reader.next()];
    });
    await expect.poll(log.followers).toBe(1);
    await streams.close();
    expect(await Promise.all(words)).toEqual(numbers(1, 3).map(() => ["server is going, come back", null]));
    expect(ends()).toEqual(["parted", "parted", "parted"]);
    expect(await streams.open({ taskId, owner: null, afterId: 0 })).toEqual({ kind: "full", of: "process" });
    await expect.poll(log.followers).toBe(0);
  });

  it("waits 5 s for a reader that takes nothing, no longer", async () => {
    const { clock, streams, ends } = streamsOfTest();
    await openReader(streams, { taskId });
    const closed = streams.close();
    await clock.pass(4999);
    expect(ends()).toEqual([]);
    await clock.pass(1);
    await closed;
    expect(ends()).toEqual(["stalled"]);
  });

  it("ends a stream, too, that is being opened", async () => {
    const { streams } = streamsOfTest();
    const opening = streams.open({ taskId, owner: null, afterId: 0 });
    await streams.close();
    const opened = await opening;
    if (opened.kind !== "stream") throw new Error(opened.kind);
    expect(await readStream(opened.body).comment()).toBe("server is going, come back");
    await expect.poll(() => streams.count()).toEqual({ streams: 0, tasks: 0 });
  });
});

describe("a live stream", () => {
  it("joins what comes in one turn to one piece", async () => {
    const { log, streams } = streamsOfTest();
    const opened = await streams.open({ taskId, owner: null, afterId: 0 });
    if (opened.kind !== "stream") throw new Error(opened.kind);
    const reader = opened.body.getReader();
    await reader.read();
    const piece = reader.read();
    log.add(...some(1, 20));
    expect(new TextDecoder().decode((await piece).value).match(/^id: /gm)).toHaveLength(20);
    await reader.cancel();
  });
});
