import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fence, Stores } from "../../checkpoints/types.ts";
import { createEventStreams, type EventStreams } from "../../server/stream/event-streams.ts";
import { numbers, openReader } from "../server/stream/stream-reader.ts";
import { anEvent, claimed, type OpenedStores } from "./checkpoints/task-samples.ts";

/** What the event streams promise over any store. */
export function describeEventStreams(name: string, open: () => Promise<OpenedStores>): void {
  describe(`event streams over ${name}`, () => {
    let opened: OpenedStores;
    let streams: EventStreams;
    const streamsOver = ({ events }: Stores) =>
      createEventStreams({
        events,
        present: (event) => event,
        snapshotOf: async () => null,
        limits: { perOwner: 1000, perProcess: 1000 },
      });
    const append = ({ taskId, epoch }: Fence, from: number, to: number) =>
      opened.stores.events.append(
        { taskId, epoch },
        numbers(from, to).map((id) => anEvent(taskId, id)),
      );
    const end = (fence: Fence, id: number) =>
      opened.stores.events.append(fence, [anEvent(fence.taskId, id, "task-end")]);
    beforeEach(async () => {
      opened = await open();
      streams = streamsOver(opened.stores);
    });
    afterEach(async () => {
      await streams.close();
      await opened.close();
    });

    it("replay what was, go on live, and end with the task", async () => {
      const fence = await claimed(opened.stores);
      await append(fence, 1, 3);
      const reader = await openReader(streams, fence);
      expect(await reader.ids(3)).toEqual([1, 2, 3]);
      await append(fence, 4, 6);
      expect(await reader.ids(3)).toEqual([4, 5, 6]);
      await end(fence, 7);
      expect(await reader.idsToEnd()).toEqual([7]);
    });

    it("lose and repeat nothing, wherever a reader begins and whenever it joins", async () => {
      const plan = fc.record({
        before: fc.integer({ min: 0, max: 250 }),
        strides: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }),
        starts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
      });
      const isWhole = async ({ before, strides, starts }: { before: number; strides: number[]; starts: number[] }) => {
        const fence = await claimed(opened.stores);
        await append(fence, 1, before);
        let last = before;
        const appending = (async () => {
          for (const stride of strides) {
            await append(fence, last + 1, last + stride);
            last += stride;
          }
          await end(fence, last + 1);
        })();
        const read = await Promise.all(
          starts.map(async (start) => {
            const afterId = Math.floor(start * before);
            return { afterId, ids: await (await openReader(streams, { ...fence, afterId })).idsToEnd() };
          }),
        );
        await appending;
        for (const { afterId, ids } of read) expect(ids).toEqual(numbers(afterId + 1, last + 1));
      };
      await fc.assert(fc.asyncProperty(plan, isWhole), { numRuns: 25 });
    });

    it("tell who knows the end already that there is nothing", async () => {
      const fence = await claimed(opened.stores);
      await append(fence, 1, 2);
      await end(fence, 3);
      expect(await streams.open({ ...fence, owner: null, afterId: 3 })).toEqual({ kind: "nothing" });
      expect(await (await openReader(streams, { ...fence, afterId: 1 })).idsToEnd()).toEqual([2, 3]);
      expect(streams.count()).toEqual({ streams: 0, tasks: 0 });
    });

    it("go past an end that is followed by more", async () => {
      const fence = await claimed(opened.stores);
      await append(fence, 1, 1);
      await end(fence, 2);
      await append(fence, 3, 3);
      const reader = await openReader(streams, fence);
      expect(await reader.ids(3)).toEqual([1, 2, 3]);
      await end(fence, 4);
      expect(await reader.idsToEnd()).toEqual([4]);
    });

    it("wait for the first event of a task that has none", async () => {
      const fence = await claimed(opened.stores);
      const reader = await openReader(streams, fence);
      expect((await reader.next())?.retry).toBe(2000);
      await append(fence, 1, 1);
      expect(await reader.ids(1)).toEqual([1]);
      await reader.leave();
    });

    it("go on in another process from where they were", async () => {
      if (!opened.reopen) return;
      const other = await opened.reopen();
      const others = streamsOver(other);
      const fence = await claimed(opened.stores);
      await append(fence, 1, 5);
      const first = await openReader(streams, fence);
      expect(await first.ids(5)).toEqual(numbers(1, 5));
      await first.leave();
      const second = await openReader(others, { ...fence, afterId: 5 });
      await append(fence, 6, 9);
      await end(fence, 10);
      expect(await second.idsToEnd()).toEqual(numbers(6, 10));
      await others.close();
      await other.close();
    });
  });
}
