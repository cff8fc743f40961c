/**
 * Cues drawn into the picture: each becomes a small transparent PNG that ffmpeg lays over its frames.
 * The text never meets ffmpeg, and looks the same with every version of it.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { PixoraError } from "../models/error.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import type { CaptionCue } from "./captions.ts";
import { type CaptionFont, captionFonts } from "./fonts.ts";
import { type LaidOutLine, layOutLine, writingDirection } from "./text-layout.ts";

/** A cue as a picture, with its place in the frame and in time. */
export interface DrawnCaption {
  /** File name inside the folder. */
  name: string;
  /** Top left corner in pixels, both even so that chroma stays in step. */
  x: number;
  y: number;
  /** First frame it is seen in, and the first after it: on the cues' clock. */
  firstFrame: number;
  endFrame: number;
}

interface FrameSize {
  width: number;
  height: number;
}

/** Sizes as parts of the frame's shorter side or, where they say so, of an em. */
const FONT_SIZE = 0.048;
const SIDE_MARGIN = 0.06;
const LINE_HEIGHT_EM = 1.38;
const PADDING_X_EM = 0.55;
const PADDING_Y_EM = 0.28;
const CORNER_EM = 0.3;
const BASELINE_EM = 1.02;
const BOX_OPACITY = 0.66;

/** Captions stand higher in upright films, where players lay buttons over the lower edge. */
const BOTTOM_MARGIN = { wide: 0.05, upright: 0.17 };

/** Draws each cue into the folder, as `<prefix>-<number>.png`. Cues shorter than a frame are left out. */
export async function drawCaptions(
  cues: readonly CaptionCue[],
  frame: FrameSize,
  { folder, prefix, signal }: { folder: string; prefix: string; signal: AbortSignal },
): Promise<DrawnCaption[]> {
  const fonts = await captionFonts();
  const drawn: DrawnCaption[] = [];
  for (const [index, cue] of cues.entries()) {
    if (signal.aborted) throw new PixoraError("cancelled", "Drawing the captions was cancelled.");
    const firstFrame = Math.round(cue.start * FRAME_RATE);
    const endFrame = Math.round(cue.end * FRAME_RATE);
    if (endFrame <= firstFrame) continue;
    const { png, x, y } = drawCue(cue, frame, fonts);
    const name = `${prefix}-${index}.png`;
    await writeFile(join(folder, name), png);
    drawn.push({ name, x, y, firstFrame, endFrame });
  }
  return drawn;
}

/**
 * The filter that lays captions over a stream whose first frame is `offset` on their clock.
 * Their PNGs are the inputs from `firstInput` on, each given once and without options.
 * @returns a chain from `[source]` to `[target]`; without captions it hands the stream through.
 */
export function overlayFilter(
  captions: readonly DrawnCaption[],
  { source, target, firstInput, offset }: { source: string; target: string; firstInput: number; offset: number },
): string {
  if (captions.length === 0) return `[${source}]null[${target}]`;
  const steps = captions.map(({ x, y, firstFrame, endFrame }, index) => {
    const from = index === 0 ? source : `caption${index}`;
    const to = index === captions.length - 1 ? target : `caption${index + 1}`;
    const shown = `between(n\\,${firstFrame - offset}\\,${endFrame - 1 - offset})`;
    return `[${from}][${firstInput + index}:v]overlay=x=${x}:y=${y}:enable=${shown}[${to}]`;
  });
  return steps.join(";");
}

function drawCue(
  cue: CaptionCue,
  frame: FrameSize,
  fonts: readonly CaptionFont[],
): { png: Buffer; x: number; y: number } {
  const direction = writingDirection(cue.lines.join(" "));
  const lines = cue.lines.map((line) => layOutLine(line, direction, fonts));
  const short = Math.min(frame.width, frame.height);
  const widestEm = Math.max(...lines.map(({ width }) => width)) + 2 * PADDING_X_EM;
  const size = Math.min(short * FONT_SIZE, (frame.width * (1 - 2 * SIDE_MARGIN)) / widestEm);
  const width = evenCeil(widestEm * size);
  const height = evenCeil((lines.length * LINE_HEIGHT_EM + 2 * PADDING_Y_EM) * size);
  const margin = frame.height > frame.width ? BOTTOM_MARGIN.upright : BOTTOM_MARGIN.wide;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" rx="${CORNER_EM * size}" fill="#000" fill-opacity="${BOX_OPACITY}"/>`,
    ...lines.map((line, index) =>
      lineSvg(line, width, (PADDING_Y_EM + BASELINE_EM + index * LINE_HEIGHT_EM) * size, size),
    ),
    "</svg>",
  ].join("");
  const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  return { png, x: evenFloor((frame.width - width) / 2), y: evenFloor(frame.height * (1 - margin) - height) };
}

/** Font outlines have y upwards, pictures downwards. */
export function lineSvg({ glyphs, width: ems }: LaidOutLine, boxWidth: number, baseline: number, size: number): string {
  const left = (boxWidth - ems * size) / 2;
  return glyphs
    .map(({ path, x, y, unitsPerEm }) => {
      const scale = size / unitsPerEm;
      const place = `translate(${(left + x * size).toFixed(2)} ${(baseline + y * size).toFixed(2)})`;
      return `<path fill="#fff" transform="${place} scale(${scale.toFixed(6)} ${(-scale).toFixed(6)})" d="${path}"/>`;
    })
    .join("");
}

function evenCeil(pixels: number): number {
  return Math.ceil(pixels / 2) * 2;
}

function evenFloor(pixels: number): number {
  return Math.floor(pixels / 2) * 2;
}
