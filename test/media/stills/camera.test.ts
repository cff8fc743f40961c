import { describe, expect, it } from "vitest";
import { viewAt } from "../../../media/stills/camera.ts";
import { CameraMove } from "../../../models/vocabulary.ts";

const seen = { first: -7, last: 186 };
const frames = Array.from({ length: 220 }, (_, index) => index - 20);

describe.each(CameraMove.options)("%s", (move) => {
  it("never looks past the edge, not even outside the frames that are seen", () => {
    for (const frame of frames) {
      const { left, top, size } = viewAt(move, frame, seen);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(left, top) + size).toBeLessThanOrEqual(1 + 1e-12);
    }
  });

  it("moves in every frame that is seen, without a jolt", () => {
    const steps = frames
      .filter((frame) => frame >= seen.first && frame < seen.last)
      .map((frame) => {
        const [now, next] = [viewAt(move, frame, seen), viewAt(move, frame + 1, seen)];
        return Math.hypot(next.left - now.left, next.size - now.size);
      });
    expect(Math.min(...steps)).toBeGreaterThan(0);
    // In a frame of 1280 pixels no step is longer than 2, and none differs from the one before by a tenth.
    expect(Math.max(...steps) * 1280).toBeLessThan(2);
    const jolts = steps.slice(1).map((step, index) => Math.abs(step - (steps[index] ?? step)));
    expect(Math.max(...jolts) * 1280).toBeLessThan(0.1);
  });

  it("changes the view by 8 to 12 %", () => {
    const [start, end] = [viewAt(move, seen.first, seen), viewAt(move, seen.last, seen)];
    const change = Math.max(Math.abs(end.left - start.left), Math.abs(end.size - start.size));
    expect(change).toBeGreaterThan(0.08);
    expect(change).toBeLessThan(0.12);
  });
});

describe("viewAt", () => {
  it("zooms as its name says", () => {
    expect(viewAt("zoom_in", 186, seen).size).toBeLessThan(viewAt("zoom_in", -7, seen).size);
    expect(viewAt("zoom_out", 186, seen).size).toBeGreaterThan(viewAt("zoom_out", -7, seen).size);
  });

  it("pans as its name says", () => {
    expect(viewAt("pan_left", 186, seen).left).toBeLessThan(viewAt("pan_left", -7, seen).left);
    expect(viewAt("pan_right", 186, seen).left).toBeGreaterThan(viewAt("pan_right", -7, seen).left);
  });

  it("stands still where only one frame is seen", () => {
    expect(viewAt("zoom_in", 0, { first: 0, last: 0 })).toEqual({ left: 0, top: 0, size: 1 });
  });
});
