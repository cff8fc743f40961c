import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { BROKEN, booked, DONE, MOST, NOTHING, openDesk, PRICE } from "./desk.ts";
import { createQuickClock } from "./quick-clock.ts";

describe("an order that surely bought nothing", () => {
  it.each([
    ["that the vendor asked for", "rate_limit", 7],
    ["of its own where the vendor told none", "busy", 1],
  ] as const)("is sent again after the time %s, and meanwhile nobody else orders", async (_title, fault, seconds) => {
    const { vendor, clock, traffic, buy, deal, context, books } = openDesk();
    const paused: number[] = [];
    const { pause } = traffic;
    traffic.pause = (time) => {
      paused.push(time);
      pause(time);
    };
    vendor.onNextPost(fault);
    vendor.jobsBecome(DONE);
    await buy(deal, context());
    expect(paused).toEqual([seconds]);
    expect(clock.pauses[0]).toBe(seconds * 1000);
    expect(vendor.posts()).toBe(2);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("is sent again when its time was over before it was sent", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onNextPost("late");
    vendor.jobsBecome(DONE);
    await buy(deal, context());
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("is not sent when it is cancelled while it is written down", async () => {
    const controller = new AbortController();
    const { vendor, buy, deal, context, books } = openDesk({
      onEntry: (call) => call === "sending" && controller.abort(),
    });
    await expect(buy(deal, context({ signal: controller.signal }))).rejects.toMatchObject({ code: "cancelled" });
    expect(vendor.posts()).toBe(0);
    expect(books()).toEqual(NOTHING);
  });

  it("is sent five times at most, with longer and longer pauses, and is then let go", async () => {
    const { vendor, clock, buy, deal, context, books } = openDesk();
    vendor.onNextPost(...Array(9).fill("unreachable"));
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "unreachable", retryable: true });
    expect(vendor.posts()).toBe(5);
    expect(clock.pauses).toEqual([1000, 2000, 4000, 8000]);
    expect(books()).toEqual(NOTHING);
  });

  it("is sent once only where nobody has reached the vendor for half a minute, until somebody does", async () => {
    const { vendor, clock, buy, deal, context, books } = openDesk();
    const posts = async () => {
      const before = vendor.posts();
      await buy(deal, context({ item: `still after ${before}` })).catch(() => {});
      return vendor.posts() - before;
    };
    vendor.onNextPost(...Array(12).fill("unreachable"));
    expect([await posts(), await posts(), await posts(), await posts()]).toEqual([5, 5, 1, 1]);
    expect(books()).toEqual(NOTHING);
    vendor.jobsBecome(DONE);
    expect(await posts()).toBe(1);
    vendor.onNextPost("unreachable");
    expect(await posts()).toBe(2);
    vendor.onNextPost("unreachable");
    await clock.sleep(90_000, new AbortController().signal);
    expect(await posts()).toBe(2);
  });

  it("is not sent again when no request can be made of it", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onNextPost("unbuilt");
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "unreachable", retryable: false });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(NOTHING);
  });

  it("is let go at once when the vendor wants us to wait too long, and nobody else tries in that time", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onNextPost("rate_limit_long");
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 600 });
    const another = buy(deal, context({ item: "other" }));
    await expect(another).rejects.toMatchObject({ code: "rate_limited" });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(NOTHING);
  });

  it("is let go when it is cancelled between two tries", async () => {
    const controller = new AbortController();
    const clock = createQuickClock();
    const sleep: typeof clock.sleep = (milliseconds, signal) => {
      controller.abort();
      return clock.sleep(milliseconds, signal);
    };
    const { vendor, buy, deal, context, books } = openDesk({ pacing: { clock: { ...clock, sleep } } });
    vendor.onNextPost("unreachable");
    await expect(buy(deal, context({ signal: controller.signal }))).rejects.toMatchObject({ code: "cancelled" });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(NOTHING);
  });

  it.each([
    ["refuse_key", "account_refused"],
    ["no_credit", "account_refused"],
    ["bad_input", "vendor_failed"],
    ["content", "content_refused"],
  ] as const)("is final after %s", async (fault, code) => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onNextPost(fault);
    await expect(buy(deal, context())).rejects.toMatchObject({ code, retryable: false });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(NOTHING);
  });
});

describe("an order whose answer was lost", () => {
  const doubt = { state: "in_doubt", costUsd: MOST, requestId: null };

  it.each(["drop", "server_error", "bug"] as const)("is not sent again after %s, and stays reserved", async (fault) => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onNextPost(fault);
    const message = expect.stringMatching(/still.*acme\/painter.*\$0\.800.*onInDoubt: "retry"/);
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "in_doubt", retryable: false, message });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [doubt] });
  });

  it("is in doubt when no answer comes in time", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ pacing: { submitMs: 20 } });
    vendor.answersAfter(new Promise(() => {}));
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "in_doubt" });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [doubt] });
  });

  it("is bought again where its owner wants that, and both are on the books", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onNextPost("drop");
    vendor.jobsBecome(DONE);
    await expect(buy(deal, context({ retryInDoubt: true }))).resolves.toMatchObject({ requestId: "job-2" });
    expect(vendor.posts()).toBe(2);
    const done = { state: "done", costUsd: PRICE, requestId: "job-2" };
    expect(books()).toEqual({ spentUsd: PRICE, reservedUsd: MOST, bill: [doubt, done] });
  });

  it("is bought again once, not for ever", async () => {
    const { vendor, buy, deal, context, books } = openDesk();
    vendor.onNextPost("drop", "reset", "drop");
    await expect(buy(deal, context({ retryInDoubt: true }))).rejects.toMatchObject({ code: "in_doubt" });
    expect(vendor.posts()).toBe(2);
    expect(books()).toEqual({ spentUsd: 0, reservedUsd: 2 * MOST, bill: [doubt, doubt] });
  });

  it("is not bought again when the budget has no room for both", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ budgetUsd: 1.5 * MOST });
    vendor.onNextPost("drop");
    await expect(buy(deal, context({ retryInDoubt: true }))).rejects.toMatchObject({ code: "over_budget" });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [doubt] });
  });

  it("is gone on with when the vendor finds its job", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ finds: true });
    vendor.onNextPost("drop");
    vendor.jobsBecome(DONE);
    await expect(buy(deal, context())).resolves.toMatchObject({ requestId: "job-1" });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("is sent again when the vendor surely has no such job", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ finds: true });
    vendor.onNextPost("reset");
    vendor.jobsBecome(DONE);
    await buy(deal, context());
    expect(vendor.asked("find")).toBe(3);
    expect(vendor.posts()).toBe(2);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("stays in doubt when the vendor has a job that may be it", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ finds: true });
    vendor.driver.find = async () => "unclear";
    vendor.onNextPost("reset");
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "in_doubt" });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [doubt] });
  });

  it("is sent again once, and let go when that is lost as well", async () => {
    const { vendor, buy, deal, context, books } = openDesk({ finds: true });
    vendor.onNextPost("reset", "reset", "reset");
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
    expect(vendor.posts()).toBe(2);
    expect(books()).toEqual(NOTHING);
  });

  it("is looked for again when the question fails, and stays in doubt when it cannot be asked", async () => {
    const answering = openDesk({ finds: true });
    answering.vendor.onNextPost("drop");
    answering.vendor.jobsBecome(DONE);
    answering.vendor.failNext("find", BROKEN, BROKEN);
    await answering.buy(answering.deal, answering.context());
    expect(answering.books()).toEqual(booked("done", PRICE));

    const silent = openDesk({ finds: true });
    silent.vendor.onNextPost("drop");
    silent.vendor.failNext("find", new PixoraError("account_refused", "The key is refused."));
    await expect(silent.buy(silent.deal, silent.context())).rejects.toMatchObject({ code: "in_doubt" });
    expect(silent.vendor.posts()).toBe(1);
    expect(silent.books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [doubt] });
  });
});
