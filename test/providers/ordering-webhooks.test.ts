import { describe, expect, it } from "vitest";
import { createMemoryBook } from "../../models/book.ts";
import { PixoraError } from "../../models/error.ts";
import { createJobNews } from "../../providers/job-news.ts";
import { booked, DONE, doubted, openDesk, PRICE } from "./desk.ts";

const webhookUrl = () => "https://pixora.example/hooks/acme/x";
const NAME = ["task-1", "still:1:still:g1#1"] as const;
const HOUR = { first: 3_600_000, factor: 1, most: 3_600_000 };

/** A desk at which webhooks are told, and what another process does that hears one. */
function openTold(setting: Parameters<typeof openDesk>[0] = {}) {
  const book = createMemoryBook();
  const news = createJobNews();
  const desk = openDesk({ book, news, webhookUrl, ...setting });
  const hear = async (requestId: string) => {
    const job = { vendor: "acme", model: desk.deal.order.model, requestId, submittedAt: new Date().toISOString() };
    await book.tookJob(NAME[1], job);
  };
  return { ...desk, book, news, hear };
}

describe("an order whose answer was lost, and of which a webhook may tell", () => {
  it("is gone on with as soon as news of it comes, and is bought once", async () => {
    const clock = { now: () => performance.now(), random: () => 1, sleep: () => new Promise<void>(() => {}) };
    const { vendor, buy, deal, context, books, hear, news } = openTold({ pacing: { clock } });
    vendor.onNextPost("drop");
    vendor.jobsBecome(DONE);
    const taken = vendor.taken();
    const bought = buy(deal, context());
    const requestId = await taken;
    await hear(requestId);
    news.tell(...NAME);
    news.tell("acme", requestId);
    await expect(bought).resolves.toMatchObject({ requestId });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("is found in the book where no news of it came here", async () => {
    const { vendor, clock, buy, deal, context, books, hear } = openTold({
      onEntry: (call) => call === "sending" && void told.then(hear),
    });
    const told = vendor.taken();
    vendor.onNextPost("drop");
    vendor.jobsBecome(DONE);
    await expect(buy(deal, context())).resolves.toMatchObject({ requestId: "job-1" });
    expect(clock.pauses.length).toBeGreaterThan(0);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("is in doubt when nobody has told by the time its job would have been given up", async () => {
    const { vendor, clock, buy, deal, context, books } = openTold();
    vendor.onNextPost("drop");
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "in_doubt" });
    const waited = clock.pauses.reduce((sum, pause) => sum + pause, 0);
    expect(Math.abs(waited - deal.deadlineSeconds * 1000)).toBeLessThan(200);
    expect(books()).toEqual(doubted(null));
  });

  it("is in doubt at once when the task is stopped, and is waited for by who goes on", async () => {
    const stop = new AbortController();
    const { vendor, buy, deal, context, books, reopen, hear } = openTold({ pacing: { polls: HOUR } });
    vendor.onNextPost("drop");
    vendor.jobsBecome(DONE);
    const slow = { ...deal, deadlineSeconds: 7200 };
    const taken = vendor.taken().then(() => stop.abort("shutdown"));
    const bought = buy(slow, context({ signal: stop.signal }));
    await taken;
    await expect(bought).rejects.toMatchObject({ code: "in_doubt" });
    expect(books()).toEqual(doubted(null));
    const later = await reopen();
    const again = buy(slow, later.context());
    await hear("job-1");
    await expect(again).resolves.toMatchObject({ requestId: "job-1" });
    expect(vendor.posts()).toBe(1);
    expect(later.books()).toEqual(booked("done", PRICE));
  });

  it("is waited for no longer by a later process than by the one that ordered it", async () => {
    const first = openTold();
    first.vendor.onNextPost("drop");
    await expect(first.buy(first.deal, first.context())).rejects.toMatchObject({ code: "in_doubt" });
    const { operations } = await first.book.read();
    const [record] = operations;
    if (!record) throw new Error("Nothing was ordered.");
    const sentAt = new Date(Date.now() - first.deal.deadlineSeconds * 1000 - 1).toISOString();
    await first.book.decide({ ...record.decision, sentAt });
    const before = first.clock.pauses.length;
    const later = await first.reopen();
    await expect(first.buy(first.deal, later.context())).rejects.toMatchObject({ code: "in_doubt" });
    expect(first.clock.pauses.length).toBe(before);
  });

  it("is waited for, too, where the vendor's list does not answer", async () => {
    const { vendor, buy, deal, context, hear } = openTold({ finds: true });
    vendor.failNext("find", ...Array(3).fill(new PixoraError("vendor_failed", "No list.")));
    void vendor.taken().then(hear);
    vendor.onNextPost("drop");
    vendor.jobsBecome(DONE);
    await expect(buy(deal, context())).resolves.toMatchObject({ requestId: "job-1" });
    expect(vendor.posts()).toBe(1);
  });

  it("is not sent again when it was told while the vendor's list does not have it", async () => {
    const { vendor, buy, deal, context, hear } = openTold({ finds: true });
    vendor.driver.find = async () => null;
    void vendor.taken().then(hear);
    vendor.onNextPost("drop");
    vendor.jobsBecome(DONE);
    await expect(buy(deal, context())).resolves.toMatchObject({ requestId: "job-1" });
    expect(vendor.posts()).toBe(1);
  });

  it("stays in doubt when the book cannot be read", async () => {
    const { vendor, book, buy, deal, context, books } = openTold();
    vendor.onNextPost("drop");
    book.read = () => Promise.reject(new PixoraError("store_failed", "Nobody answers."));
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "in_doubt" });
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(doubted(null));
  });

  it("is not waited for where no webhook was asked for", async () => {
    const { vendor, clock, buy, deal, context } = openDesk({ news: createJobNews() });
    vendor.onNextPost("drop");
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "in_doubt" });
    expect(clock.pauses).toEqual([]);
  });
});
