import { describe, expect, it } from "vitest";
import { createOnlyOnce, together } from "../../media/teamwork.ts";
import { PixoraError } from "../../models/error.ts";

const never = new AbortController().signal;
const cancelled = () => new PixoraError("cancelled", "Composing was cancelled.");

/** Rejects when the signal aborts, and not before. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, refuse) => {
    if (signal.aborted) refuse(cancelled());
    signal.addEventListener("abort", () => refuse(cancelled()), { once: true });
  });
}

describe("createOnlyOnce", () => {
  it("does work of one name once, for all who ask", async () => {
    const once = createOnlyOnce<number>();
    let done = 0;
    const work = async () => ++done;
    const results = await Promise.all([once.run("a", work, never), once.run("a", work, never)]);
    expect([...results, await once.run("a", work, never)]).toEqual([1, 1, 1]);
  });

  it("does it again when it failed, or was forgotten", async () => {
    const once = createOnlyOnce<string>();
    const fail = () => Promise.reject(new Error("broken"));
    await expect(once.run("a", fail, never)).rejects.toThrow("broken");
    expect(await once.run("a", async () => "whole", never)).toBe("whole");
    once.forget("a");
    expect(await once.run("a", async () => "anew", never)).toBe("anew");
  });

  it("goes on for those who still wait when the first owner gives up", async () => {
    const once = createOnlyOnce<string>();
    const first = new AbortController();
    const given = once.run("a", () => untilAborted(first.signal), first.signal);
    const waiting = once.run("a", async () => "mine", never);
    first.abort();
    await expect(given).rejects.toMatchObject({ code: "cancelled" });
    expect(await waiting).toBe("mine");
  });
});

describe("together", () => {
  it("gives all results in their order", async () => {
    expect(await together([async () => 1, async () => 2], never)).toEqual([1, 2]);
  });

  it("lets many works listen for the end without a warning of Node's", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on("warning", onWarning);
    const listen = async (signal: AbortSignal) => signal.addEventListener("abort", () => {});
    await together(Array(30).fill(listen), never);
    await new Promise(setImmediate);
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });

  it("cancels the rest at the first failure, waits for it, and tells the failure", async () => {
    let hasEnded = false;
    const slow = (signal: AbortSignal) =>
      untilAborted(signal).finally(() => {
        hasEnded = true;
      });
    const failing = () => Promise.reject(new Error("the cause"));
    await expect(together([slow, failing], never)).rejects.toThrow("the cause");
    expect(hasEnded).toBe(true);
  });
});
