/** What a piece shows, as plain data: it crosses to a worker thread and is hashed for the piece's name. */
import type { CameraMove } from "../../models/vocabulary.ts";
import type { SeenFrames } from "./camera.ts";

/** Frame size in pixels, both even. */
export interface FrameSize {
  width: number;
  height: number;
}

/** A prepared picture and its move. */
export interface MovingStill {
  /** Absolute path of the raw planes: yuv420p, bt709 in tv range, `SOURCE_SCALE` times the frame's size. */
  planes: string;
  move: CameraMove;
  seen: SeenFrames;
  /** Frame of its scene that the piece begins with. */
  startFrame: number;
}

/** A body shows one still; a transition piece goes from one to the other. */
export interface PiecePlan extends FrameSize {
  frames: number;
  from: MovingStill;
  to: { still: MovingStill; by: "fade" | "crossfade" } | null;
  /** Frames that rise from black at the piece's start and sink into it at its end. */
  fadeIn: number;
  fadeOut: number;
}

/** Prepared pictures are larger than the frame, so that sub-pixel moves stay sharp and smooth. */
export const SOURCE_SCALE = 2;

/** Bytes of a yuv420p frame. */
export function frameBytes({ width, height }: FrameSize): number {
  return (width * height * 3) / 2;
}
