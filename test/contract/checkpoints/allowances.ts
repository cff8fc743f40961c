/** What owners may have at most, and how often they may ask. Both kinds of stores keep it. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Allowance, Stores } from "../../../checkpoints/types.ts";
import { VideoRequest } from "../../../models/request.ts";
import type { TaskDraft } from "../../../models/task-row.ts";
import { aTask } from "../../task-sample.ts";
import { anEnd } from "./held-task-samples.ts";
import { aDraft, claimAgain, type OpenedStores } from "./task-samples.ts";

const NO_LIMITS: Allowance = { openTasks: null, budgetUsd: null };

/** A task that may cost so much. */
function aBudgetedDraft(budgetUsd: number | null, owner = "ann"): TaskDraft {
  return aDraft({ owner, request: VideoRequest.parse({ prompt: "A fox finds a lantern", budgetUsd }) });
}

/** Ends a task that cost so much. */
async function end(stores: Stores, taskId: string, spentUsd: number, reservedUsd = 0): Promise<void> {
  const fence = await claimAgain(stores, taskId);
  const { task, event } = anEnd(taskId, 1);
  const cost = { ...aTask().cost, spentUsd, reservedUsd };
  await stores.tasks.finish(fence, { task: { ...task, cost }, event });
}

export function describeAllowances(name: string, open: () => Promise<OpenedStores>): void {
  const openStores = async () => {
    const opened = await open();
    onTestFinished(() => opened.close());
    return opened.stores;
  };
  const kindsOf = (created: readonly { kind: string }[], kind: string) => created.filter((one) => one.kind === kind);

  describe(`owners' allowances in ${name}`, () => {
    it("are not passed by tasks that are created at the same time", async () => {
      const stores = await openStores();
      const limits = { openTasks: 5, budgetUsd: null };
      const creating = Array.from({ length: 20 }, () => stores.tasks.create(aDraft({ owner: "ann" }), null, limits));
      const created = await Promise.all(creating);
      expect(kindsOf(created, "created")).toHaveLength(5);
      expect(kindsOf(created, "refused")).toHaveLength(15);
      expect((await stores.tasks.list({ owner: "ann", limit: 100 })).rows).toHaveLength(5);
    });

    it("are each owner's own, also nobody's", async () => {
      const { tasks } = await openStores();
      const limits = { openTasks: 1, budgetUsd: null };
      for (const owner of ["ann", "bob", null]) {
        expect((await tasks.create(aDraft({ owner }), null, limits)).kind).toBe("created");
        expect(await tasks.create(aDraft({ owner }), null, limits)).toEqual({ kind: "refused", reason: "open_tasks" });
      }
    });

    it("let a task go when it ends", async () => {
      const stores = await openStores();
      const limits = { openTasks: 1, budgetUsd: null };
      const draft = aDraft({ owner: "ann" });
      await stores.tasks.create(draft, null, limits);
      await end(stores, draft.id, 0);
      expect((await stores.tasks.create(aDraft({ owner: "ann" }), null, limits)).kind).toBe("created");
    });

    it("never refuse what was created before, by its id or its key", async () => {
      const { tasks } = await openStores();
      const limits = { openTasks: 1, budgetUsd: null };
      const draft = aDraft({ owner: "ann" });
      const key = { key: "order", hash: "a" };
      await tasks.create(draft, key, limits);
      expect((await tasks.create(draft, null, limits)).kind).toBe("known");
      expect((await tasks.create(aDraft({ owner: "ann" }), key, limits)).kind).toBe("known");
      expect((await tasks.create(aDraft({ owner: "ann" }), { key: "order", hash: "b" }, limits)).kind).toBe("mismatch");
    });

    it("leave nothing behind of what they refuse: its key is free", async () => {
      const { tasks } = await openStores();
      await tasks.create(aDraft({ owner: "ann" }), null, NO_LIMITS);
      const refused = aDraft({ owner: "ann" });
      const key = { key: "later", hash: "a" };
      expect((await tasks.create(refused, key, { openTasks: 1, budgetUsd: null })).kind).toBe("refused");
      expect(await tasks.get(refused.id)).toBeNull();
      expect(await tasks.unfinished()).not.toContain(refused.id);
      const other = aDraft({ owner: "ann" });
      expect(await tasks.create(other, { key: "later", hash: "b" }, NO_LIMITS)).toMatchObject({
        kind: "created",
        row: { id: other.id },
      });
    });

    it("count a task's own budget until it ends, then what it cost and what is in doubt", async () => {
      const stores = await openStores();
      const limits = { openTasks: null, budgetUsd: 10 };
      const first = aBudgetedDraft(6);
      expect((await stores.tasks.create(first, null, limits)).kind).toBe("created");
      expect(await stores.tasks.create(aBudgetedDraft(5), null, limits)).toEqual({
        kind: "refused",
        reason: "budget",
        leftUsd: 4,
      });
      await end(stores, first.id, 2, 1);
      expect((await stores.tasks.create(aBudgetedDraft(7), null, limits)).kind).toBe("created");
      expect(await stores.tasks.create(aBudgetedDraft(0.01), null, limits)).toMatchObject({
        reason: "budget",
        leftUsd: 0,
      });
      expect((await stores.tasks.create(aBudgetedDraft(0), null, limits)).kind).toBe("created");
    });

    it("are not passed by budgets that are claimed at the same time", async () => {
      const stores = await openStores();
      const limits = { openTasks: null, budgetUsd: 10 };
      const creating = Array.from({ length: 12 }, () => stores.tasks.create(aBudgetedDraft(3), null, limits));
      expect(kindsOf(await Promise.all(creating), "created")).toHaveLength(3);
    });

    it("still count what a deleted task has cost", async () => {
      const stores = await openStores();
      const limits = { openTasks: null, budgetUsd: 10 };
      const draft = aBudgetedDraft(10);
      await stores.tasks.create(draft, null, limits);
      await end(stores, draft.id, 8);
      await stores.tasks.delete(draft.id);
      expect(await stores.tasks.create(aBudgetedDraft(3), null, limits)).toMatchObject({
        reason: "budget",
        leftUsd: 2,
      });
    });

    it("stand any budget that a request may name", async () => {
      const { tasks } = await openStores();
      const limits = { openTasks: 2, budgetUsd: null };
      expect((await tasks.create(aBudgetedDraft(1e16), null, limits)).kind).toBe("created");
      expect((await tasks.create(aBudgetedDraft(1), null, limits)).kind).toBe("created");
      expect(await tasks.create(aBudgetedDraft(1), null, limits)).toMatchObject({ reason: "open_tasks" });
    });

    it("are not charged for a completed task that somebody wants to go on with", async () => {
      const stores = await openStores();
      const limits = { openTasks: null, budgetUsd: 10 };
      const draft = aBudgetedDraft(6);
      await stores.tasks.create(draft, null, limits);
      const { task, event } = anEnd(draft.id, 1, "completed");
      const cost = { ...task.cost, spentUsd: 1, reservedUsd: 0 };
      await stores.tasks.finish(await claimAgain(stores, draft.id), { task: { ...task, cost }, event });
      await expect(stores.tasks.reopen(draft.id, {}, limits)).rejects.toMatchObject({ code: "invalid_request" });
      expect((await stores.tasks.create(aBudgetedDraft(9), null, limits)).kind).toBe("created");
    });

    it("count what is gone on with among the open tasks, also when many ask at the same time", async () => {
      const stores = await openStores();
      const limits = { openTasks: 2, budgetUsd: null };
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1) {
        const draft = aDraft({ owner: "ann" });
        await stores.tasks.create(draft, null, limits);
        await end(stores, draft.id, 0);
        ids.push(draft.id);
      }
      const asked = await Promise.all(ids.map((id) => stores.tasks.reopen(id, {}, limits)));
      expect(kindsOf(asked, "reopened")).toHaveLength(2);
      expect(kindsOf(asked, "refused")).toEqual(Array(3).fill({ kind: "refused", reason: "open_tasks" }));
      const rows = (await stores.tasks.list({ owner: "ann", limit: 10 })).rows;
      expect(rows.filter(({ status, round }) => status === "failed" && round === 0)).toHaveLength(3);
      expect((await stores.tasks.create(aDraft({ owner: "ann" }), null, limits)).kind).toBe("refused");
    });

    it("say that a task is busy or completed before they say that it is too many", async () => {
      const stores = await openStores();
      const limits = { openTasks: 1, budgetUsd: null };
      const draft = aDraft({ owner: "ann" });
      await stores.tasks.create(draft, null, limits);
      const { task, event } = anEnd(draft.id, 1, "completed");
      await stores.tasks.finish(await claimAgain(stores, draft.id), { task, event });
      const other = aDraft({ owner: "ann" });
      await stores.tasks.create(other, null, limits);
      await expect(stores.tasks.reopen(draft.id, {}, limits)).rejects.toMatchObject({ code: "invalid_request" });
      await expect(stores.tasks.reopen(other.id, {}, limits)).rejects.toMatchObject({ code: "task_busy" });
    });

    it("still count what a hidden task has cost, once", async () => {
      const stores = await openStores();
      const limits = { openTasks: 1, budgetUsd: 10 };
      const draft = aBudgetedDraft(10);
      await stores.tasks.create(draft, null, limits);
      await end(stores, draft.id, 8);
      for (const hide of [stores.tasks.condemn, stores.tasks.condemn, stores.tasks.delete]) {
        await hide(draft.id);
        expect(await stores.tasks.create(aBudgetedDraft(3), null, limits)).toMatchObject({
          reason: "budget",
          leftUsd: 2,
        });
      }
    });

    it("cover a task that is gone on with, or refuse it", async () => {
      const stores = await openStores();
      const limits = { openTasks: 1, budgetUsd: 10 };
      const draft = aBudgetedDraft(6);
      await stores.tasks.create(draft, null, limits);
      await end(stores, draft.id, 1);
      await stores.tasks.create(aBudgetedDraft(5), null, limits);
      const open = { ...limits, openTasks: 2 };
      expect(await stores.tasks.reopen(draft.id, { budgetUsd: 1 }, limits)).toEqual({
        kind: "refused",
        reason: "open_tasks",
      });
      expect(await stores.tasks.reopen(draft.id, {}, open)).toEqual({ kind: "refused", reason: "budget", leftUsd: 5 });
      expect((await stores.tasks.get(draft.id))?.status).toBe("failed");
      expect(await stores.tasks.reopen(draft.id, { budgetUsd: 5 }, open)).toMatchObject({ kind: "reopened" });
      expect(await stores.tasks.create(aBudgetedDraft(1), null, { ...limits, openTasks: null })).toMatchObject({
        reason: "budget",
        leftUsd: 0,
      });
    });
  });

  describe(`request rates in ${name}`, () => {
    it("let so many through in a minute, each owner's own", async () => {
      const { rates } = await openStores();
      const taken = [];
      for (let count = 0; count < 4; count++) taken.push(await rates.take("ann", 3));
      expect(taken.map(({ isAllowed, left }) => [isAllowed, left])).toEqual([
        [true, 2],
        [true, 1],
        [true, 0],
        [false, 0],
      ]);
      expect(taken[3]?.resetMs).toBeGreaterThan(0);
      expect(taken[3]?.resetMs).toBeLessThanOrEqual(60_000);
      expect((await rates.take("bob", 3)).isAllowed).toBe(true);
    });

    it("count those that come at the same time", async () => {
      const { rates } = await openStores();
      const taken = await Promise.all(Array.from({ length: 50 }, () => rates.take("ann", 20)));
      expect(taken.filter(({ isAllowed }) => isAllowed)).toHaveLength(20);
    });
  });
}
