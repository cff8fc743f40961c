import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventLog } from "../../../checkpoints/types.ts";
import { anEvent, claimAgain, claimed, type OpenedStores } from "./task-samples.ts";

/** What every event log keeps: in order, without gap or repeat. */
export function describeEventLog(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} keeps the event log contract`, () => {
    let opened: OpenedStores;
    let events: EventLog;
    const never = new AbortController().signal;
    beforeEach(async () => {
      opened = await open();
      events = opened.stores.events;
    });
    afterEach(() => opened.close());

    const idsOf = (found: readonly { id: number }[]) => found.map(({ id }) => id);
    const numbered = (taskId: string, from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, place) => anEvent(taskId, from + place));

    it("events come back as they were, in order", async () => {
      const fence = await claimed(opened.stores);
      const all = numbered(fence.taskId, 1, 5);
      await events.append(fence, all.slice(0, 2));
      await events.append(fence, all.slice(2));
      expect(await events.read(fence.taskId, 0)).toEqual(all);
      expect(await events.lastId(fence.taskId)).toBe(5);
    });

    it("a reader gets what is newer than it knows, and no more than it wants", async () => {
      const fence = await claimed(opened.stores);
      await events.append(fence, numbered(fence.taskId, 1, 12));
      expect(idsOf(await events.read(fence.taskId, 9))).toEqual([10, 11, 12]);
      expect(idsOf(await events.read(fence.taskId, 3, 2))).toEqual([4, 5]);
      expect(await events.read(fence.taskId, 12)).toEqual([]);
      expect(await events.read(fence.taskId, 99)).toEqual([]);
    });

    it("a task without events has none", async () => {
      expect(await events.read("task-unknown", 0)).toEqual([]);
      expect(await events.lastId("task-unknown")).toBe(0);
    });

    it("events that are there already are left as they are", async () => {
      const fence = await claimed(opened.stores);
      const all = numbered(fence.taskId, 1, 4);
      await events.append(fence, all.slice(0, 3));
      const changed = all.map((event) => ({ ...event, at: "2027-01-01T00:00:00.000Z" }));
      await events.append(fence, [...changed.slice(0, 3), ...all.slice(3)]);
      expect(await events.read(fence.taskId, 0)).toEqual(all);
    });

    it("appends at the same time lose and repeat nothing", async () => {
      const fence = await claimed(opened.stores);
      const all = numbered(fence.taskId, 1, 40);
      await Promise.all(all.map((event) => events.append(fence, [event])));
      expect(idsOf(await events.read(fence.taskId, 0))).toEqual(idsOf(all));
    });

    it("a gap is a bug", async () => {
      const fence = await claimed(opened.stores);
      await expect(events.append(fence, [anEvent(fence.taskId, 2)])).rejects.toMatchObject({ code: "internal" });
      expect(await events.lastId(fence.taskId)).toBe(0);
    });

    it("a holder no more adds nothing", async () => {
      const stale = await claimed(opened.stores, 50);
      const fence = await claimAgain(opened.stores, stale.taskId);
      await expect(events.append(stale, [anEvent(stale.taskId, 1)])).rejects.toMatchObject({ code: "fenced" });
      await events.append(fence, [anEvent(fence.taskId, 1)]);
      expect(await events.lastId(fence.taskId)).toBe(1);
    });

    it("a follower gets what was, then what comes, until the task ends", async () => {
      const fence = await claimed(opened.stores);
      await events.append(fence, numbered(fence.taskId, 1, 3));
      const heard: number[] = [];
      for await (const event of events.follow(fence.taskId, 1, never)) {
        heard.push(event.id);
        if (event.id === 3) void events.append(fence, numbered(fence.taskId, 4, 6));
        if (event.id === 6) void events.append(fence, [anEvent(fence.taskId, 7, "task-end")]);
      }
      expect(heard).toEqual([2, 3, 4, 5, 6, 7]);
    });

    it("an end that is followed by more is not the end", async () => {
      const fence = await claimed(opened.stores);
      const all = [anEvent(fence.taskId, 1, "task-end"), anEvent(fence.taskId, 2)];
      await events.append(fence, [...all, anEvent(fence.taskId, 3, "task-end")]);
      const heard: number[] = [];
      for await (const event of events.follow(fence.taskId, 0, never)) heard.push(event.id);
      expect(heard).toEqual([1, 2, 3]);
    });

    it("a follower who knows the end already is told so at once", async () => {
      const fence = await claimed(opened.stores);
      await events.append(fence, [anEvent(fence.taskId, 1, "task-end")]);
      expect((await events.follow(fence.taskId, 1, never).next()).done).toBe(true);
    });

    it("a follower can leave", async () => {
      const fence = await claimed(opened.stores);
      await events.append(fence, numbered(fence.taskId, 1, 2));
      const leaving = new AbortController();
      const heard: number[] = [];
      for await (const event of events.follow(fence.taskId, 0, leaving.signal)) {
        heard.push(event.id);
        if (event.id === 2) setImmediate(() => leaving.abort());
      }
      expect(heard).toEqual([1, 2]);
    });

    it("a follower in another process misses nothing", async () => {
      if (!opened.reopen) return;
      const fence = await claimed(opened.stores);
      await events.append(fence, numbered(fence.taskId, 1, 2));
      const other = await opened.reopen();
      const heard: number[] = [];
      for await (const event of other.events.follow(fence.taskId, 0, never)) {
        heard.push(event.id);
        if (event.id === 2) void events.append(fence, numbered(fence.taskId, 3, 20));
        if (event.id === 20) void events.append(fence, [anEvent(fence.taskId, 21, "task-end")]);
      }
      expect(heard).toEqual(Array.from({ length: 21 }, (_, place) => place + 1));
      await other.close();
    });
  });
}
