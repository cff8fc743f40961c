import { describe, expect, it } from "vitest";
import { pauseAfter } from "../../../server/webhooks/patience.ts";

const HOUR_MS = 3_600_000;
const pauses = (chance: number) => Array.from({ length: 10 }, (_, place) => pauseAfter(place + 1, null, chance));

describe("the pause before an end is told once more", () => {
  it("grows from seconds to a day, and has an end", () => {
    const usual = [5000, 300_000, 1_800_000, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS), null];
    expect(pauses(0.5)).toEqual(usual);
  });

  it("is up to a fifth shorter or longer", () => {
    expect(pauses(0).slice(0, 2)).toEqual([4000, 240_000]);
    expect(pauses(1).slice(0, 2)).toEqual([6000, 360_000]);
  });

  it("is never shorter than the receiver asked for, and no longer than a day for that", () => {
    expect(pauseAfter(1, 120, 0.5)).toBe(120_000);
    expect(pauseAfter(2, 120, 0.5)).toBe(300_000);
    expect(pauseAfter(1, 0, 0.5)).toBe(5000);
    expect(pauseAfter(1, 1e12, 0.5)).toBe(24 * HOUR_MS);
    expect(pauseAfter(10, 120, 0.5)).toBeNull();
  });
});
