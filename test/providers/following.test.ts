import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { createJobNews } from "../../providers/job-news.ts";
import { JobFailure } from "../../providers/operation.ts";
import { BROKEN, booked, DONE, doubted, MOST, openDesk, PRICE } from "./desk.ts";
import { createQuickClock } from "./quick-clock.ts";

describe("a job", () => {
  it("is asked about at growing pauses", async () => {
    const { vendor, clock, buy, deal, context } = openDesk();
    const taken = vendor.taken();
    const bought = buy(deal, context());
    const requestId = await taken;
    while (vendor.asked("status") < 9) await new Promise(setImmediate);
    vendor.end(requestId, "success");
    await bought;
    const seconds = clock.pauses.slice(0, 9).map((pause) => Math.round(pause / 10) / 100);
    expect(seconds).toEqual([0.5, 0.7, 0.98, 1.37, 1.92, 2.69, 3.76, 5, 5]);
  });

  it("is asked about as soon as there is news of it", async () => {
    const news = createJobNews();
    const still = { ...createQuickClock(), sleep: () => new Promise<void>(() => {}) };
    const { vendor, buy, deal, context, books } = openDesk({ news, pacing: { clock: still } });
    const taken = vendor.taken();
    const bought = buy(deal, context());
    const requestId = await taken;
    news.tell("acme", requestId);
    while (vendor.asked("status") < 1) await new Promise(setImmediate);
    vendor.end(requestId, "success");
    news.tell("acme", requestId);
    news.tell("acme", requestId);
    await bought;
    expect(vendor.asked("status")).toBe(2);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("leaves nobody waiting for news of it when it has ended", async () => {
    const news = createJobNews();
    const { vendor, buy, deal, context } = openDesk({ news });
    vendor.jobsBecome(DONE);
    await buy(deal, context());
    news.tell("acme", "job-1");
    await news.next("acme", "job-1", AbortSignal.timeout(500));
  });

  it("is not lost when questions about it get no answer", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.jobsBecome(DONE);
    vendor.failNext("status", ...Array(20).fill(BROKEN));
    vendor.failNext("result", BROKEN, BROKEN);
    await buy(deal, context());
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("is asked about again when a question hangs", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ pacing: { readMs: 20 } });
    vendor.jobsBecome(DONE);
    vendor.hangNext("status");
    await buy(deal, context());
    expect(vendor.asked("status")).toBe(1);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it.each([
    ["is free where the vendor says so", false, undefined, 0],
    ["costs the most where the vendor bills it", true, undefined, MOST],
    ["costs the most where the vendor does not say", null, undefined, MOST],
    ["costs its seconds where it is billed so", true, 3, 0.03],
  ])("that failed %s", async (_title, billed, computeSeconds, costUsd) => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.jobsBecome({ state: "failed", error: BROKEN, billed, ...(computeSeconds ? { computeSeconds } : {}) });
    await expect(buy(deal, context())).rejects.toBe(BROKEN);
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(booked("failed", costUsd));
  });

  it.each([
    ["free", false, 0],
    ["billed", true, PRICE],
    ["perhaps billed", null, PRICE],
  ])("that turns out refused by its result, and is %s, is booked so", async (_title, billed, costUsd) => {
    const { vendor, buy, deal, context, books } = openDesk();
    const error = new PixoraError("content_refused", "Not that.");
    vendor.jobsBecome(DONE, new JobFailure({ error, billed }));
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "content_refused" });
    expect(books()).toEqual(booked("failed", costUsd));
  });

  it("that turns out broken by its result is asked for once", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.jobsBecome(DONE, new JobFailure({ error: BROKEN, billed: false }));
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
    expect(vendor.asked("result")).toBe(1);
    expect(books()).toEqual(booked("failed", 0));
  });

  it("whose result is gone is paid for all the same", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.jobsBecome(DONE, new PixoraError("vendor_failed", "The data were removed."));
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
    expect(books()).toEqual(booked("failed", PRICE));
  });

  it("whose result does not come in time stays done, and is paid for", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.jobsBecome(DONE, BROKEN);
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "timeout", retryable: true });
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("whose result did not come in time is fetched later, and neither ordered nor booked again", async () => {
    const { vendor, buy, deal, context, reopen } = openDesk();
    vendor.jobsBecome(DONE, BROKEN);
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "timeout" });
    vendor.end("job-1", "success");
    for (const round of [1, 2]) {
      const later = await reopen({ round });
      await expect(buy(deal, later.context())).resolves.toMatchObject({ requestId: "job-1" });
      expect(later.books()).toEqual(booked("done", PRICE));
    }
    expect(vendor.posts()).toBe(1);
  });

  it("that may not be asked about any more stays in doubt, and is followed later instead of bought again", async () => {
    const { vendor, buy, deal, context, books, reopen } = openDesk();
    const refused = new PixoraError("account_refused", "The key is refused.");
    vendor.failNext("status", refused);
    vendor.onCancel(null);
    await expect(buy(deal, context())).rejects.toBe(refused);
    expect(books()).toEqual(doubted());
    vendor.end("job-1", "success");
    const later = await reopen({ round: 2 });
    await expect(buy(deal, later.context())).resolves.toMatchObject({ requestId: "job-1" });
    expect(later.books()).toEqual(booked("done", PRICE));
    expect(vendor.posts()).toBe(1);
  });
});

describe("a job that takes too long", () => {
  const late = { deadlineSeconds: 0.03 };

  it("is cancelled at the vendor", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    const message = expect.stringContaining("acme/painter was not done after 0.03 s");
    await expect(buy({ ...deal, ...late }, context())).rejects.toMatchObject({
      code: "timeout",
      retryable: true,
      message,
    });
    expect(vendor.stateOf("job-1")).toBe("cancelled");
    expect(books()).toEqual(booked("cancelled", 0));
  });

  it("costs the most when nobody knows whether it is billed", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onCancel(() => ({ state: "cancelled", error: BROKEN, billed: null }));
    await expect(buy({ ...deal, ...late }, context())).rejects.toMatchObject({ code: "timeout" });
    expect(books()).toEqual(booked("cancelled", MOST));
  });

  it("is used when it turns out to be done", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onCancel(() => DONE);
    await expect(buy({ ...deal, ...late }, context())).resolves.toMatchObject({ requestId: "job-1" });
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("is waited for while it stops", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onCancel((status) => {
      setImmediate(() => vendor.end("job-1", "failure"));
      return status;
    });
    await expect(buy({ ...deal, ...late }, context())).rejects.toMatchObject({ code: "timeout" });
    expect(books()).toEqual(booked("failed", 0));
  });

  it("stays in doubt when the vendor cannot be told to stop it", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onCancel(null);
    await expect(buy({ ...deal, ...late }, context())).rejects.toMatchObject({ code: "timeout" });
    expect(vendor.asked("cancel")).toBeGreaterThan(1);
    expect(books()).toEqual(doubted());
  });
});

describe("a job whose task is cancelled", () => {
  /** Buys, and cancels as soon as the vendor has the job. */
  async function cancelled(setting: ReturnType<typeof openDesk>, reason?: string) {
    const controller = new AbortController();
    const taken = setting.vendor.taken();
    const bought = setting.buy(setting.deal, setting.context({ signal: controller.signal }));
    const ended = expect(bought).rejects.toMatchObject({ code: "cancelled" });
    await taken;
    controller.abort(reason);
    await ended;
  }

  it("is cancelled at the vendor", async () => {
    const setting = openDesk();
    await cancelled(setting);
    expect(setting.vendor.stateOf("job-1")).toBe("cancelled");
    expect(setting.books()).toEqual(booked("cancelled", 0));
  });

  it.each([true, null])("is booked at the most when `billed` is %s", async (billed) => {
    const setting = openDesk();
    setting.vendor.onCancel(() => ({ state: "cancelled", error: BROKEN, billed }));
    await cancelled(setting);
    expect(setting.books()).toEqual(booked("cancelled", MOST));
  });

  it("is booked as done when it turns out so", async () => {
    const setting = openDesk();
    setting.vendor.onCancel(() => DONE);
    await cancelled(setting);
    expect(setting.books()).toEqual(booked("done", PRICE));
  });

  it("stays in doubt when the vendor cannot be told to stop it", async () => {
    const setting = openDesk();
    setting.vendor.onCancel(null);
    await cancelled(setting);
    expect(setting.books()).toEqual(doubted());
  });

  it("before its order is answered is not lost: its id is kept, and it is cancelled by it", async () => {
    const calls: string[] = [];
    const { vendor, buy, deal, context, books } = openDesk({ onEntry: (call) => calls.push(call) });
    const controller = new AbortController();
    let answer = () => {};
    vendor.answersAfter(
      new Promise<void>((resolve) => {
        answer = resolve;
      }),
    );
    const bought = buy(deal, context({ signal: controller.signal }));
    const ended = expect(bought).rejects.toMatchObject({ code: "cancelled" });
    while (vendor.posts() < 1) await new Promise(setImmediate);
    controller.abort();
    answer();
    await ended;
    expect(calls).toEqual(["sending", "submitted", "settle"]);
    expect(vendor.stateOf("job-1")).toBe("cancelled");
    expect(books()).toEqual(booked("cancelled", 0));
  });

  it.each(["shutdown", "fenced"])("by %s goes on, for another process to follow", async (reason) => {
    const setting = openDesk();
    await cancelled(setting, reason);
    expect(setting.vendor.asked("cancel")).toBe(0);
    expect(setting.vendor.stateOf("job-1")).toBe("queued");
    expect(setting.books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [] });
  });

  it.each([
    ["is booked as done", undefined, booked("done", PRICE)],
    ["is left to another process by shutdown", "shutdown", { spentUsd: 0, reservedUsd: MOST, bill: [] }],
  ])("while its result is fetched %s", async (_title, reason, books) => {
    const setting = openDesk();
    const controller = new AbortController();
    setting.vendor.jobsBecome(DONE);
    setting.vendor.hangNext("result", () => controller.abort(reason));
    const bought = setting.buy(setting.deal, setting.context({ signal: controller.signal }));
    await expect(bought).rejects.toMatchObject({ code: "cancelled" });
    expect(setting.vendor.asked("cancel")).toBe(0);
    expect(setting.books()).toEqual(books);
  });
});
