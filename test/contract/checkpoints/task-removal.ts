import { describe, expect, it } from "vitest";
import { VideoRequest } from "../../../models/request.ts";
import { aDecision, aHeldTask, anEnd, anEndedTask, putCheckpoint } from "./held-task-samples.ts";
import { aDraft, claimAgain, type Openers, reopened } from "./task-samples.ts";

/** How a task that has ended is hidden, and removed. */
export function describeRemoval({ openStores, openTwo }: Openers): void {
  describe("hiding a task", () => {
    it("nobody finds it any more, in whichever process, but who ends its deletion", async () => {
      const [one, other] = await openTwo();
      const { taskId } = await anEndedTask(one, { owner: "ann", folder: "/films" });
      const row = await one.tasks.get(taskId);
      expect(await one.tasks.condemn(taskId)).toEqual(row);
      for (const { tasks } of [one, other]) {
        expect(await tasks.get(taskId)).toBeNull();
        expect((await tasks.list({ limit: 10 })).rows).toEqual([]);
        expect((await tasks.list({ limit: 10, owner: "ann", status: "failed" })).rows).toEqual([]);
        expect(await tasks.claim(taskId, 1000)).toEqual({ kind: "missing" });
        expect(await tasks.requestCancel(taskId)).toBeNull();
        expect(await tasks.unfinished()).toEqual([]);
        await expect(tasks.reopen(taskId, {})).rejects.toMatchObject({ code: "task_unknown" });
        expect(await tasks.condemned()).toEqual([row]);
      }
      expect(await other.tasks.condemn(taskId)).toEqual(row);
      await other.tasks.delete(taskId);
      for (const { tasks } of [one, other]) expect(await tasks.condemned()).toEqual([]);
    });

    it("is refused before it has ended, and while somebody goes on with it", async () => {
      const stores = await openStores();
      const waiting = aDraft();
      await stores.tasks.create(waiting);
      const held = await aHeldTask(stores);
      const { taskId } = await anEndedTask(stores);
      await reopened(stores, taskId, {});
      for (const id of [waiting.id, held.taskId, taskId]) {
        for (const remove of [stores.tasks.condemn, stores.tasks.delete]) {
          await expect(remove(id)).rejects.toMatchObject({ code: "task_busy" });
        }
        expect(await stores.tasks.get(id)).not.toBeNull();
      }
      expect(await stores.tasks.renew(held, 60_000)).toBe("held");
      expect(await stores.tasks.condemned()).toEqual([]);
    });

    it("happens to it, or somebody goes on with it: never both", async () => {
      const [one, other] = await openTwo();
      for (let round = 0; round < 12; round += 1) {
        const { taskId } = await anEndedTask(one);
        const [hidden, going] = await Promise.allSettled([one.tasks.condemn(taskId), other.tasks.reopen(taskId, {})]);
        const isHidden = hidden.status === "fulfilled" && hidden.value !== null;
        expect(isHidden).not.toBe(going.status === "fulfilled");
        expect((await one.tasks.get(taskId)) === null).toBe(isHidden);
      }
    });

    it("frees its key for another task, whose key it stays", async () => {
      const stores = await openStores();
      const draft = aDraft();
      await stores.tasks.create(draft, { key: "order 5", hash: "a" });
      await stores.tasks.finish(await claimAgain(stores, draft.id), anEnd(draft.id, 1));
      await stores.tasks.condemn(draft.id);
      const next = aDraft();
      const key = { key: "order 5", hash: "a" };
      expect(await stores.tasks.create(next, key)).toMatchObject({ kind: "created", row: { id: next.id } });
      await stores.tasks.delete(draft.id);
      expect(await stores.tasks.create(aDraft(), key)).toMatchObject({ kind: "known", row: { id: next.id } });
    });

    it("keeps its name until it is deleted", async () => {
      const stores = await openStores();
      const draft = aDraft();
      await stores.tasks.create(draft);
      await stores.tasks.finish(await claimAgain(stores, draft.id), anEnd(draft.id, 1));
      await stores.tasks.condemn(draft.id);
      await expect(stores.tasks.create(draft)).rejects.toMatchObject({ code: "task_busy" });
      await stores.tasks.delete(draft.id);
      expect(await stores.tasks.create(draft)).toMatchObject({ kind: "created", row: { epoch: 0 } });
    });

    it("has its end told to nobody any more", async () => {
      const stores = await openStores();
      const request = VideoRequest.parse({ prompt: "A fox", webhookUrl: "https://owner.example/" });
      const { taskId } = await anEndedTask(stores, { request });
      await stores.tasks.condemn(taskId);
      expect(await stores.outbox.take(10, 1000)).toEqual([]);
      await stores.tasks.delete(taskId);
      expect(await stores.outbox.take(10, 1000)).toEqual([]);
    });
  });

  describe("deleting a task", () => {
    it("removes all of it", async () => {
      const stores = await openStores();
      const draft = aDraft({ owner: "ann" });
      await stores.tasks.create(draft, { key: "order 4", hash: "a" });
      const fence = await claimAgain(stores, draft.id);
      await putCheckpoint(stores, fence);
      await stores.book(fence).decide(aDecision("a:g0#1"));
      await stores.tasks.finish(fence, anEnd(draft.id, 1));
      await stores.tasks.delete(draft.id);
      expect(await stores.tasks.get(draft.id)).toBeNull();
      expect(await stores.tasks.list({ limit: 10 })).toEqual({ rows: [], nextCursor: null });
      expect(await stores.tasks.list({ limit: 10, owner: "ann" })).toEqual({ rows: [], nextCursor: null });
      expect(await stores.events.read(draft.id, 0)).toEqual([]);
      expect((await stores.book({ taskId: draft.id, epoch: null }).read()).operations).toEqual([]);
      expect(await stores.saver(null).getTuple({ configurable: { thread_id: draft.id } })).toBeUndefined();
      expect(await stores.tasks.condemned()).toEqual([]);
      expect(await stores.tasks.create(aDraft(), { key: "order 4", hash: "b" })).toMatchObject({ kind: "created" });
    });

    it("finds nothing to do where there is no task", async () => {
      const { tasks } = await openStores();
      await expect(tasks.delete("nobody-made-it")).resolves.toBeUndefined();
      expect(await tasks.condemn("nobody-made-it")).toBeNull();
      expect(await tasks.condemned()).toEqual([]);
    });
  });
}
