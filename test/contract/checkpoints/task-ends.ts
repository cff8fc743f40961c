import { describe, expect, it } from "vitest";
import { VideoRequest } from "../../../models/request.ts";
import { aHeldTask, anEnd, takenOver } from "./held-task-samples.ts";
import { aDraft, anEvent, claimAgain, type Openers, reopened } from "./task-samples.ts";

/** How a task ends, and what comes after. */
export function describeEnds({ openStores, openTwo }: Openers): void {
  describe("the end of a task", () => {
    it("has its status, the whole task, its last event, and no holder", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
      const end = anEnd(fence.taskId, 2, "completed");
      await stores.tasks.finish(fence, end);
      const row = await stores.tasks.get(fence.taskId);
      expect(row).toMatchObject({ status: "completed", ended: end.task });
      expect(await stores.events.read(fence.taskId, 1)).toEqual([end.event]);
      expect(await stores.tasks.unfinished()).toEqual([]);
      expect(await stores.tasks.renew(fence, 60_000)).toBe("lost");
      expect(await stores.tasks.claim(fence.taskId, 60_000)).toEqual({ kind: "over", row });
    });

    it("comes once", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      const end = anEnd(fence.taskId, 1);
      await stores.tasks.finish(fence, end);
      const row = await stores.tasks.get(fence.taskId);
      await stores.tasks.finish(fence, end);
      expect(await stores.tasks.get(fence.taskId)).toEqual(row);
      expect(await stores.events.read(fence.taskId, 0)).toEqual([end.event]);
    });
  });

  describe("asking for the end", () => {
    it("reaches who holds the task in another process", async () => {
      const [holder, other] = await openTwo();
      const { taskId } = await aHeldTask(holder);
      const isTold = new Promise<void>((tell) => holder.tasks.onCancel(taskId, tell));
      expect(await other.tasks.requestCancel(taskId)).toMatchObject({ isCancelRequested: true, status: "running" });
      await isTold;
    });

    it("reaches who takes the task up later", async () => {
      const stores = await openStores();
      const draft = aDraft();
      await stores.tasks.create(draft);
      await stores.tasks.requestCancel(draft.id);
      await claimAgain(stores, draft.id);
      expect(await stores.tasks.get(draft.id)).toMatchObject({ isCancelRequested: true });
      await new Promise<void>((tell) => stores.tasks.onCancel(draft.id, tell));
    });

    it("reaches nobody who stopped listening, and each of the others once", async () => {
      const stores = await openStores();
      const { taskId } = await aHeldTask(stores);
      const told: string[] = [];
      const stop = stores.tasks.onCancel(taskId, () => told.push("stopped"));
      const first = new Promise<void>((tell) =>
        stores.tasks.onCancel(taskId, () => {
          told.push("first");
          tell();
        }),
      );
      stop();
      await stores.tasks.requestCancel(taskId);
      await stores.tasks.requestCancel(taskId);
      await first;
      await new Promise<void>((tell) => stores.tasks.onCancel(taskId, tell));
      expect(told).toEqual(["first"]);
    });

    it("changes nothing of a task that has ended", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      const row = await stores.tasks.get(fence.taskId);
      expect(await stores.tasks.requestCancel(fence.taskId)).toEqual(row);
    });
  });

  describe("going on with a task that has ended", () => {
    it("it is queued in a new round, with what was changed", async () => {
      const stores = await openStores();
      const { old, holder } = await takenOver(stores);
      await stores.tasks.requestCancel(old.taskId);
      const end = anEnd(old.taskId, 1, "cancelled");
      await stores.tasks.finish(holder, end);
      const changes = { budgetUsd: 5, onInDoubt: "retry", folder: "/elsewhere", isAttended: true } as const;
      const row = await reopened(stores, old.taskId, { ...changes, settlements: { "a:g0#1": "abandon" } });
      expect(row).toMatchObject({ status: "queued", round: 1, crashes: 0, isCancelRequested: false });
      expect(row).toMatchObject({ folder: "/elsewhere", isAttended: true, ended: end.task, epoch: holder.epoch });
      expect(row.request).toMatchObject({ budgetUsd: 5, onInDoubt: "retry", prompt: "A fox finds a lantern" });
      expect(row.settlements).toEqual({ "a:g0#1": "abandon" });
      expect(await stores.tasks.get(old.taskId)).toEqual(row);
    });

    it("what is not changed stays, settlements of earlier rounds too", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores, { folder: "/films" });
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      await stores.tasks.reopen(fence.taskId, { budgetUsd: 5, settlements: { a: "retry" } });
      await stores.tasks.finish(await claimAgain(stores, fence.taskId), anEnd(fence.taskId, 2));
      const row = await reopened(stores, fence.taskId, { settlements: { b: { adopt: "job-1" } } });
      expect(row).toMatchObject({ round: 2, folder: "/films", isAttended: false, request: { budgetUsd: 5 } });
      expect(row.settlements).toEqual({ a: "retry", b: { adopt: "job-1" } });
    });

    it("a budget can be taken away", async () => {
      const stores = await openStores();
      const request = VideoRequest.parse({ prompt: "A fox", budgetUsd: 1 });
      const fence = await aHeldTask(stores, { request });
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      expect((await reopened(stores, fence.taskId, { budgetUsd: null })).request.budgetUsd).toBeNull();
    });

    it("it is found again, and its events go on", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      await stores.tasks.reopen(fence.taskId, {});
      expect(await stores.tasks.unfinished()).toEqual([fence.taskId]);
      const holder = await claimAgain(stores, fence.taskId);
      await stores.events.append(holder, [anEvent(fence.taskId, 2)]);
      expect(await stores.events.read(fence.taskId, 0)).toHaveLength(2);
      await expect(stores.events.append(fence, [anEvent(fence.taskId, 3)])).rejects.toMatchObject({ code: "fenced" });
    });

    it("a wish to end it is asked for anew", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await stores.tasks.requestCancel(fence.taskId);
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1, "cancelled"));
      await stores.tasks.reopen(fence.taskId, {});
      const told: string[] = [];
      const isTold = new Promise<void>((tell) =>
        stores.tasks.onCancel(fence.taskId, () => {
          told.push("cancel");
          tell();
        }),
      );
      await stores.tasks.get(fence.taskId);
      expect(told).toEqual([]);
      await stores.tasks.requestCancel(fence.taskId);
      await isTold;
    });

    it("is refused while it goes on, when it is completed, and for no task", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await expect(stores.tasks.reopen(fence.taskId, {})).rejects.toMatchObject({ code: "task_busy" });
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1, "completed"));
      await expect(stores.tasks.reopen(fence.taskId, {})).rejects.toMatchObject({ code: "invalid_request" });
      await expect(stores.tasks.reopen("nobody-made-it", {})).rejects.toMatchObject({ code: "task_unknown" });
    });

    it("two who ask at once start one round", async () => {
      const [one, other] = await openTwo();
      const fence = await aHeldTask(one);
      await one.tasks.finish(fence, anEnd(fence.taskId, 1));
      const asked = await Promise.allSettled([one, other].map(({ tasks }) => tasks.reopen(fence.taskId, {})));
      expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await one.tasks.get(fence.taskId)).toMatchObject({ round: 1 });
    });
  });
}
