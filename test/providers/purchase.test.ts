import { describe, expect, it } from "vitest";
import { createMemoryBook } from "../../models/book.ts";
import { PixoraError } from "../../models/error.ts";
import { BROKEN, booked, DONE, MOST, NOTHING, openDesk, PRICE } from "./desk.ts";

const ITEM = {
  item: "still",
  capability: "image",
  vendor: "acme",
  model: "acme/painter",
  maxUsd: MOST,
  fingerprint: "a fox",
} as const;

describe("a purchase", () => {
  it("is one POST, whose result is handed out and whose price is booked", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.jobsBecome(DONE, { url: "picture" });
    const bought = await buy(deal, context());
    expect(bought).toEqual({ output: { url: "picture" }, requestId: "job-1", costUsd: PRICE });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("costs what the vendor has computed, where it is billed so", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.jobsBecome({ state: "succeeded", computeSeconds: 12 });
    await buy(deal, context());
    expect(books()).toEqual(booked("done", 0.12));
  });

  it("is written down before the POST, and its id before anything is asked", async () => {
    const calls: string[] = [];
    const setting = openDesk({ onEntry: (call) => calls.push(`${call} ${setting.vendor.posts()}`) });
    setting.vendor.jobsBecome(DONE);
    await setting.buy(setting.deal, setting.context());
    expect(calls).toEqual(["sending 0", "submitted 1", "settle 1"]);
  });

  it("is reserved while it is under way", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    const taken = vendor.taken();
    const bought = buy(deal, context());
    const requestId = await taken;
    expect(books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [] });
    vendor.end(requestId, "success");
    await bought;
    expect(books().reservedUsd).toBe(0);
  });

  it("that passes the budget sends nothing", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ budgetUsd: MOST - 0.01 });
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "over_budget" });
    expect(vendor.posts()).toBe(0);
    expect(books()).toEqual(NOTHING);
  });

  it("of a cancelled task sends nothing", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    await expect(buy(deal, context({ signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: "cancelled" });
    expect(vendor.posts()).toBe(0);
    expect(books()).toEqual(NOTHING);
  });

  it("that waits for a place leaves at once when it is cancelled", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ limits: { vendor: 1, models: {} } });
    const taken = vendor.taken();
    const first = buy(deal, context());
    const requestId = await taken;
    const controller = new AbortController();
    const second = buy(deal, context({ item: "other", signal: controller.signal }));
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    expect(books().reservedUsd).toBe(MOST);
    vendor.end(requestId, "success");
    await first;
    expect(vendor.posts()).toBe(1);
  });

  it("that cannot be written down is not sent", async () => {
    const disk = new PixoraError("output_unwritable", "The disk is full.");
    const { vendor, buy, deal, context, books } = openDesk({
      onEntry: (call) => {
        if (call === "sending") throw disk;
      },
    });
    await expect(buy(deal, context())).rejects.toBe(disk);
    expect(vendor.posts()).toBe(0);
    expect(books()).toEqual(NOTHING);
  });

  it("whose id cannot be written down is stopped, and booked", async () => {
    const disk = new PixoraError("output_unwritable", "The disk is full.");
    const book = { ...createMemoryBook(), tookJob: () => Promise.reject(disk) };
    const { vendor, buy, deal, context, books } = openDesk({ book });
    await expect(buy(deal, context())).rejects.toBe(disk);
    expect(vendor.stateOf("job-1")).toBe("cancelled");
    expect(books()).toEqual(booked("cancelled", 0));
  });

  it("whose id cannot be written down at first is written down later, and kept", async () => {
    const memory = createMemoryBook();
    let failures = 0;
    const tookJob: typeof memory.tookJob = (...given) => {
      failures += 1;
      if (failures > 3) return memory.tookJob(...given);
      return Promise.reject(new PixoraError("store_failed", "The store is full."));
    };
    const { vendor, buy, deal, context, books } = openDesk({ book: { ...memory, tookJob } });
    vendor.jobsBecome(DONE);
    await buy(deal, context());
    expect(vendor.asked("cancel")).toBe(0);
    expect(books()).toEqual(booked("done", PRICE));
    expect((await memory.read()).operations).toMatchObject([{ job: { requestId: "job-1" } }]);
  });

  it("whose id cannot be written down is stopped also where another process goes on: that one cannot know of it", async () => {
    const lost = new PixoraError("store_failed", "The store is gone.");
    const leave = new AbortController();
    const tookJob = () => {
      leave.abort("fenced");
      return Promise.reject(lost);
    };
    const { vendor, buy, deal, context } = openDesk({ book: { ...createMemoryBook(), tookJob } });
    await expect(buy(deal, context({ signal: leave.signal }))).rejects.toBe(lost);
    expect(vendor.stateOf("job-1")).toBe("cancelled");
  });

  it("of an earlier process is gone on with, even while its model is left alone", async () => {
    const { vendor, traffic, buy, deal, context, ledger, reopen } = openDesk();
    const operation = await vendor.driver.start(vendor.order, context());
    const entry = await ledger.open(ITEM);
    await entry.sending();
    await entry.submitted(operation);
    const later = await reopen();
    const outage = () => traffic.run(vendor.order.model, () => Promise.reject(BROKEN), context()).catch(() => {});
    for (let failures = 0; failures < 5; failures++) await outage();
    await expect(buy(deal, later.context({ item: "other" }))).rejects.toMatchObject({ code: "vendor_failed" });
    vendor.end(operation.requestId, "success");
    const bought = await buy(deal, later.context());
    expect(bought.requestId).toBe(operation.requestId);
    expect(vendor.posts()).toBe(1);
    expect(later.books()).toEqual(booked("done", PRICE));
  });

  it("of an earlier process is cancelled at the vendor when its task was cancelled before", async () => {
    const { vendor, buy, deal, context, ledger, reopen } = openDesk();
    const entry = await ledger.open(ITEM);
    await entry.submitted(await vendor.driver.start(vendor.order, context()));
    const later = await reopen();
    const bought = buy(deal, later.context({ signal: AbortSignal.abort() }));
    await expect(bought).rejects.toMatchObject({ code: "cancelled" });
    expect(vendor.stateOf("job-1")).toBe("cancelled");
    expect(later.books()).toEqual(booked("cancelled", 0));
  });
});

describe("a job that nobody waits for", () => {
  const calm = { signal: new AbortController().signal };

  it("costs nothing where the vendor says so of one that was waiting", async () => {
    const { vendor, stopJob } = openDesk();
    const operation = await vendor.driver.start(vendor.order, calm);
    expect(await stopJob(operation, MOST, calm)).toEqual({ state: "cancelled", costUsd: 0 });
    expect(vendor.stateOf("job-1")).toBe("cancelled");
  });

  it.each([true, null])("costs the most where `billed` is %s", async (billed) => {
    const { vendor, stopJob } = openDesk();
    vendor.onCancel(() => ({ state: "failed", error: BROKEN, billed }));
    const operation = await vendor.driver.start(vendor.order, calm);
    expect(await stopJob(operation, MOST, calm)).toEqual({ state: "failed", costUsd: MOST });
  });

  it("is done when it turns out so", async () => {
    const { vendor, stopJob } = openDesk();
    vendor.jobsBecome(DONE);
    const operation = await vendor.driver.start(vendor.order, calm);
    expect(await stopJob(operation, MOST, calm)).toEqual({ state: "done", costUsd: MOST });
  });

  it("is not told of when nobody answers in time, or the vendor does not know it", async () => {
    const { vendor, stopJob } = openDesk();
    const operation = await vendor.driver.start(vendor.order, calm);
    const gone = await stopJob({ ...operation, requestId: "job-9" }, MOST, calm);
    expect(gone).toBeNull();
    vendor.onCancel(null);
    const limit = AbortSignal.abort("too late");
    expect(await stopJob(operation, MOST, { signal: limit })).toBeNull();
  });
});
