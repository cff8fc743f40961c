import { describe, expect, it } from "vitest";
import { logNormal, SIGMA, seededSeconds, standardNormal } from "./latency.ts";
import { median } from "./table.ts";

describe("a latency", () => {
  it("is the median in the middle, and a factor of it one deviation away", () => {
    expect(logNormal(8, 0.4, 0)).toBe(8);
    expect(logNormal(8, 0.4, 1)).toBeCloseTo(8 * 1.49182, 4);
    expect(logNormal(8, 0.4, -1)).toBeCloseTo(8 / 1.49182, 4);
  });

  it("depends on the seed and the job, never on when it is asked for", () => {
    const still = { key: "still:3", kind: "still" } as const;
    const first = seededSeconds(1);
    const before = first(still);
    first({ key: "still:4", kind: "still" });
    expect(first(still)).toBe(before);
    expect(seededSeconds(1)(still)).toBe(before);
    expect(seededSeconds(2)(still)).not.toBe(before);
    expect(first({ key: "still:4", kind: "still" })).not.toBe(before);
  });
});

describe("deviates of the standard normal distribution", () => {
  const deviates = Array.from({ length: 4000 }, (_, index) => standardNormal(`name ${index}`));
  const shareWithin = (width: number) => deviates.filter((value) => Math.abs(value) < width).length / deviates.length;

  it("lie around zero, 68 % of them within one and 95 % within two", () => {
    expect(Math.abs(median(deviates))).toBeLessThan(0.05);
    expect(shareWithin(1)).toBeCloseTo(0.683, 1);
    expect(shareWithin(2)).toBeCloseTo(0.954, 1);
  });

  it("make samples whose median is the kind's", () => {
    const clips = Array.from({ length: 4000 }, (_, index) => seededSeconds(index)({ key: "clip:0", kind: "clip" }));
    expect(median(clips) / 60).toBeCloseTo(1, 1);
    expect(SIGMA).toBe(0.4);
  });
});
