import { describe, expect, it } from "vitest";
import { VideoRequest } from "../../../models/request.ts";
import { aHeldTask, anEnd } from "./held-task-samples.ts";
import { describeEnds } from "./task-ends.ts";
import { describeHolding } from "./task-holding.ts";
import { describeRemoval } from "./task-removal.ts";
import { aDraft, claimAgain, type OpenedStores, openersOfSuite, reopened } from "./task-samples.ts";

/** What every store of tasks keeps, wherever they lie. */
export function describeTaskStore(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} keeps the contract of tasks`, () => {
    const { openStores, openTwo } = openersOfSuite(open);

    describe("making a task", () => {
      it("it is queued, nobody's, and as it was asked for", async () => {
        const { tasks } = await openStores();
        const draft = aDraft({ owner: "ann", folder: "/films", isAttended: true });
        const created = await tasks.create(draft);
        expect(created).toMatchObject({ kind: "created", row: { ...draft, status: "queued", epoch: 0, crashes: 0 } });
        const row = await tasks.get(draft.id);
        expect(created).toEqual({ kind: "created", row });
        expect(row).toMatchObject({
          round: 0,
          isCancelRequested: false,
          settlements: {},
          ended: null,
          variantOf: null,
        });
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

      it("a variant knows its source, from its order to its end, and is not the same as a film of its own", async () => {
        const [{ tasks }, other] = await openTwo();
        const draft = aDraft({ variantOf: "task-source" });
        expect(await tasks.create(draft)).toMatchObject({ kind: "created", row: { variantOf: "task-source" } });
        const { variantOf: _variantOf, ...ownFilm } = draft;
        expect(await tasks.create(ownFilm)).toEqual({ kind: "mismatch" });
        expect(await tasks.create({ ...draft, variantOf: "task-other" })).toEqual({ kind: "mismatch" });
        expect(await tasks.create(draft)).toMatchObject({ kind: "known" });
        await tasks.finish(await claimAgain({ tasks }, draft.id), anEnd(draft.id, 1));
        const row = await reopened({ tasks }, draft.id, { onInDoubt: "retry" });
        expect(row).toMatchObject({ status: "queued", variantOf: "task-source" });
        expect(await other.tasks.get(draft.id)).toEqual(row);
        const { rows } = await tasks.list({ limit: 1 });
        expect(rows).toEqual([row]);
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

      it("the same key is the task that is there, also when that was gone on with and changed", async () => {
        const { tasks } = await openStores();
        const draft = aDraft();
        const key = { key: "order 6", hash: "a" };
        await tasks.create(draft, key);
        await tasks.finish(await claimAgain({ tasks }, draft.id), anEnd(draft.id, 1));
        const row = await reopened({ tasks }, draft.id, { budgetUsd: 5, onInDoubt: "retry" });
        expect(await tasks.create(draft, key)).toEqual({ kind: "known", row });
        expect(await tasks.create(aDraft(), key)).toEqual({ kind: "known", row });
      });

      it("the same key at the same time makes one task", async () => {
        const [one, other] = await openTwo();
        const key = { key: "order 2", hash: "a" };
        const made = await Promise.all([one, other, one].map(({ tasks }) => tasks.create(aDraft(), key)));
        const ids = made.map((created) => ("row" in created ? created.row.id : ""));
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

    describeHolding({ openStores, openTwo });
    describeEnds({ openStores, openTwo });
    describeRemoval({ openStores, openTwo });

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

      it("of one status are complete, page by page, also of those that are to end", async () => {
        const { tasks } = await openStores();
        const wanted: string[] = [];
        for (let place = 0; place < 9; place += 1) {
          const draft = aDraft();
          await tasks.create(draft);
          if (place % 2 === 1) continue;
          await tasks.requestCancel(draft.id);
          wanted.unshift(draft.id);
        }
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page = await tasks.list({ limit: 2, cursor, status: "cancelling" });
          seen.push(...page.rows.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(seen).toEqual(wanted);
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
