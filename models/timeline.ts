import type { Scene } from "./scene.ts";
import type { Transition } from "./vocabulary.ts";

/** Frames a second of every film. */
export const FRAME_RATE = 30;

/** Length of a fade or crossfade in frames: even, so that each scene gives the same half. */
export const TRANSITION_FRAMES = 14;

/** Silence before the first and after the last spoken word of a scene, in frames. Longer than half a transition. */
export const LEAD_FRAMES = 9;
export const TAIL_FRAMES = 12;

/** Place of one scene in the film, in whole frames. */
export interface TimelineScene {
  index: number;
  start: number;
  frames: number;
  /** Transition into the next scene; `cut` for the last one. */
  transition: Transition;
}

/** A film's plan in whole frames. Scenes follow each other without gap; transitions straddle the joins. */
export interface Timeline {
  scenes: TimelineScene[];
  frames: number;
}

/** Frames for seconds, rounded up: nothing that is heard is ever cut. */
export function framesFor(seconds: number): number {
  return Math.ceil(seconds * FRAME_RATE - 1e-6);
}

/** The length of a scene: as planned, or as long as its narration with the silence around it. */
export function sceneFrames(plannedFrames: number, narrationSeconds: number | null): number {
  if (narrationSeconds === null) return plannedFrames;
  return Math.max(plannedFrames, LEAD_FRAMES + framesFor(narrationSeconds) + TAIL_FRAMES);
}

/**
 * Shares `totalFrames` among scenes by weight, in whole frames that add up exactly.
 * Each first gets `least`, which all of them must have room for.
 */
export function shareFrames(totalFrames: number, weights: readonly number[], least = 0): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const rest = totalFrames - least * weights.length;
  let passed = 0;
  let given = 0;
  return weights.map((weight) => {
    passed += weight;
    const until = Math.round((rest * passed) / sum);
    const frames = until - given;
    given = until;
    return least + frames;
  });
}

/** Lays scenes of these lengths one after another. The last scene gives way to nothing. */
export function layTimeline(scenes: readonly Pick<Scene, "index" | "frames" | "transition">[]): Timeline {
  let start = 0;
  const placed = scenes.map((scene, position): TimelineScene => {
    const transition = position === scenes.length - 1 ? "cut" : scene.transition;
    const place = { index: scene.index, start, frames: scene.frames, transition };
    start += scene.frames;
    return place;
  });
  return { scenes: placed, frames: start };
}

/**
 * Turns transitions that two neighbours are too short for into cuts.
 * Decided once from the planned lengths, which can only grow, so that no scene waits for another's narration.
 */
export function settleTransitions(scenes: readonly Scene[]): Scene[] {
  return scenes.map((scene, position) => {
    const shortest = Math.min(scene.frames, scenes[position + 1]?.frames ?? 0);
    return shortest >= 2 * TRANSITION_FRAMES ? scene : { ...scene, transition: "cut" };
  });
}
