import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { BROKEN, booked, DONE, MOST, NOTHING, openDesk, PRICE } from "./desk.ts";

const ITEM = { item: "still", capability: "image", vendor: "acme", model: "acme/painter", maxUsd: MOST } as const;

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
    const second = buy(deal, context({ signal: controller.signal }));
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
    const { vendor, buy, deal, context, books } = openDesk({
      onEntry: (call) => {
        if (call === "submitted") throw disk;
      },
    });
    await expect(buy(deal, context())).rejects.toBe(disk);
    expect(vendor.stateOf("job-1")).toBe("cancelled");
    expect(books()).toEqual(booked("cancelled", 0));
  });

  it("of an earlier process is gone on with, even while its model is left alone", async () => {
    const { vendor, traffic, buy, deal, context, books, account } = openDesk();
    const operation = await vendor.driver.start(vendor.order, context());
    const entry = await account.ledger("still:1", () => {}).open(ITEM);
    await entry.submitted(operation);
    const outage = () => traffic.run(vendor.order.model, () => Promise.reject(BROKEN), context()).catch(() => {});
    for (let failures = 0; failures < 5; failures++) await outage();
    await expect(buy(deal, context())).rejects.toMatchObject({ code: "vendor_failed" });
    vendor.end(operation.requestId, "success");
    const bought = await buy(deal, context({ ledger: { open: async () => entry } }));
    expect(bought.requestId).toBe(operation.requestId);
    expect(vendor.posts()).toBe(1);
    expect(books()).toEqual(booked("done", PRICE));
  });

  it("of an earlier process is cancelled at the vendor when its task was cancelled before", async () => {
    const { vendor, buy, deal, context, books, account } = openDesk();
    const entry = await account.ledger("still:1", () => {}).open(ITEM);
    await entry.submitted(await vendor.driver.start(vendor.order, context()));
    const bought = buy(deal, context({ ledger: { open: async () => entry }, signal: AbortSignal.abort() }));
    await expect(bought).rejects.toMatchObject({ code: "cancelled" });
    expect(vendor.stateOf("job-1")).toBe("cancelled");
    expect(books()).toEqual(booked("cancelled", 0));
  });
});
