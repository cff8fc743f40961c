import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { firstThatWorks } from "../../providers/fallbacks.ts";

const MODELS = [{ id: "best" }, { id: "good" }, { id: "plain" }];
const context = { signal: new AbortController().signal };

/** Tries the list; what is thrown by which model is told, all others work. */
function attempts(failures: Record<string, unknown>, signal = context.signal) {
  const tried: string[] = [];
  const attempt = async ({ id }: { id: string }) => {
    tried.push(id);
    if (failures[id]) throw failures[id];
    return { model: id };
  };
  return { tried, result: firstThatWorks(MODELS, attempt, { signal }) };
}

describe("a list of models", () => {
  it("is not gone on with when the first one works", async () => {
    const { tried, result } = attempts({});
    expect(await result).toEqual({ model: "best" });
    expect(tried).toEqual(["best"]);
  });

  it.each(["vendor_failed", "timeout", "rate_limited", "over_budget"] as const)("goes on after %s", async (code) => {
    const { result } = attempts({ best: new PixoraError(code, "Not now."), good: new PixoraError(code, "Nor I.") });
    const passedOver = [
      { model: "best", reason: "Not now." },
      { model: "good", reason: "Nor I." },
    ];
    expect(await result).toEqual({ model: "plain", passedOver });
  });

  it.each([
    "content_refused",
    "account_refused",
    "in_doubt",
    "cancelled",
    "internal",
    "unsafe_url",
    "unreachable",
  ] as const)("stops at once at %s", async (code) => {
    const error = new PixoraError(code, "Stop.");
    const { tried, result } = attempts({ best: error });
    await expect(result).rejects.toBe(error);
    expect(tried).toEqual(["best"]);
  });

  it("stops at once at a bug", async () => {
    const bug = new TypeError("a is undefined");
    await expect(attempts({ best: bug }).result).rejects.toBe(bug);
  });

  it("that failed whole says why each model did, with the last one's code", async () => {
    const { result } = attempts({
      best: new PixoraError("vendor_failed", "It broke in v2.5. Try again later."),
      good: new PixoraError("over_budget", "Too dear."),
      plain: new PixoraError("rate_limited", "Too many.", { retryable: true, retryAfterSeconds: 9 }),
    });
    await expect(result).rejects.toMatchObject({
      code: "rate_limited",
      retryable: false,
      retryAfterSeconds: 9,
      message: "No model worked: best: It broke in v2.5; good: Too dear; plain: Too many.",
    });
  });

  it("that failed whole gives a reason once for all models that share it", async () => {
    const failure = () => new PixoraError("vendor_failed", "acme is down. Look at its status page.");
    const { result } = attempts({ best: failure(), good: new PixoraError("timeout", "Slow."), plain: failure() });
    await expect(result).rejects.toThrow("No model worked: best, plain: acme is down; good: Slow.");
  });

  it("of one model fails as that one does", async () => {
    const error = new PixoraError("timeout", "Too slow.");
    const result = firstThatWorks([{ id: "only" }], () => Promise.reject(error), context);
    await expect(result).rejects.toBe(error);
  });

  it.each([
    ["worth another try when it broke", "vendor_failed", true],
    ["not worth another try when it took its whole time", "timeout", false],
  ] as const)("of one model is %s", async (_title, code, retryable) => {
    const failed = Promise.reject(new PixoraError(code, "Not now.", { retryable: true }));
    const result = firstThatWorks([{ id: "only" }], () => failed, context);
    await expect(result).rejects.toMatchObject({ code, retryable, message: "Not now." });
  });

  it("is not gone on with for a cancelled task", async () => {
    const controller = new AbortController();
    const tried: string[] = [];
    const attempt = async ({ id }: { id: string }) => {
      tried.push(id);
      controller.abort();
      throw new PixoraError("vendor_failed", "It broke.");
    };
    const result = firstThatWorks(MODELS, attempt, { signal: controller.signal });
    await expect(result).rejects.toMatchObject({ code: "cancelled" });
    expect(tried).toEqual(["best"]);
  });

  it("without a model is a bug", async () => {
    await expect(firstThatWorks([], async () => ({}), context)).rejects.toMatchObject({ code: "internal" });
  });
});
