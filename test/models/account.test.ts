import { describe, expect, it } from "vitest";
import { createAccount } from "../../models/account.ts";
import type { Purchase } from "../../models/ledger.ts";

const still = (maxUsd: number): Purchase => ({ item: "still", capability: "image", vendor: "v", model: "m", maxUsd });

function books(budgetUsd: number | null) {
  const account = createAccount(budgetUsd);
  let changes = 0;
  const ledger = account.ledger("scene_asset_generator:3", () => {
    changes += 1;
  });
  return { account, ledger, changes: () => changes };
}

describe("a task's account", () => {
  it("reserves before, books after, and says what each thing cost", async () => {
    const { account, ledger, changes } = books(1);
    const entry = await ledger.open(still(0.4));
    expect(account.balance()).toEqual({ spentUsd: 0, reservedUsd: 0.4, budgetUsd: 1 });
    await entry.submitted({ vendor: "v", model: "m", requestId: "r-1", submittedAt: "2026-11-22T00:00:00Z" });
    await entry.settle("done", 0.3);
    expect(account.balance()).toEqual({ spentUsd: 0.3, reservedUsd: 0, budgetUsd: 1 });
    expect(account.bill()).toMatchObject([
      { key: "scene_asset_generator:3:still", requestId: "r-1", state: "done", costUsd: 0.3 },
    ]);
    expect(changes()).toBe(2);
  });

  it("begins nothing that could pass the budget, and everything that fits to the cent", async () => {
    const { account, ledger } = books(0.3);
    await ledger.open(still(0.1));
    await ledger.open(still(0.2));
    await expect(ledger.open(still(0.001))).rejects.toMatchObject({ code: "over_budget" });
    await expect(ledger.open(still(0))).resolves.toBeDefined();
    expect(account.balance().reservedUsd).toBeCloseTo(0.3);
  });

  it("has room again for what was surely not bought", async () => {
    const { ledger } = books(0.3);
    await (await ledger.open(still(0.3))).release();
    await expect(ledger.open(still(0.3))).resolves.toBeDefined();
  });

  it("keeps the reservation of what may have been bought", async () => {
    const { account, ledger } = books(0.3);
    await (await ledger.open(still(0.3))).doubt();
    expect(account.balance()).toEqual({ spentUsd: 0, reservedUsd: 0.3, budgetUsd: 0.3 });
    await expect(ledger.open(still(0.1))).rejects.toMatchObject({ code: "over_budget" });
    expect(account.bill()).toMatchObject([{ state: "in_doubt", costUsd: 0.3 }]);
  });

  it("begins nothing more once it is stopped, but ends what is under way, and lets what is free go on", async () => {
    const { account, ledger } = books(null);
    const entry = await ledger.open(still(0.3));
    account.stop({ code: "account_refused", message: "Key refused.", retryable: false });
    await expect(ledger.open(still(0.1))).rejects.toMatchObject({ code: "account_refused", message: "Key refused." });
    await expect(ledger.open(still(0))).resolves.toBeDefined();
    await entry.settle("done", 0.3);
    expect(account.balance().spentUsd).toBe(0.3);
  });

  it("counts the first end of a purchase only", async () => {
    const { account, ledger } = books(null);
    const entry = await ledger.open(still(0.3));
    await entry.settle("failed", 0);
    await entry.settle("done", 0.3);
    expect(account.bill()).toHaveLength(1);
    expect(account.balance().spentUsd).toBe(0);
  });

  it("counts an end once, also when those who are told of it fail", async () => {
    const account = createAccount(null);
    let deaf = false;
    const ledger = account.ledger("scene_asset_generator:3", () => {
      if (deaf) throw new Error("Nobody listens.");
    });
    const entry = await ledger.open(still(0.3));
    deaf = true;
    await expect(entry.settle("done", 0.3)).rejects.toThrow("Nobody listens.");
    await entry.settle("done", 0.3);
    expect(account.bill()).toHaveLength(1);
  });
});
