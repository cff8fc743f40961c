import { describe, expect, it } from "vitest";
import { BROKEN, booked, DONE, MOST, openDesk, PRICE } from "./desk.ts";

describe("an order whose process ended before its answer came", () => {
  const doubt = { state: "in_doubt", costUsd: MOST, requestId: null };

  /** The books of a process that died while its order was sent; `isTaken` when the vendor has the job. */
  async function died(setting: ReturnType<typeof openDesk>, isTaken: boolean) {
    const { vendor, deal, ledger, context } = setting;
    const { vendor: name } = vendor.driver;
    const entry = await ledger.open({
      item: "still",
      capability: deal.capability,
      vendor: name,
      model: deal.order.model,
      maxUsd: MOST,
      fingerprint: "a fox",
    });
    await entry.sending();
    if (isTaken) await vendor.driver.start(deal.order, context());
    return setting.reopen();
  }

  it("is found by the vendor's list, and followed without another POST", async () => {
    const setting = openDesk({ finds: true });
    setting.vendor.jobsBecome(DONE);
    const later = await died(setting, true);
    await expect(setting.buy(setting.deal, later.context())).resolves.toMatchObject({ requestId: "job-1" });
    expect(setting.vendor.posts()).toBe(1);
    expect(later.books()).toEqual(booked("done", PRICE));
    expect((await setting.reopen()).books()).toEqual(booked("done", PRICE));
  });

  it("is found even while its model is left alone", async () => {
    const setting = openDesk({ finds: true, limits: { vendor: 1, models: {} } });
    const { vendor, traffic, buy, deal, context } = setting;
    vendor.jobsBecome(DONE);
    const later = await died(setting, true);
    const outage = () => traffic.run(deal.order.model, () => Promise.reject(BROKEN), context()).catch(() => {});
    for (let failures = 0; failures < 5; failures++) await outage();
    await expect(buy(deal, later.context())).resolves.toMatchObject({ requestId: "job-1" });
  });

  it("is sent once where the vendor surely has no such job", async () => {
    const setting = openDesk({ finds: true });
    setting.vendor.jobsBecome(DONE);
    const later = await died(setting, false);
    await setting.buy(setting.deal, later.context());
    expect(setting.vendor.asked("find")).toBe(3);
    expect(setting.vendor.posts()).toBe(1);
    expect(later.books()).toEqual(booked("done", PRICE));
  });

  it("never takes another purchase of the task for its own", async () => {
    const setting = openDesk({ finds: true });
    const { vendor, buy, deal, context } = setting;
    vendor.jobsBecome(DONE);
    await buy(deal, context({ item: "sibling" }));
    const later = await died(setting, false);
    await expect(buy(deal, later.context())).resolves.toMatchObject({ requestId: "job-2" });
    expect(vendor.posts()).toBe(2);
  });

  it.each([
    ["cannot be looked up", false],
    ["may be another's", true],
  ])("stays in doubt, reserved and unsent, when it %s", async (_title, finds) => {
    const setting = openDesk({ finds });
    if (finds) setting.vendor.driver.find = async () => "unclear";
    const later = await died(setting, true);
    await expect(setting.buy(setting.deal, later.context())).rejects.toMatchObject({
      code: "in_doubt",
      message: expect.stringMatching(/process that ordered from acme ended.*still.*onInDoubt: "retry"/),
    });
    expect(setting.vendor.posts()).toBe(1);
    expect(later.books()).toEqual({ spentUsd: 0, reservedUsd: MOST, bill: [doubt] });
    expect((await setting.reopen()).books()).toEqual(later.books());
  });

  it("is bought once more where its owner wants that, and both are on the books", async () => {
    const setting = openDesk();
    setting.vendor.jobsBecome(DONE);
    const later = await died(setting, true);
    const bought = setting.buy(setting.deal, later.context({ retryInDoubt: true }));
    await expect(bought).resolves.toMatchObject({ requestId: "job-2" });
    expect(setting.vendor.posts()).toBe(2);
    const both = [doubt, { state: "done", costUsd: PRICE, requestId: "job-2" }];
    expect(later.books()).toEqual({ spentUsd: PRICE, reservedUsd: MOST, bill: both });
  });

  it("and that was bought once more is not bought a third time by the process after", async () => {
    const setting = openDesk();
    setting.vendor.jobsBecome(DONE);
    const second = await died(setting, true);
    await setting.buy(setting.deal, second.context({ retryInDoubt: true }));
    const third = await setting.reopen();
    await expect(setting.buy(setting.deal, third.context())).resolves.toMatchObject({ requestId: "job-2" });
    expect(setting.vendor.posts()).toBe(2);
    expect(third.books()).toEqual(second.books());
  });

  it("is left to the next process when this one ends as well", async () => {
    const setting = openDesk({ finds: true });
    const later = await died(setting, true);
    const stopped = setting.buy(setting.deal, later.context({ signal: AbortSignal.abort("shutdown") }));
    await expect(stopped).rejects.toMatchObject({ code: "cancelled" });
    expect([setting.vendor.posts(), setting.vendor.asked("find")]).toEqual([1, 0]);
    setting.vendor.end("job-1", "success");
    const last = await setting.reopen();
    await expect(setting.buy(setting.deal, last.context())).resolves.toMatchObject({ requestId: "job-1" });
  });

  it("is found and stopped where its task was cancelled", async () => {
    const setting = openDesk({ finds: true });
    const later = await died(setting, true);
    const stopped = setting.buy(setting.deal, later.context({ signal: AbortSignal.abort("cancelled") }));
    await expect(stopped).rejects.toMatchObject({ code: "cancelled" });
    expect(setting.vendor.stateOf("job-1")).toBe("cancelled");
    expect(later.books()).toEqual(booked("cancelled", 0));
  });
});
