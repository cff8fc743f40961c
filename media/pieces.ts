/**
 * Which pieces a film is made of: a body for each scene and a transition piece for each fade and crossfade.
 * Together they have exactly the frames of the timeline: what a transition shows, its neighbours' bodies leave out.
 */
import { TRANSITION_FRAMES } from "../models/timeline.ts";
import type { CameraMove } from "../models/vocabulary.ts";
import type { SeenFrames } from "./stills/camera.ts";
import type { SceneCut } from "./types.ts";

const HALF = TRANSITION_FRAMES / 2;
/** The film rises from black and sinks into it. */
const FADE_IN_FRAMES = 10;
const FADE_OUT_FRAMES = 15;

/** A scene as a piece shows it. */
export interface PieceScene {
  scene: SceneCut;
  move: CameraMove;
  seen: SeenFrames;
  /** Frame of the scene that the piece begins with; negative where a crossfade begins before the scene. */
  startFrame: number;
}

/** A piece of the film before its pictures are prepared. */
export interface Piece {
  kind: "body" | "transition";
  frames: number;
  from: PieceScene;
  to: { scene: PieceScene; by: "fade" | "crossfade" } | null;
  fadeIn: number;
  fadeOut: number;
}

/** All pieces of these scenes in the film's order. */
export function piecesOf(scenes: readonly SceneCut[]): Piece[] {
  return scenes.flatMap((scene, position) => {
    const next = scenes[position + 1];
    return [bodyOf(scene), next ? transitionBetween(scene, next) : null].filter((piece) => piece !== null);
  });
}

/** The scenes that a piece shows: one, or the two of a transition. */
export function scenesOf(piece: Piece): PieceScene[] {
  return piece.to ? [piece.from, piece.to.scene] : [piece.from];
}

/** A scene without what its transitions show; null when they show all of it. */
export function bodyOf(scene: SceneCut): Piece | null {
  const before = scene.transitionBefore === "cut" ? 0 : HALF;
  const after = transitionAfter(scene) === "cut" ? 0 : HALF;
  const frames = scene.frames - before - after;
  if (frames <= 0) return null;
  return {
    kind: "body",
    frames,
    from: sceneFrom(scene, before),
    to: null,
    fadeIn: scene.index === 0 ? Math.min(FADE_IN_FRAMES, frames) : 0,
    fadeOut: scene.isLast ? Math.min(FADE_OUT_FRAMES, frames) : 0,
  };
}

/** The piece from one scene to the next; null for a cut. */
export function transitionBetween(scene: SceneCut, next: SceneCut): Piece | null {
  const by = transitionAfter(scene);
  if (by === "cut") return null;
  const to = { scene: sceneFrom(next, -HALF), by };
  return {
    kind: "transition",
    frames: 2 * HALF,
    from: sceneFrom(scene, scene.frames - HALF),
    to,
    fadeIn: 0,
    fadeOut: 0,
  };
}

function transitionAfter(scene: SceneCut): SceneCut["transition"] {
  return scene.isLast ? "cut" : scene.transition;
}

/** A crossfade shows both pictures all through, so each is seen beyond its scene. */
function sceneFrom(scene: SceneCut, startFrame: number): PieceScene {
  const first = scene.transitionBefore === "crossfade" ? -HALF : 0;
  const last = scene.frames - 1 + (transitionAfter(scene) === "crossfade" ? HALF : 0);
  return { scene, move: scene.move, seen: { first, last }, startFrame };
}
