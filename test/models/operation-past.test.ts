import { describe, expect, it } from "vitest";
import { type ErrorCode, PixoraError } from "../../models/error.ts";
import { job, question, still, taskBooks } from "./bookkeeping.ts";

const failure = (code: ErrorCode, retryable = false) => new PixoraError(code, "No.", { retryable });
const NEW = { kind: "new" };

/** A book in which one process sent an order, and learned its job's id if it has one. */
async function ordered(requestId: string | null = null) {
  const task = taskBooks();
  const entry = await (await task.process()).open();
  await entry.sending();
  if (requestId) await entry.submitted(job(requestId));
  return { ...task, entry };
}

describe("a job whose id is known", () => {
  it.each([1, 2, 7])("is handed out again in round %i instead of being bought anew", async (round) => {
    const { process } = await ordered("r-1");
    const { past, account } = await process(0.5);
    expect(await past(still(), round)).toEqual({ kind: "job", operation: job("r-1") });
    expect(account.balance().reservedUsd).toBe(0.4);
  });

  it("is handed out also where the task is stopped, or has no budget left: it is bought already", async () => {
    const { process } = await ordered("r-1");
    const { past, account } = await process(0);
    account.stop({ code: "account_refused", message: "Key refused.", retryable: false });
    expect(await past()).toMatchObject({ kind: "job" });
  });

  it.each([1, 2])("and that was done is handed out again in round %i, and not booked twice", async (round) => {
    const { process, entry } = await ordered("r-1");
    await entry.settle("done", 0.3);
    const later = await process();
    const again = await later.open(still(), round);
    expect(again.past).toEqual({ kind: "job", operation: job("r-1") });
    await again.settle("done", 0.4);
    await again.settle("failed", 0.4);
    expect(later.bill()).toEqual(["done 0.3 r-1"]);
    expect((await process()).bill()).toEqual(["done 0.3 r-1"]);
  });

  it("and that was done, though it could not be fetched in time, is handed out again within its round, too", async () => {
    const { process, entry } = await ordered("r-1");
    await entry.settle("done", 0.3, { reason: failure("timeout", true) });
    expect(await (await process()).past()).toMatchObject({ kind: "job" });
  });

  it("is bought anew where it ended before its id could be written down: nobody can fetch what it made", async () => {
    const task = taskBooks();
    const entry = await (await task.process()).open();
    await entry.sending();
    await entry.settle("done", 0.3, { requestId: "r-1" });
    const later = await task.process();
    const again = await later.open();
    expect(again.past).toEqual(NEW);
    await again.settle("done", 0.3);
    expect(later.bill()).toEqual(["done 0.3 r-1", "done 0.3 null"]);
  });

  it("is known as another purchase's, so that a search for a lost one does not take it", async () => {
    const { process, book } = await ordered("r-1");
    await book.tookJob("scene_asset_generator:3:still:g1#1", job("orphan"));
    const entry = await (await process()).open(still(0.4, { item: "clip" }));
    expect(["r-1", "orphan", "r-2"].map((id) => entry.isKnownJob(id))).toEqual([true, true, false]);
  });
});

describe("an order whose process died", () => {
  it("while it was sent is to be looked for, in every round", async () => {
    const { process } = await ordered();
    const sentAt = expect.any(Date);
    expect(await (await process()).past()).toEqual({ kind: "sent", sentAt });
    expect(await (await process()).past(still(), 2)).toEqual({ kind: "sent", sentAt });
    expect((await process()).account.balance().reservedUsd).toBe(0.4);
  });

  it("before it was sent is new, and reserved once", async () => {
    const task = taskBooks();
    await (await task.process()).open();
    const later = await task.process(0.5);
    expect(await later.past()).toEqual(NEW);
    expect(later.account.balance().reservedUsd).toBe(0.4);
  });

  it("before it was sent holds no money back in the rounds after", async () => {
    const task = taskBooks();
    await (await task.process()).open();
    const later = await task.process(0.5);
    expect(await later.past(still(), 2)).toEqual(NEW);
    expect(later.account.balance().reservedUsd).toBe(0.4);
    expect((await task.process(0.5)).account.balance().reservedUsd).toBe(0);
  });
});

describe("what failed or was refused", () => {
  it.each<ErrorCode>(["vendor_failed", "timeout", "rate_limited", "content_refused"])(
    "with %s stands within its round, and is tried anew in the next",
    async (code) => {
      const task = taskBooks();
      const first = await task.process();
      await (await first.open()).settle("failed", 0.1, { reason: failure(code, true) });
      await (await first.open(still(0.4, { item: "clip" }))).release(failure(code, true));
      for (const { past } of [first, await task.process()]) {
        for (const item of ["still", "clip"]) {
          await expect(past(still(0.4, { item }))).rejects.toMatchObject({ code, message: "No.", retryable: true });
          expect(await past(still(0.4, { item, model: "other" }))).toEqual(NEW);
        }
      }
      for (const item of ["still", "clip"])
        expect(await (await task.process()).past(still(0.4, { item }), 2)).toEqual(NEW);
    },
  );

  it.each<ErrorCode>(["account_refused", "unreachable", "cancelled"])(
    "with %s is for people to mend, and tried anew at once",
    async (code) => {
      const { past, open } = await taskBooks().process();
      await (await open()).release(failure(code));
      expect(await past()).toEqual(NEW);
      await (await open()).settle("cancelled", 0, { reason: failure(code) });
      expect(await past()).toEqual(NEW);
    },
  );

  it("for the budget stands within its round, although there is room again", async () => {
    const task = taskBooks();
    const first = await task.process(0.5);
    const other = await first.open(still(0.3, { item: "clip" }));
    await expect(first.open()).rejects.toMatchObject({ code: "over_budget" });
    await other.release();
    await expect(first.open()).rejects.toMatchObject({ code: "over_budget" });
    const later = await task.process(9);
    await expect(later.open()).rejects.toMatchObject({
      code: "over_budget",
      message: expect.stringContaining("$0.50"),
    });
    expect(await later.past(still(), 2)).toEqual(NEW);
  });

  it("for no reason of its own is as if it had never been", async () => {
    const task = taskBooks();
    const { open } = await task.process();
    const entry = await open();
    await entry.sending();
    await entry.release();
    const later = await task.process(0.4);
    expect(later.bill()).toEqual([]);
    expect(later.account.balance().reservedUsd).toBe(0);
    expect(await later.past(still(0.4, { fingerprint: "an owl" }))).toEqual(NEW);
  });
});

describe("another request under the same name", () => {
  it("is a bug while one is on its way, and nothing is sent", async () => {
    const { process, book } = await ordered(null);
    const { open } = await process();
    await expect(open(still(0.4, { fingerprint: "an owl" }))).rejects.toMatchObject({ code: "internal" });
    expect((await book.read()).operations).toHaveLength(1);
  });

  it.each(["taken", "done"])(
    "goes on with the job that is %s, as after a new version with other words",
    async (state) => {
      const { process, entry } = await ordered("r-1");
      if (state === "done") await entry.settle("done", 0.3);
      for (const round of [1, 2]) {
        expect(await (await process()).past(still(0.4, { fingerprint: "an owl" }), round)).toMatchObject({
          kind: "job",
        });
      }
    },
  );

  it("is not kept from being made by what failed with other words", async () => {
    const { process, entry } = await ordered("r-1");
    await entry.settle("failed", 0.3, { reason: failure("vendor_failed") });
    expect(await (await process()).past(still(0.4, { fingerprint: "an owl" }))).toEqual(NEW);
  });
});

describe("an operation in doubt", () => {
  async function inDoubt() {
    const task = await ordered();
    await task.entry.doubt();
    const [record] = (await task.book.read()).operations;
    if (!record) throw new Error("Nothing was written down.");
    return { ...task, decision: record.decision };
  }

  it("is looked for by the next process, and not again by the one that looked in vain", async () => {
    const { process } = await inDoubt();
    const later = await process();
    const entry = await later.open();
    expect(entry.past).toMatchObject({ kind: "sent" });
    await entry.doubt();
    expect(await later.past()).toEqual(NEW);
    expect(later.account.balance().reservedUsd).toBe(0.8);
  });

  it("that its owner wants anew is bought once more, and both are on the books", async () => {
    const { process, book, decision } = await inDoubt();
    await book.decide({ ...decision, verdict: "retry" });
    const later = await process();
    const entry = await later.open();
    expect(entry.past).toEqual(NEW);
    await entry.settle("done", 0.3);
    expect(later.bill()).toEqual(["in_doubt 0.4 null", "done 0.3 null"]);
    expect(later.account.balance()).toMatchObject({ spentUsd: 0.3, reservedUsd: 0.4 });
  });

  it.each([1, 2])("that its owner gives up is a failure of its vendor, in round %i too", async (round) => {
    const { process, book, decision } = await inDoubt();
    await book.decide({ ...decision, verdict: "abandon" });
    const { open } = await process();
    await expect(open(still(), round)).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
  });

  it("does not hide what was bought in its place", async () => {
    const { process } = await inDoubt();
    const second = await process();
    await (await second.open()).doubt();
    const entry = await second.open();
    await entry.sending();
    await entry.submitted(job("r-2"));
    expect(await (await process()).past()).toEqual({ kind: "job", operation: job("r-2") });
    await entry.settle("failed", 0.1, { reason: failure("vendor_failed") });
    await expect((await process()).past()).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("that turns out to be a job after all is that job", async () => {
    const { process, book, decision } = await inDoubt();
    await book.tookJob(decision.id, job("late"));
    const later = await process();
    expect(later.bill()).toEqual(["in_doubt 0.4 late"]);
    expect(await later.past()).toEqual({ kind: "job", operation: job("late") });
  });
});

describe("a call of the language model", () => {
  it("that costs nothing is asked again however often its answer was lost, and is no matter of doubt", async () => {
    const task = taskBooks();
    for (let lost = 0; lost < 4; lost += 1) {
      const entry = await (await task.process()).open(question({ maxUsd: 0 }));
      expect(entry.past).toEqual(NEW);
      await entry.sending();
    }
    expect((await task.process()).bill()).toEqual([]);
  });

  const reply = { text: "A fox." };

  it("that was answered is handed out again within its round only", async () => {
    const task = taskBooks();
    const entry = await (await task.process()).open(question());
    await entry.sending();
    await entry.settle("done", 0.05, { requestId: "chat-1", reply });
    const later = await task.process();
    expect(await later.past(question())).toEqual({ kind: "answered", reply });
    expect(later.bill()).toEqual(["done 0.05 chat-1"]);
    expect(await later.past(question(), 2)).toEqual(NEW);
  });

  it("that is in doubt is bought anew once in a round, whatever process lost it, and then given up", async () => {
    const task = taskBooks();
    await (await (await task.process()).open(question())).sending();
    const second = await (await task.process()).open(question());
    expect(second.past).toEqual(NEW);
    await second.sending();
    await second.doubt();
    const third = await task.process();
    await expect(third.open(question())).rejects.toMatchObject({ code: "in_doubt" });
    expect(third.bill()).toEqual(["in_doubt 0.1 null", "in_doubt 0.1 null"]);
    expect(await third.past(question(), 2)).toEqual(NEW);
    expect(await third.past(question({ item: "other" }))).toEqual(NEW);
  });

  it("that was answered after another one was lost is the answer", async () => {
    const task = taskBooks();
    const { open } = await task.process();
    const lost = await open(question());
    await lost.sending();
    await lost.doubt();
    await (await open(question())).settle("done", 0.05, { reply });
    expect(await (await task.process()).past(question())).toEqual({ kind: "answered", reply });
  });
});
