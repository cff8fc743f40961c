import { describe, expect, it } from "vitest";
import { createVendors } from "./vendors.ts";

const limits = { language: 1, fal: 2, replicate: 1 };

describe("the simulated vendors", () => {
  it("work on as many jobs at once as they have places, and tell when each was asked for and ended", async () => {
    const vendors = createVendors({ limits, scale: 1000, seconds: () => 20 });
    const { signal } = new AbortController();
    await Promise.all(["0", "1", "2"].map((name) => vendors.work({ kind: "still", name, signal })));
    const [first, second, third] = vendors.traces;
    expect(vendors.traces.map(({ key }) => key)).toEqual(["still:0", "still:1", "still:2"]);
    expect(first?.ended).toBeGreaterThanOrEqual(20);
    expect(second?.ended).toBeLessThan(40);
    expect(third?.asked).toBeLessThan(20);
    expect(third?.ended).toBeGreaterThanOrEqual(40);
  });

  it("let go of a job that is cancelled", async () => {
    const vendors = createVendors({ limits, scale: 1000, seconds: () => 60 });
    const stop = new AbortController();
    const clip = vendors.work({ kind: "clip", name: "0", signal: stop.signal });
    stop.abort();
    await expect(clip).rejects.toMatchObject({ code: "cancelled" });
    expect(vendors.traces).toEqual([]);
  });
});
