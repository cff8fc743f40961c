import { describe, expect, it } from "vitest";
import type { Delivery, Fence, Stores } from "../../../checkpoints/types.ts";
import { VideoRequest } from "../../../models/request.ts";
import { aHeldTask, anEnd, takenOver } from "./held-task-samples.ts";
import { claimAgain, type OpenedStores, openersOfSuite } from "./task-samples.ts";

const URL = "https://owner.example/hook?token=1";
const LONG_MS = 60_000;

/** A task whose owner wants to be told of its end. */
const aWatchedTask = (stores: Stores) =>
  aHeldTask(stores, { request: VideoRequest.parse({ prompt: "A fox finds a lantern", webhookUrl: URL }) });

async function anEndedTask(stores: Stores, status: "completed" | "failed" = "failed"): Promise<Fence> {
  const fence = await aWatchedTask(stores);
  await stores.tasks.finish(fence, anEnd(fence.taskId, 1, status));
  return fence;
}

/** As soon as it is due. */
async function takeOne({ outbox }: Stores, leaseMs = LONG_MS): Promise<Delivery> {
  for (;;) {
    const [delivery] = await outbox.take(1, leaseMs);
    if (delivery) return delivery;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What every outbox keeps, wherever it lies. */
export function describeOutbox(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} keeps the contract of the outbox`, () => {
    const { openStores, openTwo } = openersOfSuite(open);

    it("the end of a task is to be told where its request says so", async () => {
      const stores = await openStores();
      const { taskId } = await anEndedTask(stores, "completed");
      const row = await stores.tasks.get(taskId);
      const taken = await stores.outbox.take(10, LONG_MS);
      expect(taken).toEqual([
        { id: expect.any(String), taskId, url: URL, task: row?.ended, tries: 0, endedAt: row?.updatedAt },
      ]);
      expect(taken[0]?.id).toMatch(/^[A-Za-z0-9_-]+$/);
    });

    it("nothing is told of a task whose request does not say so, or that goes on", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      await stores.tasks.release(await aWatchedTask(stores));
      expect(await stores.outbox.take(10, LONG_MS)).toEqual([]);
    });

    it("an end that is written twice is told once, and one that is refused is not", async () => {
      const stores = await openStores();
      const fence = await anEndedTask(stores);
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      const { old } = await takenOver(stores);
      await expect(stores.tasks.finish(old, anEnd(old.taskId, 1))).rejects.toMatchObject({ code: "fenced" });
      expect(await stores.outbox.take(10, LONG_MS)).toHaveLength(1);
    });

    it("what one has taken, no other gets", async () => {
      const [one, other] = await openTwo();
      for (let count = 0; count < 6; count += 1) await anEndedTask(one);
      const taken = await Promise.all([one, other, one, other].map(({ outbox }) => outbox.take(10, LONG_MS)));
      const ids = taken.flat().map(({ id }) => id);
      expect(ids).toHaveLength(6);
      expect(new Set(ids).size).toBe(6);
      expect(await other.outbox.take(10, LONG_MS)).toEqual([]);
    });

    it("what its taker said nothing about is due again after its time, as it was", async () => {
      const [one, other] = await openTwo();
      await anEndedTask(one);
      const first = await takeOne(one, 1);
      expect(await takeOne(other)).toEqual(first);
    });

    it("no more are taken than were asked for, those that waited longest first", async () => {
      const { outbox, ...stores } = await openStores();
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        ids.push((await anEndedTask({ outbox, ...stores })).taskId);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      const first = await outbox.take(2, LONG_MS);
      expect(first.map(({ taskId }) => taskId)).toEqual(ids.slice(0, 2));
      expect((await outbox.take(2, LONG_MS)).map(({ taskId }) => taskId)).toEqual(ids.slice(2));
    });

    it("what is put off is due at its time, with one more try behind it", async () => {
      const [one, other] = await openTwo();
      await anEndedTask(one);
      const first = await takeOne(one);
      await one.outbox.later(first.id, 1);
      const second = await takeOne(other);
      expect(second).toEqual({ ...first, tries: 1 });
      await other.outbox.later(second.id, 1);
      expect(await takeOne(one)).toEqual({ ...first, tries: 2 });
      await one.outbox.later(first.id, LONG_MS);
      for (const { outbox } of [one, other]) expect(await outbox.take(10, LONG_MS)).toEqual([]);
    });

    it("what was told is told no more, whatever a slow taker says", async () => {
      const [one, other] = await openTwo();
      await anEndedTask(one);
      const { id } = await takeOne(one, 1);
      await takeOne(other);
      await other.outbox.done(id);
      await one.outbox.later(id, 0);
      await one.outbox.done(id);
      for (const { outbox } of [one, other]) expect(await outbox.take(10, LONG_MS)).toEqual([]);
    });

    it("each end of a task is told by a name of its own, an earlier one as it was then", async () => {
      const stores = await openStores();
      const fence = await anEndedTask(stores);
      const first = await takeOne(stores);
      await stores.outbox.later(first.id, 1);
      await stores.tasks.reopen(fence.taskId, {});
      await stores.tasks.finish(await claimAgain(stores, fence.taskId), anEnd(fence.taskId, 2, "completed"));
      const told = [await takeOne(stores), await takeOne(stores)];
      expect(new Set(told.map(({ id }) => id)).size).toBe(2);
      const byStatus = Object.fromEntries(told.map((delivery) => [delivery.task.status, delivery]));
      expect(byStatus).toMatchObject({ failed: { ...first, tries: 1 }, completed: { tries: 0, taskId: fence.taskId } });
    });

    it("an end that was told is not told again with the next one", async () => {
      const stores = await openStores();
      const fence = await anEndedTask(stores);
      await stores.outbox.done((await takeOne(stores)).id);
      await stores.tasks.reopen(fence.taskId, {});
      await stores.tasks.finish(await claimAgain(stores, fence.taskId), anEnd(fence.taskId, 2, "completed"));
      expect((await stores.outbox.take(10, LONG_MS)).map(({ task }) => task.status)).toEqual(["completed"]);
    });

    it("nothing is told of a task that was deleted, and nothing is left to say of it", async () => {
      const [one, other] = await openTwo();
      const fence = await anEndedTask(one);
      const { id } = await takeOne(one);
      await one.outbox.later(id, 0);
      await one.tasks.reopen(fence.taskId, {});
      await one.tasks.finish(await claimAgain(one, fence.taskId), anEnd(fence.taskId, 2));
      await other.tasks.delete(fence.taskId);
      for (const { outbox } of [one, other]) expect(await outbox.take(10, LONG_MS)).toEqual([]);
      await one.outbox.later(id, 0);
      await one.outbox.done(id);
      await one.outbox.done("nobody wrote it");
      expect(await one.tasks.get(fence.taskId)).toBeNull();
      expect(await one.outbox.take(10, LONG_MS)).toEqual([]);
    });
  });
}
