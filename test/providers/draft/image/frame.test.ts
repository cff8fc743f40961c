import { describe, expect, it } from "vitest";
import { captionTop } from "../../../../media/captions/caption-place.ts";
import { frameOf } from "../../../../providers/draft/image/frame.ts";

const NARROW = [
  ["9:16", 720, 1280],
  ["1:1", 720, 720],
  ["4:5", 720, 900],
] as const;

describe("a frame", () => {
  it("that is wide has everything at its own share of the height", () => {
    const { down, floor, isWide } = frameOf(1280, 720);
    expect(isWide).toBe(true);
    for (const share of [0, 0.2, 0.62, 0.79, 0.9, 1]) expect(down(share)).toBe(share * 720);
    expect(floor).toBe(0.79 * 720);
  });

  it.each(NARROW)(
    "of %s has its floor above captions of two lines, and the rest between the same ends",
    (_, ...size) => {
      const [width, height] = size;
      const { down, floor } = frameOf(width, height);
      expect(floor).toBeLessThan(captionTop({ width, height }));
      expect(down(0.79)).toBeCloseTo(floor);
      expect([down(0), down(1)]).toEqual([0, height]);
      const shares = Array.from({ length: 21 }, (_unused, index) => down(index / 20));
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
    },
  );
});
