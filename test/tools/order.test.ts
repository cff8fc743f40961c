import { describe, expect, it } from "vitest";
import { createAccount } from "../../models/account.ts";
import type { Asset } from "../../models/asset.ts";
import { createMemoryBook } from "../../models/book.ts";
import { type ErrorCode, PixoraError } from "../../models/error.ts";
import type { Storage } from "../../providers/types.ts";
import { order, passedOver } from "../../tools/order.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedVendor, type Turn } from "./scripted-vendors.ts";

const failure = (code: ErrorCode, retryable: boolean) => new PixoraError(code, "No.", { retryable });
const media = { pictureSize: async () => ({ width: 1, height: 1 }) };
const STILL = { kind: "still", item: "still", wish: { prompt: "a fox" } } as const;

/** Orders a still of a vendor that does as told. */
function orderOf(...turns: Turn[]) {
  const vendor = scriptedVendor<{ prompt: string }>("image/png", ...turns);
  const deps = toolDeps({ providers: { storage: nominalStorage() }, media });
  return { vendor, made: order(STILL, vendor.generate, deps) };
}

describe("an order", () => {
  it("is stored, and told of", async () => {
    const told: Asset[] = [];
    const vendor = scriptedVendor<{ prompt: string }>("image/png", {});
    const report = { asset: (asset: Asset) => void told.push(asset) };
    const deps = toolDeps({ providers: { storage: nominalStorage() }, media, report });
    const { asset, words } = await order(STILL, vendor.generate, deps);
    expect(asset).toMatchObject({ kind: "still", key: expect.stringMatching(/^assets\//), mediaType: "image/png" });
    expect(told).toEqual([asset]);
    expect(words).toBeNull();
  });

  it("is given once more, under a name of its own, when the vendor failed in a way that may pass", async () => {
    const { vendor, made } = orderOf(failure("vendor_failed", true), {});
    await made;
    expect(vendor.orders.map(({ item }) => item)).toEqual(["still", "still.2"]);
  });

  it("is not given a third time", async () => {
    const { vendor, made } = orderOf(failure("vendor_failed", true));
    await expect(made).rejects.toMatchObject({ code: "vendor_failed" });
    expect(vendor.orders).toHaveLength(2);
  });

  it.each([
    ["timeout", true],
    ["vendor_failed", false],
    ["content_refused", false],
    ["over_budget", false],
    ["in_doubt", true],
    ["account_refused", false],
    ["rate_limited", true],
  ] as const)("is given once when it ends with %s (retryable: %s)", async (code, retryable) => {
    const { vendor, made } = orderOf(failure(code, retryable));
    await expect(made).rejects.toMatchObject({ code });
    expect(vendor.orders).toHaveLength(1);
  });

  it("whose picture turns out broken when it is kept fails as its vendor does, and is neither told of nor remembered", async () => {
    const told: Asset[] = [];
    const broken = { pictureSize: () => Promise.reject(failure("vendor_failed", false)) };
    const report = { asset: (asset: Asset) => void told.push(asset) };
    const deps = toolDeps({ providers: { storage: nominalStorage() }, media: broken, report });
    const vendor = scriptedVendor<{ prompt: string }>("image/png", {});
    await expect(order(STILL, vendor.generate, deps)).rejects.toMatchObject({ code: "vendor_failed" });
    expect(vendor.orders).toHaveLength(1);
    expect(told).toEqual([]);
    expect(deps.memory.recall("still")).toBeUndefined();
  });
});

describe("what was ordered in an earlier process", () => {
  /** A process that goes on with a task, on a machine with this storage. */
  async function aProcess(book: ReturnType<typeof createMemoryBook>, storage: Storage) {
    const told: Asset[] = [];
    const account = createAccount(null, { book, contents: structuredClone(await book.read()) });
    const report = { asset: (asset: Asset) => void told.push(asset) };
    return { told, deps: toolDeps({ account, providers: { storage }, media, report }) };
  }

  /** Orders in one process, and again in the next one. */
  async function orderTwice(later: Storage, turn: Turn = {}) {
    const book = createMemoryBook();
    const vendor = scriptedVendor<{ prompt: string }>("image/png", turn);
    const one = await aProcess(book, nominalStorage());
    const first = await order(STILL, vendor.generate, one.deps);
    const two = await aProcess(book, later);
    const second = await order(STILL, vendor.generate, two.deps).catch((error: unknown) => error);
    return { vendor, first, second, told: two.told };
  }

  it("is found again without asking the vendor, and told of again", async () => {
    const { vendor, first, second, told } = await orderTwice(nominalStorage(), {
      passedOver: [{ model: "best", reason: "busy" }],
    });
    expect(vendor.orders).toHaveLength(1);
    expect(second).toEqual(first);
    expect(told).toEqual([first.asset]);
  });

  it("is asked for again where its file is on another machine alone", async () => {
    const missing = new PixoraError("vendor_failed", "There is no such file.");
    const files = new Set<string>();
    const elsewhere = nominalStorage();
    const { vendor, told } = await orderTwice({
      ...elsewhere,
      async put(...given) {
        const file = await elsewhere.put(...given);
        files.add(file.key);
        return file;
      },
      localPath: async (key) => (files.has(key) ? key : Promise.reject(missing)),
    });
    expect(vendor.orders.map(({ item }) => item)).toEqual(["still", "still"]);
    expect(told).toHaveLength(1);
  });

  it("is not asked for again when the search for its file was stopped", async () => {
    const stopped = new PixoraError("cancelled", "Stopped.");
    const { vendor, second } = await orderTwice({ ...nominalStorage(), localPath: () => Promise.reject(stopped) });
    expect(second).toBe(stopped);
    expect(vendor.orders).toHaveLength(1);
  });
});

describe("models that were passed over", () => {
  it("are told with the reason and the model that stepped in", async () => {
    const { made } = orderOf({ passedOver: [{ model: "best", reason: "busy" }] });
    expect(passedOver(4, "a picture", await made)).toEqual([
      { scene: 4, wanted: "a picture by best", got: "one by m-1", reason: "busy" },
    ]);
  });
});
