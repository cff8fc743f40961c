/** Where the camera looks at each frame: a pure function of the frame's number, so that any piece can start anywhere. */
import { FRAME_RATE } from "../../models/timeline.ts";
import type { CameraMove } from "../../models/vocabulary.ts";

/** A window into a picture, in parts of the picture's width and height. It has the picture's aspect. */
export interface View {
  left: number;
  top: number;
  /** 1 is the whole picture. */
  size: number;
}

/** Frames during which a picture is seen, both included. Negative before its scene's start. */
export interface SeenFrames {
  first: number;
  last: number;
}

/** A zoom ends, or begins, this much nearer. */
const ZOOM = 1.1;
/** A pan needs room beside the window. */
const PAN_ZOOM = 1.12;
/** How much of the ease in and out there is: at 1 a move stands still at its ends. */
const EASE = 0.6;

/** A held frame is neared this much at last, and half of it after so many seconds. */
const HELD_ZOOM = 0.1;
const HELD_SECONDS = 5;

/** The window into a frame that is held for so many frames: from standing still it is neared ever so slowly. */
export function heldViewAt(frames: number): View {
  const time = (frames / FRAME_RATE) ** 2;
  return centred(1 + (HELD_ZOOM * time) / (time + HELD_SECONDS ** 2));
}

/** The window at a frame. Never past the picture's edge, also outside the frames that are seen. */
export function viewAt(move: CameraMove, frame: number, { first, last }: SeenFrames): View {
  const passed = last > first ? (frame - first) / (last - first) : 0;
  const done = ease(Math.max(0, Math.min(1, passed)));
  switch (move) {
    case "zoom_in":
      return centred(ZOOM ** done);
    case "zoom_out":
      return centred(ZOOM ** (1 - done));
    case "pan_left":
      return panned(1 - done);
    case "pan_right":
      return panned(done);
  }
}

function ease(part: number): number {
  const smooth = part * part * (3 - 2 * part);
  return part + (smooth - part) * EASE;
}

/** Zoom factors, not sizes, are evenly spaced to the eye. */
function centred(zoom: number): View {
  const size = 1 / zoom;
  return { left: (1 - size) / 2, top: (1 - size) / 2, size };
}

function panned(part: number): View {
  const size = 1 / PAN_ZOOM;
  return { left: (1 - size) * part, top: (1 - size) / 2, size };
}
