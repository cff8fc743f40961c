/** What a piece shows, as plain data: it crosses to a worker thread and is hashed for the piece's name. */
import type { CameraMove } from "../../models/vocabulary.ts";
import type { ColourMatrix } from "../clips/clip-info.ts";
import type { SeenFrames } from "./camera.ts";

/** Frame size in pixels, both even. */
export interface FrameSize {
  width: number;
  height: number;
}

/** A prepared picture and its move. */
export interface MovingStill {
  kind: "still";
  /** Absolute path of the raw planes: yuv420p, bt709 in tv range, `SOURCE_SCALE` times the frame's size. */
  planes: string;
  move: CameraMove;
  seen: SeenFrames;
  /** Frame of its scene that the piece begins with. */
  startFrame: number;
}

/** A clip that is decoded while the piece is rendered. */
export interface PlayingClip {
  kind: "clip";
  clip: { path: string; frames: number; matrix: ColourMatrix };
  /** Frame of its scene, and so of the clip, that the piece begins with; negative before the scene. */
  startFrame: number;
}

/** What fills the frame. */
export type Shot = MovingStill | PlayingClip;

/** A body shows one shot; a transition piece goes from one to the other. */
export interface PiecePlan extends FrameSize {
  frames: number;
  from: Shot;
  to: { shot: Shot; by: "fade" | "crossfade" } | null;
  /** Frames that rise from black at the piece's start and sink into it at its end. */
  fadeIn: number;
  fadeOut: number;
}

/** Prepared pictures are larger than the frame, so that sub-pixel moves stay sharp and smooth. */
export const SOURCE_SCALE = 2;

/** The one or two shots of a piece, in order. */
export function shotsOf({ from, to }: PiecePlan): Shot[] {
  return to ? [from, to.shot] : [from];
}

/** Frames of the piece, both included, in which its first (0) or second (1) shot is seen. */
export function shownFrames({ frames, to }: PiecePlan, position: number): SeenFrames {
  const all = { first: 0, last: frames - 1 };
  if (to?.by !== "fade") return all;
  // A fade changes over in the dark.
  const middle = Math.ceil(frames / 2);
  return position === 0 ? { ...all, last: middle - 1 } : { ...all, first: middle };
}

/** Bytes of a yuv420p frame. */
export function frameBytes({ width, height }: FrameSize): number {
  return (width * height * 3) / 2;
}
