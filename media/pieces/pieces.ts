/**
 * Which pieces a film is made of: a body for each scene and a transition piece for each fade and crossfade.
 * Together they have exactly the frames of the timeline: what a transition shows, its neighbours' bodies leave out.
 */

import type { PicturePlace } from "../../models/asset.ts";
import { TRANSITION_FRAMES } from "../../models/timeline.ts";
import type { CameraMove } from "../../models/vocabulary.ts";
import type { SeenFrames } from "../stills/piece-plan.ts";
import type { SceneCut } from "../types.ts";

const HALF = TRANSITION_FRAMES / 2;
/** The film rises from black and sinks into it: in a very short piece in less time, so that its picture is seen. */
const FADE_IN = { frames: 10, share: 0.4 };
const FADE_OUT = { frames: 15, share: 0.6 };

/** A scene as a piece shows it. */
export interface PieceScene {
  scene: SceneCut;
  subject: PicturePlace | null;
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
    fadeIn: scene.index === 0 ? fadeFrames(FADE_IN, frames) : 0,
    fadeOut: scene.isLast ? fadeFrames(FADE_OUT, frames) : 0,
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

/** Frames of a scene that its transitions show: those of a crossfade, which begins before the scene and ends after it. */
export function seenInTransitions(scene: SceneCut): SeenFrames[] {
  const before = { first: -HALF, last: HALF - 1 };
  const after = { first: scene.frames - HALF, last: scene.frames + HALF - 1 };
  return [...(scene.transitionBefore === "cut" ? [] : [before]), ...(transitionAfter(scene) === "cut" ? [] : [after])];
}

/** How many pieces show something of a scene. */
export function piecesShowing(scene: SceneCut): number {
  return Number(bodyOf(scene) !== null) + seenInTransitions(scene).length;
}

function fadeFrames(fade: { frames: number; share: number }, frames: number): number {
  return Math.min(fade.frames, Math.round(fade.share * frames));
}

function transitionAfter(scene: SceneCut): SceneCut["transition"] {
  return scene.isLast ? "cut" : scene.transition;
}

/**
 * A crossfade shows both pictures all through, so each is seen beyond its scene. A camera moves as if that were so with
 * every transition: then another transition changes nothing in the pieces beside it.
 */
function sceneFrom(scene: SceneCut, startFrame: number): PieceScene {
  const seen = { first: -HALF, last: scene.frames - 1 + HALF };
  return { scene, subject: scene.subjectPlace, move: scene.move, seen, startFrame };
}
