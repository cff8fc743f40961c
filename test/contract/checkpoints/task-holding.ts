import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
import { describe, expect, it } from "vitest";
import type { Fence, Stores } from "../../../checkpoints/types.ts";
import { aDecision, aHeldTask, aJob, anEnd, anOperationEnd, putCheckpoint, takenOver } from "./held-task-samples.ts";
import { aDraft, anEvent, claimAgain, type Openers } from "./task-samples.ts";

/** Who may change a task. */
export function describeHolding({ openStores, openTwo }: Openers): void {
  describe("holding a task", () => {
    it("one of two who claim it at once gets it, the other is told how long it is held", async () => {
      const [one, other] = await openTwo();
      const draft = aDraft();
      await one.tasks.create(draft);
      const claims = await Promise.all([one, other].map(({ tasks }) => tasks.claim(draft.id, 60_000)));
      expect(claims.map(({ kind }) => kind).sort()).toEqual(["claimed", "held"]);
      const held = claims.find(({ kind }) => kind === "held");
      expect(held?.kind === "held" && held.forMs > 0 && held.forMs <= 60_000).toBe(true);
      expect(await one.tasks.get(draft.id)).toMatchObject({ status: "running", epoch: 1, crashes: 0 });
    });

    it("a task that is not there is missing", async () => {
      const { tasks } = await openStores();
      expect(await tasks.claim("nobody-made-it", 1000)).toEqual({ kind: "missing" });
      expect(await tasks.get("nobody-made-it")).toBeNull();
      expect(await tasks.requestCancel("nobody-made-it")).toBeNull();
    });

    it("it is taken over when its holder let the time pass, and that is a crash each time", async () => {
      const stores = await openStores();
      const { old, holder } = await takenOver(stores);
      expect(holder.epoch).toBe(old.epoch + 1);
      expect(await stores.tasks.get(old.taskId)).toMatchObject({ crashes: 1, epoch: holder.epoch });
      await stores.tasks.renew(holder, 1);
      await claimAgain(stores, old.taskId);
      expect(await stores.tasks.get(old.taskId)).toMatchObject({ crashes: 2 });
    });

    it("its holder may change how it is carried out, and forget the crashes behind it", async () => {
      const stores = await openStores();
      const { old, holder } = await takenOver(stores);
      const changes = { budgetUsd: 7, onInDoubt: "retry", crashes: 0, settlements: { one: "retry" } } as const;
      const amended = await stores.tasks.amend(holder, changes);
      expect(amended).toMatchObject({ crashes: 0, settlements: { one: "retry" }, epoch: holder.epoch });
      expect(amended.request).toMatchObject({ budgetUsd: 7, onInDoubt: "retry" });
      expect(await stores.tasks.get(old.taskId)).toEqual(amended);
      await expect(stores.tasks.amend(old, { budgetUsd: 1 })).rejects.toMatchObject({ code: "fenced" });
    });

    it("who renews goes on holding it", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      expect(await stores.tasks.renew(fence, 60_000)).toBe("held");
      expect(await stores.tasks.claim(fence.taskId, 60_000)).toMatchObject({ kind: "held" });
    });

    it("who renews late still holds it, as long as nobody else took it", async () => {
      const stores = await openStores();
      const draft = aDraft();
      await stores.tasks.create(draft);
      const fence = await claimAgain(stores, draft.id, 1);
      await expect.poll(() => stores.tasks.unfinished()).toContain(draft.id);
      expect(await stores.tasks.renew(fence, 60_000)).toBe("held");
      expect(await stores.tasks.claim(draft.id, 60_000)).toMatchObject({ kind: "held" });
    });

    it("who was taken over cannot renew", async () => {
      const stores = await openStores();
      const { old, holder } = await takenOver(stores);
      expect(await stores.tasks.renew(old, 60_000)).toBe("lost");
      expect(await stores.tasks.renew(holder, 60_000)).toBe("held");
    });

    it("given back, it is queued at once and no crash is counted", async () => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await stores.tasks.release(fence);
      await stores.tasks.release(fence);
      expect(await stores.tasks.get(fence.taskId)).toMatchObject({ status: "queued", epoch: 1, crashes: 0 });
      expect(await stores.tasks.unfinished()).toEqual([fence.taskId]);
      expect(await stores.tasks.renew(fence, 60_000)).toBe("lost");
      await claimAgain(stores, fence.taskId);
      expect(await stores.tasks.get(fence.taskId)).toMatchObject({ status: "running", epoch: 2, crashes: 0 });
    });
  });

  describe("who holds a task no more", () => {
    const writes: [string, (stores: Stores, fence: Fence) => Promise<unknown>][] = [
      ["cannot give it back", ({ tasks }, fence) => tasks.release(fence)],
      ["cannot end it", ({ tasks }, fence) => tasks.finish(fence, anEnd(fence.taskId, 1))],
      ["cannot tell events", ({ events }, fence) => events.append(fence, [anEvent(fence.taskId, 1)])],
      ["cannot decide about purchases", (stores, fence) => stores.book(fence).decide(aDecision("a:g0#1"))],
      ["cannot keep results", (stores, fence) => stores.book(fence).keep("scenes", [])],
      ["cannot write checkpoints", (stores, fence) => putCheckpoint(stores, fence)],
      ["cannot write what a step wrote", (stores, fence) => putWrites(stores, fence)],
    ];

    it.each(writes)("%s", async (_title, write) => {
      const stores = await openStores();
      const { old, holder } = await takenOver(stores);
      await expect(write(stores, old)).rejects.toMatchObject({ code: "fenced" });
      const row = await stores.tasks.get(old.taskId);
      expect(row).toMatchObject({ status: "running", epoch: holder.epoch });
      expect(await stores.events.lastId(old.taskId)).toBe(0);
      expect(await stores.book({ taskId: old.taskId, epoch: null }).read()).toEqual({
        operations: [],
        results: new Map(),
      });
      expect(await stores.saver(null).getTuple({ configurable: { thread_id: old.taskId } })).toBeUndefined();
      await write(stores, holder);
    });

    it.each(writes)("%s, when the task is deleted", async (_title, write) => {
      const stores = await openStores();
      const fence = await aHeldTask(stores);
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      await stores.tasks.delete(fence.taskId);
      await expect(write(stores, { ...fence, epoch: 2 })).rejects.toMatchObject({ code: "fenced" });
    });

    it("still tells what a vendor told", async () => {
      const stores = await openStores();
      const { old, holder } = await takenOver(stores);
      await stores.book(holder).decide(aDecision("a:g0#1"));
      await stores.book(old).tookJob("a:g0#1", aJob("job-1"));
      await stores.book(old).ended("a:g0#1", anOperationEnd());
      const { operations } = await stores.book(holder).read();
      expect(operations).toMatchObject([{ job: aJob("job-1"), end: anOperationEnd() }]);
    });
  });
}

function putWrites(stores: Stores, fence: Fence): Promise<void> {
  const config = { configurable: { thread_id: fence.taskId, checkpoint_ns: "", checkpoint_id: emptyCheckpoint().id } };
  return stores.saver(fence).putWrites(config, [["plan", "a plan"]], "a-task");
}
