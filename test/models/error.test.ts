import { describe, expect, it } from "vitest";
import { isCancellation, isVendorFailure, PixoraError, toProblem } from "../../models/error.ts";

describe("a thrown value", () => {
  it("of ours keeps its code, its message and whether it may work later", () => {
    const error = new PixoraError("vendor_failed", "No luck.", { retryable: true, cause: new Error("secret") });
    expect(toProblem(error)).toEqual({ code: "vendor_failed", message: "No luck.", retryable: true });
  });

  it("that means a stop is a cancellation, whoever threw it", () => {
    const stop = new AbortController();
    stop.abort();
    expect(isCancellation(stop.signal.reason)).toBe(true);
    expect(toProblem(stop.signal.reason).code).toBe("cancelled");
  });

  it.each(["ENOSPC", "EDQUOT"])("of the system with the code %s is a full disk, and no bug", (code) => {
    const error = Object.assign(new Error(`${code}: write`), { code });
    expect(toProblem(error)).toMatchObject({
      code: "output_unwritable",
      message: expect.stringMatching(/disk is full/),
    });
  });

  it("that is a bug is called internal", () => {
    expect(toProblem(new TypeError("x is not a function")).code).toBe("internal");
    expect(toProblem("just words")).toEqual({ code: "internal", message: "just words", retryable: false });
  });

  it("lets a film live on only when a vendor failed", () => {
    expect(isVendorFailure(new PixoraError("timeout", ""))).toBe(true);
    expect(isVendorFailure(new PixoraError("output_unwritable", ""))).toBe(false);
    expect(isVendorFailure(new Error("vendor_failed"))).toBe(false);
  });
});
