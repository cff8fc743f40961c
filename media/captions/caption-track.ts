/** Captions of scenes and of the whole film, from the words of its scenes. */

import type { WordTime } from "../../models/scene.ts";
import { FRAME_RATE, type Timeline, TRANSITION_FRAMES } from "../../models/timeline.ts";
import type { FrameSize } from "../stills/piece-plan.ts";
import type { FilmFormat, SceneCut } from "../types.ts";
import { type CaptionCue, captionCues, lineWidthFor, shiftCues } from "./captions.ts";

/** Cues that were made before, by their words: pieces' names ask for each scene's several times, at 2 ms each. */
const made = new WeakMap<readonly WordTime[], Map<string, readonly CaptionCue[]>>();

/** Cues of one scene, on its own clock. They are gone when a transition begins. The words must stay as they are. */
export function sceneCues(
  { words, frames }: Pick<SceneCut, "words" | "frames">,
  format: FrameSize,
): readonly CaptionCue[] {
  const options = { lineWidth: lineWidthFor(format), until: (frames - TRANSITION_FRAMES / 2) / FRAME_RATE };
  const known = made.get(words) ?? new Map<string, readonly CaptionCue[]>();
  made.set(words, known);
  const name = JSON.stringify(options);
  const cues = known.get(name) ?? captionCues(words, options);
  known.set(name, cues);
  return cues;
}

/** Cues of the film, on its clock. */
export function filmCues(timeline: Timeline, scenes: readonly SceneCut[], format: FilmFormat): CaptionCue[] {
  return timeline.scenes.flatMap(({ index, start }) => {
    const scene = scenes.find((candidate) => candidate.index === index);
    return scene ? shiftCues(sceneCues(scene, format), start / FRAME_RATE) : [];
  });
}
