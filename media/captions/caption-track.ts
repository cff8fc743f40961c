/** Captions of scenes and of the whole film, from the words of its scenes. */
import { FRAME_RATE, type Timeline, TRANSITION_FRAMES } from "../../models/timeline.ts";
import type { FilmFormat, SceneCut } from "../types.ts";
import { type CaptionCue, captionCues, lineWidthFor, shiftCues } from "./captions.ts";

/** Cues of one scene, on its own clock. They are gone when a transition begins. */
export function sceneCues({ words, frames }: SceneCut, format: FilmFormat): CaptionCue[] {
  const until = (frames - TRANSITION_FRAMES / 2) / FRAME_RATE;
  return captionCues(words, { lineWidth: lineWidthFor(format), until });
}

/** Cues of the film, on its clock. */
export function filmCues(timeline: Timeline, scenes: readonly SceneCut[], format: FilmFormat): CaptionCue[] {
  return timeline.scenes.flatMap(({ index, start }) => {
    const scene = scenes.find((candidate) => candidate.index === index);
    return scene ? shiftCues(sceneCues(scene, format), start / FRAME_RATE) : [];
  });
}
