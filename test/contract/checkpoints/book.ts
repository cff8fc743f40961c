import { afterEach, describe, expect, it } from "vitest";
import { aDecision, aHeldTask, aJob, anEnd, anOperationEnd } from "./held-task-samples.ts";
import type { OpenedStores } from "./task-samples.ts";

/** What every book keeps, wherever it lies. That its decisions are fenced is held with the tasks (task-store.ts). */
export function describeBook(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} keeps the contract of books`, () => {
    const opened: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
    });
    const openBook = async () => {
      const one = await open();
      opened.push(one);
      const fence = await aHeldTask(one.stores);
      /** As another process reads it, where there can be one. */
      const read = async () => {
        if (!one.reopen) return one.stores.book({ taskId: fence.taskId, epoch: null }).read();
        const other = await one.reopen();
        opened.unshift(other);
        return other.book({ taskId: fence.taskId, epoch: null }).read();
      };
      return { stores: one.stores, fence, book: one.stores.book(fence), read };
    };

    it("an empty one is empty", async () => {
      const { read } = await openBook();
      expect(await read()).toEqual({ operations: [], results: new Map() });
    });

    it("a task that is not there has an empty one", async () => {
      const { stores } = await openBook();
      const book = stores.book({ taskId: "nobody-made-it", epoch: null });
      expect(await book.read()).toEqual({ operations: [], results: new Map() });
    });

    it("a decision is read as it was written, in the order of the first writing", async () => {
      const { book, read } = await openBook();
      const problem = { code: "content_refused", message: "“No” said the vendor\n☃", retryable: false } as const;
      const first = aDecision("b:g0#1", { state: "refused", problem, sentAt: "2026-11-22T12:00:00.000Z" });
      await book.decide(aDecision("b:g0#1"));
      await book.decide(aDecision('a:["x"]:g0#1'));
      for (let number = 2; number < 12; number += 1) await book.decide(aDecision(`b:g0#${number}`));
      await book.decide(first);
      const { operations } = await read();
      expect(operations.slice(0, 3)).toEqual([
        { decision: first, job: null, end: null, orphans: [] },
        { decision: aDecision('a:["x"]:g0#1'), job: null, end: null, orphans: [] },
        { decision: aDecision("b:g0#2"), job: null, end: null, orphans: [] },
      ]);
      expect(operations.map(({ decision }) => decision.id).at(-1)).toBe("b:g0#11");
    });

    it("a later decision leaves the vendor's facts as they are", async () => {
      const { book, read } = await openBook();
      await book.decide(aDecision("a:g0#1", { state: "sending" }));
      await book.tookJob("a:g0#1", aJob("job-1"));
      await book.ended("a:g0#1", anOperationEnd());
      await book.decide(aDecision("a:g0#1", { state: "in_doubt" }));
      expect((await read()).operations).toEqual([
        {
          decision: aDecision("a:g0#1", { state: "in_doubt" }),
          job: aJob("job-1"),
          end: anOperationEnd(),
          orphans: [],
        },
      ]);
    });

    it("the first job is the operation's, each different one an orphan, once", async () => {
      const { book, read } = await openBook();
      await book.decide(aDecision("a:g0#1"));
      for (const id of ["job-1", "job-2", "job-1", "job-3", "job-2"]) await book.tookJob("a:g0#1", aJob(id));
      const [record] = (await read()).operations;
      expect(record).toMatchObject({ job: aJob("job-1"), orphans: [aJob("job-2"), aJob("job-3")] });
    });

    it("jobs told at the same time are one job and orphans", async () => {
      const { book, read } = await openBook();
      await book.decide(aDecision("a:g0#1"));
      await Promise.all(["job-1", "job-2", "job-1", "job-3"].map((id) => book.tookJob("a:g0#1", aJob(id))));
      const [record] = (await read()).operations;
      const ids = [record?.job, ...(record?.orphans ?? [])].map((job) => job?.requestId);
      expect(ids.sort()).toEqual(["job-1", "job-2", "job-3"]);
    });

    it("the first end counts", async () => {
      const { book, read } = await openBook();
      await book.decide(aDecision("a:g0#1"));
      const end = anOperationEnd({ reply: { text: "☃", parts: [1, null] }, costUsd: 0.1 });
      await book.ended("a:g0#1", end);
      await book.ended("a:g0#1", anOperationEnd({ state: "failed" }));
      expect((await read()).operations).toMatchObject([{ end }]);
    });

    it("a fact about an operation that nobody decided on is left out", async () => {
      const { book, read } = await openBook();
      await book.tookJob("a:g0#1", aJob("job-1"));
      await book.ended("a:g0#1", anOperationEnd());
      expect((await read()).operations).toEqual([]);
    });

    it("facts are taken after the task's end, and decisions are not", async () => {
      const { stores, fence, book, read } = await openBook();
      await book.decide(aDecision("a:g0#1"));
      await stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      await book.tookJob("a:g0#1", aJob("job-1"));
      await book.ended("a:g0#1", anOperationEnd());
      await expect(book.decide(aDecision("b:g0#1"))).rejects.toMatchObject({ code: "fenced" });
      expect((await read()).operations).toMatchObject([{ job: aJob("job-1"), end: anOperationEnd() }]);
    });

    it("who only reads takes facts, and decides nothing", async () => {
      const { stores, fence, book, read } = await openBook();
      await book.decide(aDecision("a:g0#1"));
      const reader = stores.book({ taskId: fence.taskId, epoch: null });
      await expect(reader.decide(aDecision("b:g0#1"))).rejects.toMatchObject({ code: "fenced" });
      await expect(reader.keep("scenes", [])).rejects.toMatchObject({ code: "fenced" });
      await reader.tookJob("a:g0#1", aJob("job-1"));
      expect((await read()).operations).toMatchObject([{ job: aJob("job-1") }]);
    });

    it("the first result under a name stays, whatever it is", async () => {
      const { book, read } = await openBook();
      await book.keep("z", { scenes: [{ title: "☃" }] });
      await book.keep("z", "another");
      await book.keep('a:["decision"]', null);
      await book.keep("n", [1.5, "two", false]);
      expect([...(await read()).results]).toEqual([
        ["z", { scenes: [{ title: "☃" }] }],
        ['a:["decision"]', null],
        ["n", [1.5, "two", false]],
      ]);
    });
  });
}
