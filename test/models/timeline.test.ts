import { describe, expect, it } from "vitest";
import {
  framesFor,
  LEAD_FRAMES,
  layTimeline,
  sceneFrames,
  settleTransitions,
  shareFrames,
  TAIL_FRAMES,
  TRANSITION_FRAMES,
} from "../../models/timeline.ts";
import { aScene } from "../samples.ts";

describe("shared frames", () => {
  it.each([
    [900, [1, 1, 1]],
    [901, [1, 2, 3, 4]],
    [150, [0.1, 7.7, 3.3]],
    [18_000, Array.from({ length: 60 }, (_, index) => 1 + (index % 7))],
  ])("add up to %i exactly", (total, weights) => {
    const shares = shareFrames(total, weights);
    expect(shares.reduce((sum, frames) => sum + frames, 0)).toBe(total);
    expect(shares).toHaveLength(weights.length);
  });

  it("leave nobody less than the least", () => {
    expect(shareFrames(100, [0, 1, 99], 24)).toEqual([24, 24, 52]);
  });

  it("follow the weights to within a frame", () => {
    expect(shareFrames(300, [1, 2])).toEqual([100, 200]);
  });
});

describe("the length of a scene", () => {
  it("is as planned when the narration fits", () => {
    expect(sceneFrames(180, 3)).toBe(180);
    expect(sceneFrames(180, null)).toBe(180);
  });

  it("grows for narration that does not fit, and never cuts it", () => {
    expect(sceneFrames(90, 3.01)).toBe(LEAD_FRAMES + 91 + TAIL_FRAMES);
  });

  it("rounds seconds up to whole frames, but not by a rounding error", () => {
    expect(framesFor(1)).toBe(30);
    expect(framesFor(0.1 + 0.2)).toBe(9);
    expect(framesFor(1.001)).toBe(31);
  });
});

describe("the timeline", () => {
  const scenes = [
    aScene({ index: 0, frames: 100, transition: "crossfade" }),
    aScene({ index: 1, frames: 50, transition: "fade" }),
    aScene({ index: 2, frames: 70, transition: "crossfade" }),
  ];

  it("has no gap and no overlap", () => {
    const timeline = layTimeline(scenes);
    expect(timeline.scenes.map((scene) => scene.start)).toEqual([0, 100, 150]);
    expect(timeline.frames).toBe(220);
  });

  it("ends without a transition", () => {
    expect(layTimeline(scenes).scenes.map((scene) => scene.transition)).toEqual(["crossfade", "fade", "cut"]);
  });

  it("turns transitions into cuts where a neighbour is too short for them", () => {
    const short = [...scenes, aScene({ index: 3, frames: 2 * TRANSITION_FRAMES - 1 })];
    expect(settleTransitions(short).map((scene) => scene.transition)).toEqual(["crossfade", "fade", "cut", "cut"]);
  });
});
