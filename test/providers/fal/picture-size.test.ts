import { describe, expect, it } from "vitest";
import { billedMegapixels, fitSize, nearestShape } from "../../../providers/fal/picture-size.ts";

const BOUNDS = { step: 16, minSide: 512, maxSide: 2048 };

describe("the size that a model is asked for", () => {
  it.each([
    ["that is possible stays", { width: 1280, height: 720 }, { width: 1280, height: 720 }],
    ["is rounded up to the model's step", { width: 1920, height: 1080 }, { width: 1920, height: 1088 }],
    ["that is too small grows in its shape", { width: 320, height: 180 }, { width: 912, height: 512 }],
    ["that is too large shrinks in its shape", { width: 2160, height: 3840 }, { width: 1152, height: 2048 }],
  ])("a size %s", (_, wanted, asked) => expect(fitSize(wanted, BOUNDS)).toEqual(asked));

  it("a size of too few pixels grows in its shape", () => {
    const size = fitSize({ width: 720, height: 720 }, { step: 8, minSide: 512, maxSide: 4096, minArea: 2560 * 1440 });
    expect(size).toEqual({ width: 1920, height: 1920 });
  });

  it.each([
    [{ width: 1280, height: 720 }, "16:9"],
    [{ width: 1080, height: 1920 }, "9:16"],
    [{ width: 720, height: 720 }, "1:1"],
    [{ width: 1000, height: 1100 }, "1:1"],
  ])("%o is nearest to %s", (size, shape) => expect(nearestShape(size, ["16:9", "1:1", "9:16"])).toBe(shape));

  it.each([
    [{ width: 1024, height: 1024 }, 1],
    [{ width: 1920, height: 1080 }, 2],
    [{ width: 1376, height: 768 }, 2],
  ])("%o is billed as %i megapixels", (size, megapixels) => expect(billedMegapixels(size)).toBe(megapixels));
});
