import { describe, expect, it } from "vitest";
import { type ErrorCode, PixoraError } from "../../models/error.ts";
import { order, passedOver } from "../../tools/attempts.ts";
import { toolDeps } from "./deps.ts";
import { scriptedVendor } from "./scripted-vendors.ts";

const failure = (code: ErrorCode, retryable: boolean) => new PixoraError(code, "No.", { retryable });

describe("an order", () => {
  it("is given once more, under a name of its own, when the vendor failed in a way that may pass", async () => {
    const vendor = scriptedVendor<{ prompt: string }>("image/png", failure("vendor_failed", true), {});
    await order("still", (context) => vendor.generate({ prompt: "a fox" }, context), toolDeps());
    expect(vendor.orders.map(({ item }) => item)).toEqual(["still", "still.2"]);
  });

  it("is not given a third time", async () => {
    const vendor = scriptedVendor<{ prompt: string }>("image/png", failure("vendor_failed", true));
    const made = order("still", (context) => vendor.generate({ prompt: "a fox" }, context), toolDeps());
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
    const vendor = scriptedVendor<{ prompt: string }>("image/png", failure(code, retryable));
    const made = order("still", (context) => vendor.generate({ prompt: "a fox" }, context), toolDeps());
    await expect(made).rejects.toMatchObject({ code });
    expect(vendor.orders).toHaveLength(1);
  });
});

describe("models that were passed over", () => {
  it("are told with the reason and the model that stepped in", async () => {
    const vendor = scriptedVendor<{ prompt: string }>("image/png", { passedOver: [{ model: "best", reason: "busy" }] });
    const made = await order("still", (context) => vendor.generate({ prompt: "a fox" }, context), toolDeps());
    expect(passedOver(4, "a picture", made)).toEqual([
      { scene: 4, wanted: "a picture by best", got: "one by m-1", reason: "busy" },
    ]);
  });
});
