/** Where the camera looks at each frame: a pure function of the frame's number, so that any piece can start anywhere. */
import { FRAME_RATE } from "../../models/timeline.ts";
import { type FrameSize, type MovingStill, WHOLE_ZOOM } from "./piece-plan.ts";

/**
 * A window of the frame's shape into a picture. It cannot pass the picture's edge: its place is told as the share of
 * the free room beside it that lies on its left, and of that above it.
 */
export interface View {
  /** 1 is the largest window that fits, 2 one of half its sides. */
  zoom: number;
  /** From 0, at the left and at the top, to 1. */
  x: number;
  y: number;
}

/** A window in samples of the picture: its corner, and the way from one pixel of the frame to the next. */
export interface SampleWindow {
  left: number;
  top: number;
  step: number;
}

/** How the camera goes over a still. */
export type CameraRide = Pick<MovingStill, "move" | "seen" | "size" | "fit" | "subject">;

/** A zoom nears its subject this much in a second, and this much in all. */
const ZOOM_A_SECOND = 1.02;
const LARGEST_ZOOM = 1.12;
/** How far a pan goes in a second, in parts of the frame's side. */
const PAN_A_SECOND = 0.025;
/** A picture that has the frame's own shape is neared until a pan finds so much room, at most. */
const PAN_ROOM = 0.12;
/** No pan takes a subject nearer to the frame's edge than this, in parts of the frame's side. */
const BORDER = 0.1;
/** How much of the ease in and out there is: at 1 a move stands still at its ends. */
const EASE = 0.6;

/** A held frame is neared this much at last, and half of it after so many seconds. */
const HELD_ZOOM = 0.1;
const HELD_SECONDS = 5;

/** The window into a frame that is held for so many frames: from standing still it is neared ever so slowly. */
export function heldViewAt(frames: number): View {
  const time = (frames / FRAME_RATE) ** 2;
  return { zoom: 1 + (HELD_ZOOM * time) / (time + HELD_SECONDS ** 2), x: 0.5, y: 0.5 };
}

/** The window into a still at a frame of its scene, in a film of this size. */
export function viewAt(ride: CameraRide, frame: number, film: FrameSize): View {
  const { first, last } = ride.seen;
  const passed = last > first ? (frame - first) / (last - first) : 0;
  const done = ease(Math.max(0, Math.min(1, passed)));
  const seconds = (last - first + 1) / FRAME_RATE;
  const part = ride.move === "zoom_in" || ride.move === "pan_right" ? done : 1 - done;
  const isPan = ride.move === "pan_left" || ride.move === "pan_right";
  if (ride.fit === "contain") return whole(part, seconds);
  return (isPan ? panned(ride, part, seconds, film) : null) ?? zoomed(ride, part, seconds, film);
}

/** The samples that a view shows of a picture of this size. */
export function windowOf({ zoom, x, y }: View, picture: FrameSize, film: FrameSize): SampleWindow {
  const step = Math.min(picture.width / film.width, picture.height / film.height) / zoom;
  return { left: x * (picture.width - step * film.width), top: y * (picture.height - step * film.height), step };
}

function ease(part: number): number {
  const smooth = part * part * (3 - 2 * part);
  return part + (smooth - part) * EASE;
}

/** Zoom factors, not sizes, are evenly spaced to the eye. */
function zoomAt(part: number, seconds: number, largest: number): number {
  return Math.min(largest, ZOOM_A_SECOND ** seconds) ** part;
}

/** A picture that is to be seen whole is never cut: panning would, so it is neared or left. */
function whole(part: number, seconds: number): View {
  return { zoom: WHOLE_ZOOM / zoomAt(1 - part, seconds, WHOLE_ZOOM), x: 0.5, y: 0.5 };
}

function zoomed({ size, subject }: CameraRide, part: number, seconds: number, film: FrameSize): View {
  const zoom = zoomAt(part, seconds, LARGEST_ZOOM);
  const { across, down } = extents(size, film);
  return { zoom, x: anchored(across, subject?.x, zoom), y: anchored(down, subject?.y, zoom) };
}

/** Along the picture's longer side; null where that would lose the subject. */
function panned({ size, subject }: CameraRide, part: number, seconds: number, film: FrameSize): View | null {
  const { across, down } = extents(size, film);
  const isAcross = across >= down;
  const [length, place = 0.5] = isAcross ? [across, subject?.x] : [down, subject?.y];
  const wanted = Math.min(PAN_A_SECOND * seconds, Math.max(PAN_ROOM, length - 1));
  const zoom = Math.max(1, (1 + wanted) / length);
  const room = length * zoom - 1;
  const at = place * length * zoom;
  const [least, most] = [clamp(at - 1 + BORDER, 0, room), clamp(at - BORDER, 0, room)];
  const way = Math.min(wanted, most - least);
  if (way < wanted / 2) return null;
  const middle = clamp(at - 0.5, least + way / 2, most - way / 2);
  const share = clamp((middle + (part - 0.5) * way) / room, 0, 1);
  return isAcross
    ? { zoom, x: share, y: anchored(down, subject?.y, zoom) }
    : { zoom, x: anchored(across, subject?.x, zoom), y: share };
}

/** Sides of a picture in those of the largest window that fits. */
function extents(picture: FrameSize, film: FrameSize): { across: number; down: number } {
  const { step } = windowOf({ zoom: 1, x: 0, y: 0 }, picture, film);
  return { across: picture.width / (step * film.width), down: picture.height / (step * film.height) };
}

/** Share of the room that keeps a place where the unzoomed window has it: in its middle, as nearly as can be. */
function anchored(length: number, place = 0.5, zoom: number): number {
  const seenAt = place * length - clamp(place * length - 0.5, 0, length - 1);
  const room = length * zoom - 1;
  return room > 0 ? clamp((place * length * zoom - seenAt) / room, 0, 1) : 0.5;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
