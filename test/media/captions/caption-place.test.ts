import { describe, expect, it } from "vitest";
import { areaOf, fontSize, placeLines, safeArea } from "../../../media/captions/caption-place.ts";
import { captionFonts } from "../../../media/captions/fonts.ts";

const WIDE = { width: 1920, height: 1080 };
const UPRIGHT = { width: 1080, height: 1920 };

describe("safeArea", () => {
  it("leaves the lower fifth of upright films to players, and an eighth at each side", () => {
    const { left, right, bottom } = safeArea(UPRIGHT);
    expect(UPRIGHT.height - bottom).toBeGreaterThanOrEqual(UPRIGHT.height / 5);
    expect(left).toBeGreaterThanOrEqual(UPRIGHT.width / 8);
    expect(UPRIGHT.width - right).toBeGreaterThanOrEqual(UPRIGHT.width / 8);
  });

  it("leaves wide films the margins of television", () => {
    const { left, bottom } = safeArea(WIDE);
    expect(left).toBeGreaterThanOrEqual(0.05 * WIDE.width);
    expect(WIDE.height - bottom).toBeGreaterThanOrEqual(0.05 * WIDE.height);
  });
});

describe("placeLines", () => {
  it("writes larger in upright films, in the middle of them", async () => {
    const [line] = placeLines(["It would not go out!"], UPRIGHT, await captionFonts());
    expect(line?.size).toBe(fontSize(UPRIGHT));
    expect(line?.size).toBeGreaterThan(fontSize(WIDE));
    expect((line?.left ?? 0) + ((line?.laid.width ?? 0) * (line?.size ?? 0)) / 2).toBeCloseTo(UPRIGHT.width / 2, 6);
  });

  it("keeps the last baseline where it is, whatever stands above", async () => {
    const fonts = await captionFonts();
    const [one] = placeLines(["One"], WIDE, fonts);
    const [upper, lower] = placeLines(["One", "two"], WIDE, fonts);
    expect(lower?.baseline).toBe(one?.baseline);
    expect(upper?.baseline).toBeLessThan((lower?.baseline ?? 0) - (lower?.size ?? 0));
  });

  it("moves lines apart whose marks would meet", async () => {
    const fonts = await captionFonts();
    const apart = (lines: string[]) => {
      const [upper, lower] = placeLines(lines, WIDE, fonts);
      return (lower?.baseline ?? 0) - (upper?.baseline ?? 0);
    };
    expect(apart(["ييج", "كلُّ"])).toBeGreaterThan(apart(["ييج", "دار"]) + 5);
  });

  it("makes both lines smaller where one would pass the sides", async () => {
    const placed = placeLines(["A", "W".repeat(60)], UPRIGHT, await captionFonts());
    const safe = safeArea(UPRIGHT);
    expect(placed[0]?.size).toBe(placed[1]?.size);
    expect(areaOf(placed).left).toBeCloseTo(safe.left, 6);
    expect(areaOf(placed).right).toBeCloseTo(safe.right, 6);
  });
});
