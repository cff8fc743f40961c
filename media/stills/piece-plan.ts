/** What a piece shows, as plain data: it crosses to a worker thread and is hashed for the piece's name. */
import type { PicturePlace } from "../../models/asset.ts";
import type { CameraMove, Fit } from "../../models/vocabulary.ts";
import type { ClipEnds } from "../clips/clip-ends.ts";
import type { ColourMatrix } from "../clips/clip-info.ts";

/** Frame size in pixels, both even. */
export interface FrameSize {
  width: number;
  height: number;
}

/** Frames during which a picture is seen, both included. Negative before its scene's start. */
export interface SeenFrames {
  first: number;
  last: number;
}

/** A picture as the camera goes over it: at least `sourceSize` of the frame, larger in one direction at most. */
export interface PreparedPicture {
  /** Absolute path of the raw planes: yuv420p, bt709 in tv range. */
  planes: string;
  /** Pixels of the planes, both even. */
  size: FrameSize;
  /** `contain`: the picture is whole in the middle of the planes, with a margin that the camera may leave out. */
  fit: Fit;
  /** Where the subject is, in parts of the planes; null when nobody knows. */
  subject: PicturePlace | null;
  /** How the camera goes over it: whole pictures are zoomed, long ones panned over. */
  move: CameraMove;
}

/** A prepared picture as a scene shows it. */
export interface MovingStill extends PreparedPicture {
  kind: "still";
  seen: SeenFrames;
  /** Frame of its scene that the piece begins with. */
  startFrame: number;
}

/** A clip that is decoded while the piece is rendered. */
export interface PlayingClip {
  kind: "clip";
  /** Its size in pixels is as `ClipInfo` tells it. Where it was not measured, rendering finds out. */
  clip: FrameSize & { path: string; frames: number; matrix: ColourMatrix; isMeasured: boolean };
  /** How it fills a frame of another shape. */
  fit: Fit;
  /** What a cut keeps in sight, in parts of its picture; null: its middle. */
  subject: PicturePlace | null;
  /** A file with frames of the clip, for the piece to write or to read; null for none. */
  ends: ClipEnds | null;
  /** Frame of its scene, and so of the clip, that the piece begins with; negative before the scene. */
  startFrame: number;
}

/** What fills the frame. */
export type Shot = MovingStill | PlayingClip;

/** A caption in its place. */
export interface PlacedPatch extends FrameSize {
  /** File name, without its folder; its bytes are those of `toPatch`. */
  name: string;
  /** Top left corner in pixels, both even. The whole patch is inside the frame. */
  x: number;
  y: number;
  /** Frames of the piece: the first it is seen in, and the first after it. */
  firstFrame: number;
  endFrame: number;
}

/** A body shows one shot; a transition piece goes from one to the other. */
export interface PiecePlan extends FrameSize {
  frames: number;
  from: Shot;
  to: { shot: Shot; by: "fade" | "crossfade" } | null;
  /** Frames that rise from black at the piece's start and sink into it at its end. */
  fadeIn: number;
  fadeOut: number;
  /** Laid over the finished frames in this order; no fade darkens them. */
  patches: readonly PlacedPatch[];
}

/**
 * Prepared pictures are larger than the frame, so that sub-pixel moves stay sharp and smooth. Measured against Lanczos
 * from the original, with the sharpening of pictures.ts: 33.5 to 36 dB, as sharp everywhere; at 2 fine detail glitters
 * (29.5 dB), and frames cost half as much again; at 1 what lies between the pixels is blurred (26 to 29 dB).
 */
export const SOURCE_SCALE = 1.5;

/** At this zoom a picture that is shown whole touches the frame's edges: the camera may go so near, and no nearer. */
export const WHOLE_ZOOM = 1.06;

/** Size of a prepared picture of the frame's shape. */
export function sourceSize({ width, height }: FrameSize): FrameSize {
  return { width: even(width * SOURCE_SCALE), height: even(height * SOURCE_SCALE) };
}

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

/** Planes of half the size hold the colours. */
function even(size: number): number {
  return 2 * Math.round(size / 2);
}
