import type { Fit } from "./vocabulary.ts";

interface Size {
  width: number;
  height: number;
}

/** A picture of nearly the frame's shape fills it: nobody misses what is cut. */
const ALIKE = 0.95;
/** Left to itself, a film shows a picture whole of which less than this would be seen. */
const LEAST_SEEN = 0.6;

/** How a picture fills a frame, when that was asked for, or left open (null). */
export function chooseFit(asked: Fit | null, picture: Size, frame: Size): Fit {
  const seen = seenWhenCut(picture, frame);
  if (seen >= ALIKE) return "cover";
  return asked ?? (seen >= LEAST_SEEN ? "cover" : "contain");
}

/** Whether a picture's shape is so near to the frame's that nobody misses what is cut. */
export function isAlike(picture: Size, frame: Size): boolean {
  return seenWhenCut(picture, frame) >= ALIKE;
}

/** The part of a picture that is seen when it fills the frame. */
export function seenWhenCut(picture: Size, frame: Size): number {
  const shape = (picture.width * frame.height) / (picture.height * frame.width);
  return Math.min(shape, 1 / shape);
}
