import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { joinSignals } from "../../server/join-signals.ts";

describe("joined signals", () => {
  it("abort with the first of them, also when that was before", () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const joined = joinSignals(one.signal, other.signal);
    expect(joined.signal.aborted).toBe(false);
    other.abort();
    expect(joined.signal.aborted).toBe(true);
    expect(joinSignals(other.signal).signal.aborted).toBe(true);
  });

  it("leave nothing behind in a signal that lasts", () => {
    const lasting = new AbortController();
    for (let count = 0; count < 100; count++) joinSignals(lasting.signal).letGo();
    expect(getEventListeners(lasting.signal, "abort")).toHaveLength(0);
  });
});
