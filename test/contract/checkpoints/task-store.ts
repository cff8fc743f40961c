import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
import { afterEach, describe, expect, it } from "vitest";
import type { Fence, Stores } from "../../../checkpoints/types.ts";
import { VideoRequest } from "../../../models/request.ts";
import { aDecision, aHeldTask, aJob, anEnd, anOperationEnd, takenOver } from "./held-task-samples.ts";
import { aDraft, anEvent, claimAgain, type OpenedStores } from "./task-samples.ts";

/** What every store of tasks keeps, wherever they lie. */
export function describeTaskStore(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} keeps the contract of tasks`, () => {
    const opened: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
    });
    const openStores = async () => {
      const one = await open();
      opened.push(one);
      return one.stores;
    };
    /** Two processes over the same data, or the same one twice. */
    const openTwo = async (): Promise<[Stores, Stores]> => {
      const one = await open();
      opened.push(one);
      if (!one.reopen) return [one.stores, one.stores];
      const other = await one.reopen();
      opened.unshift(other);
      return [one.stores, other];
    };

    describe("making a task", () => {
      it("it is queued, nobody's, and as it was asked for", async () => {
        const { tasks } = await openStores();
        const draft = aDraft({ owner: "ann", folder: "/films", isAttended: true });
        const created = await tasks.create(draft);
        expect(created).toMatchObject({ kind: "created", row: { ...draft, status: "queued", epoch: 0, crashes: 0 } });
        const row = await tasks.get(draft.id);
        expect(created).toEqual({ kind: "created", row });
        expect(row).toMatchObject({ round: 0, isCancelRequested: false, settlements: {}, ended: null });
        expect(Math.abs(Date.parse(row?.createdAt ?? "") - Date.now())).toBeLessThan(60_000);
      });

      it("the same task made again is the task that is there", async () => {
        const { tasks } = await openStores();
        const draft = aDraft();
        await tasks.create(draft);
        await tasks.claim(draft.id, 60_000);
        expect(await tasks.create(draft)).toEqual({ kind: "known", row: await tasks.get(draft.id) });
        expect((await tasks.list({ limit: 10 })).rows).toHaveLength(1);
      });

      it("the same task at the same time is made once", async () => {
        const [one, other] = await openTwo();
        const draft = aDraft();
        const made = await Promise.all([one, other, one, other].map(({ tasks }) => tasks.create(draft)));
        expect(made.every(({ kind }) => kind !== "mismatch")).toBe(true);
        expect((await one.tasks.list({ limit: 10 })).rows).toHaveLength(1);
        expect(await one.tasks.unfinished()).toEqual([draft.id]);
      });

      it("another request under the same id is refused", async () => {
        const { tasks } = await openStores();
        const draft = aDraft();
        await tasks.create(draft);
        const request = VideoRequest.parse({ prompt: "A whale" });
        expect(await tasks.create({ ...draft, request })).toEqual({ kind: "mismatch" });
      });

      it("the same key with the same request is the task that is there, whatever its id", async () => {
        const [one, other] = await openTwo();
        const first = aDraft();
        const key = { key: "order {1}:\n☃", hash: "a" };
        await one.tasks.create(first, key);
        const again = await other.tasks.create(aDraft(), key);
        expect(again).toEqual({ kind: "known", row: await one.tasks.get(first.id) });
        expect((await one.tasks.list({ limit: 10 })).rows).toHaveLength(1);
      });

      it("the same key at the same time makes one task", async () => {
        const [one, other] = await openTwo();
        const key = { key: "order 2", hash: "a" };
        const made = await Promise.all([one, other, one].map(({ tasks }) => tasks.create(aDraft(), key)));
        const ids = made.map((created) => (created.kind === "mismatch" ? "" : created.row.id));
        expect(new Set(ids).size).toBe(1);
        expect((await one.tasks.list({ limit: 10 })).rows).toHaveLength(1);
      });

      it("the same key with another request is refused, and makes nothing", async () => {
        const { tasks } = await openStores();
        await tasks.create(aDraft(), { key: "order 3", hash: "a" });
        const other = aDraft();
        expect(await tasks.create(other, { key: "order 3", hash: "b" })).toEqual({ kind: "mismatch" });
        expect(await tasks.get(other.id)).toBeNull();
      });
    });

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
        await stores.tasks.release(fence);
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
        const row = await stores.tasks.reopen(old.taskId, { ...changes, settlements: { "a:g0#1": "abandon" } });
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
        const row = await stores.tasks.reopen(fence.taskId, { settlements: { b: { adopt: "job-1" } } });
        expect(row).toMatchObject({ round: 2, folder: "/films", isAttended: false, request: { budgetUsd: 5 } });
        expect(row.settlements).toEqual({ a: "retry", b: { adopt: "job-1" } });
      });

      it("a budget can be taken away", async () => {
        const stores = await openStores();
        const request = VideoRequest.parse({ prompt: "A fox", budgetUsd: 1 });
        const fence = await aHeldTask(stores, { request });
        await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
        expect((await stores.tasks.reopen(fence.taskId, { budgetUsd: null })).request.budgetUsd).toBeNull();
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
        expect(await stores.tasks.create(aDraft(), { key: "order 4", hash: "b" })).toMatchObject({ kind: "created" });
      });

      it("takes a task that nobody has begun, too", async () => {
        const { tasks } = await openStores();
        const draft = aDraft();
        await tasks.create(draft);
        await tasks.delete(draft.id);
        expect(await tasks.unfinished()).toEqual([]);
        expect(await tasks.claim(draft.id, 1000)).toEqual({ kind: "missing" });
        expect(await tasks.create(draft)).toMatchObject({ kind: "created" });
      });

      it("is refused while somebody holds it", async () => {
        const stores = await openStores();
        const fence = await aHeldTask(stores);
        await expect(stores.tasks.delete(fence.taskId)).rejects.toMatchObject({ code: "task_busy" });
        expect(await stores.tasks.renew(fence, 60_000)).toBe("held");
      });

      it("finds nothing to do where there is no task", async () => {
        const { tasks } = await openStores();
        await expect(tasks.delete("nobody-made-it")).resolves.toBeUndefined();
      });
    });

    describe("lists", () => {
      it("are newest first, page by page, without gap or repeat", async () => {
        const { tasks } = await openStores();
        const drafts = Array.from({ length: 7 }, () => aDraft());
        for (const draft of drafts) await tasks.create(draft);
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page = await tasks.list({ limit: 3, cursor });
          expect(page.rows.length).toBeLessThanOrEqual(3);
          seen.push(...page.rows.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(seen).toEqual(drafts.map(({ id }) => id).reverse());
      });

      it("end with the last page when it is full", async () => {
        const { tasks } = await openStores();
        await tasks.create(aDraft());
        await tasks.create(aDraft());
        expect((await tasks.list({ limit: 2 })).nextCursor).toBeNull();
        expect((await tasks.list({ limit: 1 })).nextCursor).not.toBeNull();
      });

      it("can be one owner's, nobody's, or of one status", async () => {
        const stores = await openStores();
        const { tasks } = stores;
        const drafts = ["ann", "bob", null].map((owner) => aDraft({ owner }));
        for (const draft of drafts) await tasks.create(draft);
        const [anns = "", bobs = "", nobodys = ""] = drafts.map(({ id }) => id);
        await stores.tasks.finish(await claimAgain(stores, bobs), anEnd(bobs, 1));
        const ids = async (filter: Parameters<typeof tasks.list>[0]) =>
          (await tasks.list(filter)).rows.map(({ id }) => id);
        expect(await ids({ limit: 10, owner: "ann" })).toEqual([anns]);
        expect(await ids({ limit: 10, owner: null })).toEqual([nobodys]);
        expect(await ids({ limit: 10, status: "failed" })).toEqual([bobs]);
        expect(await ids({ limit: 10, status: "queued" })).toEqual([nobodys, anns]);
        expect(await ids({ limit: 10, status: "queued", owner: "bob" })).toEqual([]);
        expect((await tasks.list({ limit: 1, status: "queued" })).nextCursor).not.toBeNull();
        expect((await tasks.list({ limit: 2, status: "queued" })).nextCursor).toBeNull();
      });
    });

    it("unfinished are those that are nobody's, not ended, not attended", async () => {
      const [one, other] = await openTwo();
      const free = aDraft();
      await one.tasks.create(free);
      await one.tasks.create(aDraft({ isAttended: true }));
      await aHeldTask(one);
      const ended = await aHeldTask(one);
      await one.tasks.finish(ended, anEnd(ended.taskId, 1));
      const lapsed = aDraft();
      await one.tasks.create(lapsed);
      await claimAgain(one, lapsed.id, 1);
      await expect.poll(async () => (await other.tasks.unfinished()).sort()).toEqual([free.id, lapsed.id].sort());
    });
  });
}

function putCheckpoint(stores: Stores, fence: Fence): Promise<unknown> {
  const config = { configurable: { thread_id: fence.taskId, checkpoint_ns: "" } };
  return stores.saver(fence).put(config, emptyCheckpoint(), { source: "input", step: -1, parents: {} }, {});
}

function putWrites(stores: Stores, fence: Fence): Promise<void> {
  const config = { configurable: { thread_id: fence.taskId, checkpoint_ns: "", checkpoint_id: emptyCheckpoint().id } };
  return stores.saver(fence).putWrites(config, [["plan", "a plan"]], "a-task");
}
