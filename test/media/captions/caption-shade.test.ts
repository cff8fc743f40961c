import { describe, expect, it } from "vitest";
import { captionTop } from "../../../media/captions/caption-place.ts";
import { SHADE_STEPS, shadeHeight, shadePatch, shadeSpans } from "../../../media/captions/caption-shade.ts";
import { patchPlanes } from "../../../media/stills/patch.ts";

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 720, height: 720 },
  { width: 1080, height: 1920 },
];

describe("shadeSpans", () => {
  it("is all there with every cue, one step a frame, and stays through short gaps", () => {
    const cues = [
      { firstFrame: 10, endFrame: 40 },
      { firstFrame: 60, endFrame: 90 },
      { firstFrame: 200, endFrame: 210 },
    ];
    const spans = shadeSpans(cues);
    expect(spans.filter(({ step }) => step === SHADE_STEPS)).toEqual([
      { step: SHADE_STEPS, firstFrame: 10, endFrame: 90 },
      { step: SHADE_STEPS, firstFrame: 200, endFrame: 210 },
    ]);
    const stepAt = (frame: number) =>
      spans.filter(({ firstFrame, endFrame }) => firstFrame <= frame && frame < endFrame).map(({ step }) => step);
    expect([6, 7, 8, 9, 10].map(stepAt)).toEqual([[], [1], [2], [3], [4]]);
    expect([89, 90, 91, 92, 93].map(stepAt)).toEqual([[4], [3], [2], [1], []]);
  });

  it("is not there without cues", () => {
    expect(shadeSpans([])).toEqual([]);
  });
});

describe("shadePatch", () => {
  it.each(SIZES)("darkens towards the lower edge, evenly from side to side, in $width x $height", (frame) => {
    const height = shadeHeight(frame);
    const planes = patchPlanes({ width: frame.width, height });
    const patch = shadePatch(frame, SHADE_STEPS);
    expect(patch.length).toBe(planes.bytes);
    expect(planes.bytes).toBeLessThan(2.3e6);
    const cover = patch.subarray(planes.cover, planes.colourCover);
    const rows = Array.from({ length: height }, (_, row) => cover.subarray(row * frame.width, (row + 1) * frame.width));
    expect(rows[0]?.[0]).toBeLessThan(3);
    let above = 0;
    for (const row of rows) {
      const [first = 0] = row;
      expect(row.every((value) => value === first)).toBe(true);
      expect(first).toBeGreaterThanOrEqual(above);
      expect(first - above).toBeLessThan(8);
      above = first;
    }
    expect(above).toBeGreaterThan(130);
    const text = rows[Math.ceil(captionTop(frame)) - (frame.height - height)];
    expect(text?.[0]).toBeGreaterThan(0.6 * above);
  });

  it("has lighter steps", () => {
    const [frame = { width: 0, height: 0 }] = SIZES;
    const darkness = [1, 2, 3, 4].map((step) => shadePatch(frame, step).at(-1) ?? 0);
    expect(darkness).toEqual([1, 2, 3, 4].map((step) => Math.round(((darkness[3] ?? 0) * step) / 4)));
  });
});
