import { describe, expect, it } from "vitest";
import { createAccount } from "../../models/account.ts";
import { createMemoryBook } from "../../models/book.ts";
import { PixoraError } from "../../models/error.ts";
import { job, still, taskBooks } from "./bookkeeping.ts";

const books = (budgetUsd: number | null) => taskBooks().process(budgetUsd);

describe("a task's account", () => {
  it("reserves before, books after, and says what each thing cost", async () => {
    const { account, open, changes } = await books(1);
    const entry = await open(still(0.4));
    expect(account.balance()).toEqual({ spentUsd: 0, reservedUsd: 0.4, budgetUsd: 1 });
    await entry.sending();
    await entry.submitted(job("r-1"));
    await entry.settle("done", 0.3);
    expect(account.balance()).toEqual({ spentUsd: 0.3, reservedUsd: 0, budgetUsd: 1 });
    expect(account.bill()).toMatchObject([
      { key: "scene_asset_generator:3:still", requestId: "r-1", state: "done", costUsd: 0.3 },
    ]);
    expect(changes()).toBe(2);
  });

  it("begins nothing that could pass the budget, and everything that fits to the cent", async () => {
    const { account, open } = await books(0.3);
    await open(still(0.1));
    await open(still(0.2, { item: "clip" }));
    await expect(open(still(0.001, { item: "music" }))).rejects.toMatchObject({ code: "over_budget" });
    await expect(open(still(0, { item: "draft" }))).resolves.toBeDefined();
    expect(account.balance().reservedUsd).toBeCloseTo(0.3);
  });

  it("begins nothing that could pass the budget, although all of it is asked for at once", async () => {
    const { account, open } = await books(1);
    const items = Array.from({ length: 6 }, (_, index) => still(0.4, { item: `still ${index}` }));
    const opened = await Promise.allSettled(items.map((item) => open(item)));
    expect(opened.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(account.balance().reservedUsd).toBe(0.8);
  });

  it("has room again for what was surely not bought", async () => {
    const { open } = await books(0.3);
    await (await open(still(0.3))).release();
    await expect(open(still(0.3))).resolves.toMatchObject({ past: { kind: "new" } });
  });

  it("keeps the reservation of what may have been bought", async () => {
    const { account, open } = await books(0.3);
    const entry = await open(still(0.3));
    await entry.sending();
    await entry.doubt();
    expect(account.balance()).toEqual({ spentUsd: 0, reservedUsd: 0.3, budgetUsd: 0.3 });
    await expect(open(still(0.1, { item: "clip" }))).rejects.toMatchObject({ code: "over_budget" });
    expect(account.bill()).toMatchObject([{ state: "in_doubt", costUsd: 0.3 }]);
  });

  it("does not call in doubt what is being sent right now", async () => {
    const { account, open, bill } = await books(null);
    const entry = await open();
    await entry.sending();
    expect(bill()).toEqual([]);
    expect(account.balance().reservedUsd).toBe(0.4);
  });

  it("begins nothing more once it is stopped, but ends what is under way, and lets what is free go on", async () => {
    const { account, open } = await books(null);
    const entry = await open(still(0.3));
    account.stop({ code: "account_refused", message: "Key refused.", retryable: false });
    const refused = open(still(0.1, { item: "clip" }));
    await expect(refused).rejects.toMatchObject({ code: "account_refused", message: "Key refused." });
    await expect(open(still(0, { item: "draft" }))).resolves.toBeDefined();
    await entry.settle("done", 0.3);
    expect(account.balance().spentUsd).toBe(0.3);
  });

  it("counts the first end of a purchase only", async () => {
    const { account, open } = await books(null);
    const entry = await open(still(0.3));
    await entry.settle("failed", 0);
    await entry.settle("done", 0.3);
    expect(account.bill()).toHaveLength(1);
    expect(account.balance().spentUsd).toBe(0);
  });

  it("counts an end once, also when those who are told of it fail", async () => {
    const account = createAccount(null);
    let deaf = false;
    const ledger = account.ledger({ step: "scene_asset_generator:3", round: 1 }, () => {
      if (deaf) throw new Error("Nobody listens.");
    });
    const entry = await ledger.open(still(0.3));
    deaf = true;
    await expect(entry.settle("done", 0.3)).rejects.toThrow("Nobody listens.");
    await entry.settle("done", 0.3);
    expect(account.bill()).toHaveLength(1);
  });

  it.each(["intent", "sending"])("whose book refuses that something is %s lets nothing be sent", async (state) => {
    const kept = createMemoryBook();
    const fenced = new PixoraError("fenced", "Somebody else's by now.");
    const task = taskBooks({
      ...kept,
      decide: (decision) => (decision.state === state ? Promise.reject(fenced) : kept.decide(decision)),
    });
    const { open } = await task.process();
    const sent = open().then((entry) => entry.sending());
    await expect(sent).rejects.toBe(fenced);
    expect((await kept.read()).operations.filter(({ decision }) => decision.sentAt !== null)).toEqual([]);
  });
});

describe("an account that is opened again", () => {
  it("has the balance and the bill that the process before left", async () => {
    const task = taskBooks();
    const first = await task.process(5);
    const done = await first.open(still(0.4));
    await done.sending();
    await done.submitted(job("r-1"));
    await done.settle("done", 0.3);
    await (await first.open(still(0.4, { item: "failed" }))).settle("failed", 0.1);
    await (await first.open(still(0.4, { item: "released" }))).release();
    const running = await first.open(still(0.4, { item: "running" }));
    await running.sending();
    await running.submitted(job("r-2"));
    const lost = await first.open(still(0.4, { item: "lost" }));
    await lost.sending();
    await lost.doubt();
    await first.open(still(0.4, { item: "planned" }));
    const second = await task.process(5);
    expect(first.account.balance()).toEqual({ spentUsd: 0.4, reservedUsd: 1.2, budgetUsd: 5 });
    // What was not sent is nobody's promise any more.
    expect(second.account.balance()).toEqual({ spentUsd: 0.4, reservedUsd: 0.8, budgetUsd: 5 });
    expect(second.account.bill()).toEqual(first.account.bill());
    expect(second.bill()).toEqual(["done 0.3 r-1", "failed 0.1 null", "in_doubt 0.4 null"]);
  });

  it("asks the budget, which may be a smaller one by now, for what was about to be bought", async () => {
    const task = taskBooks();
    const first = await task.process(5);
    await first.open(still(0.4));
    await first.open(still(0.4, { item: "clip" }));
    const { open, account } = await task.process(0.5);
    expect((await open(still(0.4))).past).toEqual({ kind: "new" });
    await expect(open(still(0.4, { item: "clip" }))).rejects.toMatchObject({ code: "over_budget" });
    expect(account.balance()).toEqual({ spentUsd: 0, reservedUsd: 0.4, budgetUsd: 0.5 });
    expect((await task.book.read()).operations.map(({ decision }) => decision.state)).toEqual(["intent", "refused"]);
    const stopped = await task.process(5);
    stopped.account.stop({ code: "account_refused", message: "Key refused.", retryable: false });
    await expect(stopped.open(still(0.4))).rejects.toMatchObject({ code: "account_refused" });
  });

  it("finds what steps kept, the first under each name", async () => {
    const task = taskBooks();
    const first = await task.process();
    await first.account.memory("music_generator").keep("music", { key: "a" });
    await first.account.memory("music_generator").keep("music", { key: "b" });
    expect(first.account.memory("music_generator").recall("music")).toEqual({ key: "a" });
    const second = await task.process();
    expect(second.account.memory("music_generator").recall("music")).toEqual({ key: "a" });
    expect(second.account.memory("scene_generator").recall("music")).toBeUndefined();
  });

  it("tells of a call that was being sent as one in doubt, until somebody has decided about it", async () => {
    const task = taskBooks();
    await (await (await task.process()).open()).sending();
    const second = await task.process();
    expect(second.bill()).toEqual(["in_doubt 0.4 null"]);
    const [lost] = second.account.inDoubt();
    expect(lost).toMatchObject({ key: "scene_asset_generator:3:still", maxUsd: 0.4 });
    if (lost) await task.book.decide({ ...lost, verdict: "retry" });
    expect((await task.process()).account.inDoubt()).toEqual([]);
  });
});

describe("jobs that nobody waits for", () => {
  /** A book with a job under way, and one that was bought beside it by accident. */
  async function withLooseJobs() {
    const task = taskBooks();
    const entry = await (await task.process()).open();
    await entry.sending();
    await entry.submitted(job("own"));
    const [record] = (await task.book.read()).operations;
    await task.book.tookJob(record?.decision.id ?? "", job("orphan"));
    return task;
  }

  it("are those that were bought by accident, and all others once nobody wants the film", async () => {
    const { account } = await (await withLooseJobs()).process();
    const ids = (all: boolean) => account.looseJobs(all).map(({ operation }) => operation.requestId);
    expect(ids(false)).toEqual(["orphan"]);
    expect(ids(true)).toEqual(["own", "orphan"]);
  });

  it("are booked with a line each, and are loose no more", async () => {
    const task = await withLooseJobs();
    const { account, bill } = await task.process();
    for (const loose of account.looseJobs(true)) await account.bookLoose(loose, "cancelled", 0.2);
    expect(bill()).toEqual(["cancelled 0.2 own", "cancelled 0.2 orphan"]);
    expect(account.balance()).toMatchObject({ spentUsd: 0.4, reservedUsd: 0 });
    expect(account.looseJobs(true)).toEqual([]);
    const later = await task.process();
    expect(later.bill()).toEqual(bill());
    expect(later.account.balance()).toEqual(account.balance());
  });

  it("are booked once, however often that is asked for", async () => {
    const task = await withLooseJobs();
    const { account } = await task.process();
    const loose = account.looseJobs(true);
    for (const each of [...loose, ...loose]) await account.bookLoose(each, "done", 0.4);
    const later = await task.process();
    for (const each of loose) await later.account.bookLoose(each, "failed", 0);
    expect((await task.process()).bill()).toEqual(["done 0.4 own", "done 0.4 orphan"]);
  });

  it("that the owner's purchase is found by is its own job, not the orphan", async () => {
    const { past } = await (await withLooseJobs()).process();
    expect(await past()).toMatchObject({ kind: "job", operation: { requestId: "own" } });
  });
});
