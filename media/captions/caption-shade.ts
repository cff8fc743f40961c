/** The shade that rises from the frame's lower edge under captions of the style `scrim`. */

import { toPatch } from "../stills/patch.ts";
import type { FrameSize } from "../stills/piece-plan.ts";
import { captionTop, fontSize } from "./caption-place.ts";
import type { FrameSpan } from "./word-places.ts";

/** How dark it is, of 255, beside the lower line and below. */
const DARKEST = 155;
/** From its upper end to the upper line of two, and to where it is darkest. */
const REACH_EM = 2.6;
const RISE_EM = 4.2;

/** It comes and goes in so many steps of a frame each, and stays through gaps shorter than this. */
export const SHADE_STEPS = 4;
export const SHADE_GAP_FRAMES = 45;

/** A step of the shade and when it is seen: 1 is the lightest, `SHADE_STEPS` all of it. */
export interface ShadeSpan extends FrameSpan {
  step: number;
}

/** When the shade is seen, so that it is all there with every cue. Cues are in order. */
export function shadeSpans(cues: readonly FrameSpan[]): ShadeSpan[] {
  const stays: FrameSpan[] = [];
  for (const { firstFrame, endFrame } of cues) {
    const last = stays.at(-1);
    if (last && firstFrame - last.endFrame < SHADE_GAP_FRAMES) last.endFrame = endFrame;
    else stays.push({ firstFrame, endFrame });
  }
  return stays.flatMap(({ firstFrame, endFrame }) => {
    const steps = Array.from({ length: SHADE_STEPS - 1 }, (_, index) => index + 1);
    const away = (step: number) => SHADE_STEPS - step;
    return [
      ...steps.map((step) => oneFrame(step, firstFrame - away(step))),
      { step: SHADE_STEPS, firstFrame, endFrame },
      ...steps.reverse().map((step) => oneFrame(step, endFrame + away(step) - 1)),
    ];
  });
}

/** Height of the shade in pixels, even. */
export function shadeHeight(frame: FrameSize): number {
  return 2 * Math.ceil((frame.height - captionTop(frame) + REACH_EM * fontSize(frame)) / 2);
}

/** One step of the shade as a patch as wide as the frame: its rows are computed once, not each pixel. */
export function shadePatch(frame: FrameSize, step: number): Buffer {
  const height = shadeHeight(frame);
  const narrow = { width: 2, height };
  const pixels = new Uint8Array(narrow.width * height * 4);
  const rise = RISE_EM * fontSize(frame);
  for (let row = 0; row < height; row++) {
    const part = Math.min(1, (row + 0.5) / rise);
    const alpha = Math.round((DARKEST * part * part * (3 - 2 * part) * step) / SHADE_STEPS);
    for (let column = 0; column < narrow.width; column++) pixels[(row * narrow.width + column) * 4 + 3] = alpha;
  }
  return widened(toPatch(pixels, narrow.width, height), frame.width / narrow.width);
}

/** The columns of a patch are all the same here: each of its bytes stands for as many as it is to be wider. */
function widened(patch: Buffer, factor: number): Buffer {
  const wide = Buffer.alloc(patch.length * factor);
  for (const [at, value] of patch.entries()) wide.fill(value, at * factor, (at + 1) * factor);
  return wide;
}

function oneFrame(step: number, frame: number): ShadeSpan {
  return { step, firstFrame: frame, endFrame: frame + 1 };
}
