import { expect, it } from "vitest";
import { filmCues, sceneCues } from "../../../media/captions/caption-track.ts";
import type { SceneCut } from "../../../media/types.ts";
import { layTimeline } from "../../../models/timeline.ts";

const format = { width: 1280, height: 720, captions: "box", fit: null } as const;
const words = ["A", "fox", "finds", "a", "lantern."].map((text, at) => ({ text, start: 0.3 + at, end: 1.2 + at }));

function scene(index: number, frames: number): SceneCut {
  return {
    ...{ index, frames, words, picture: "", clip: null, subjectPlace: null, move: "zoom_in", narration: null },
    ...{ transition: "fade", transitionBefore: "fade", isLast: index === 1 },
  };
}

it("makes a scene's cues once for the same words, length and shape, and others for others", () => {
  const cues = sceneCues(scene(0, 180), format);
  expect(sceneCues({ ...scene(0, 180) }, { ...format })).toBe(cues);
  expect(sceneCues(scene(0, 150), format).at(-1)?.end).toBeLessThan(cues.at(-1)?.end ?? 0);
  expect(sceneCues(scene(0, 180), { ...format, width: 720, height: 1280 })).not.toBe(cues);
});

it("puts them on the film's clock, and leaves the scenes' as they are", () => {
  const scenes = [scene(0, 180), scene(1, 180)];
  const [first] = sceneCues(scene(0, 180), format);
  const cues = filmCues(layTimeline(scenes), scenes, format);
  expect(cues.filter(({ lines }) => lines[0] === first?.lines[0]).map(({ start }) => start)).toEqual([0.3, 6.3]);
  expect(first?.start).toBe(0.3);
});
