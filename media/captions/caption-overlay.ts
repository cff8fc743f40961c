/**
 * Cues drawn into the picture: each becomes a few small transparent patches that are laid over its frames.
 * The text never meets ffmpeg, and looks the same with every version of it.
 */
import { access, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { PixoraError } from "../../models/error.ts";
import type { CaptionStyle } from "../../models/vocabulary.ts";
import { toPatch } from "../stills/patch.ts";
import type { FrameSize, PlacedPatch } from "../stills/piece-plan.ts";
import { cueDrawing, type Drawing, litDrawing } from "./caption-looks.ts";
import { type PlacedLine, placeLines } from "./caption-place.ts";
import { shadeHeight, shadePatch, shadeSpans } from "./caption-shade.ts";
import type { CaptionCue } from "./captions.ts";
import { captionFonts } from "./fonts.ts";
import { type FrameSpan, frameAt, litFrames, placeWords } from "./word-places.ts";

/** A patch in the folder, with its place in the frame and in time: on the cues' clock. */
export type DrawnCaption = PlacedPatch;

/** The frame, and how captions are drawn into it; null draws none. */
export interface CaptionedFrame extends FrameSize {
  captions: CaptionStyle | null;
}

export interface DrawingDesk {
  /** Receives the patches: `<prefix>-<number>.patch` and, for the style `scrim`, `shade-<size>-<step>.patch`. */
  folder: string;
  prefix: string;
  signal: AbortSignal;
}

/** A drawing that is seen for a while. */
interface ShownDrawing extends Drawing, FrameSpan {}

/** Draws each cue into the folder, in the order in which they are laid. What no frame is left for is left out. */
export async function drawCaptions(
  cues: readonly CaptionCue[],
  frame: CaptionedFrame,
  { folder, prefix, signal }: DrawingDesk,
): Promise<DrawnCaption[]> {
  const style = frame.captions;
  if (style === null) return [];
  const fonts = await captionFonts();
  const shown = cues.map((cue) => ({ cue, ...cueFrames(cue) })).filter(isShown);
  const shades = style === "scrim" ? await placeShade(shown, frame, { folder, prefix }) : [];
  const drawings = shown.flatMap(({ cue, firstFrame, endFrame }): ShownDrawing[] => {
    const lines = placeLines(cue.lines, frame, fonts);
    const lit = style === "highlight" ? litWords(cue, lines) : [];
    return [{ ...cueDrawing(lines, style), firstFrame, endFrame }, ...lit];
  });
  const drawn: DrawnCaption[] = [];
  for (const [index, { firstFrame, endFrame, ...drawing }] of drawings.entries()) {
    if (signal.aborted) throw new PixoraError("cancelled", "Drawing the captions was cancelled.");
    const name = `${prefix}-${index}.patch`;
    const { patch, ...place } = await drawPatch(drawing, frame);
    await writeFile(join(folder, name), patch);
    drawn.push({ name, ...place, firstFrame, endFrame });
  }
  return [...shades, ...drawn];
}

function cueFrames({ start, end }: CaptionCue): FrameSpan {
  return { firstFrame: frameAt(start), endFrame: frameAt(end) };
}

function isShown({ firstFrame, endFrame }: FrameSpan): boolean {
  return endFrame > firstFrame;
}

/** The words of a cue as they light up, one after another. */
function litWords(cue: CaptionCue, lines: readonly PlacedLine[]): ShownDrawing[] {
  const places = placeWords(
    lines.map(({ laid }) => laid),
    cue.words,
  );
  return litFrames(cue).flatMap((frames, index) => {
    if (!isShown(frames)) return [];
    return (places[index] ?? []).flatMap((span) => {
      const line = lines[span.line];
      return line ? [{ ...litDrawing(line, span), ...frames }] : [];
    });
  });
}

/** In threads of the runtime's own, so that this one stays free. */
async function drawPatch(
  { svg, area }: Drawing,
  frame: FrameSize,
): Promise<FrameSize & { patch: Buffer; x: number; y: number }> {
  const [x, y] = [evenFloor(Math.max(0, area.left)), evenFloor(Math.max(0, area.top))];
  const width = evenCeil(Math.min(frame.width, area.right)) - x;
  const height = evenCeil(Math.min(frame.height, area.bottom)) - y;
  const size = `width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}"`;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${svg}</svg>`;
  const { pixels } = await renderAsync(picture, { font: { loadSystemFonts: false } });
  return { patch: toPatch(pixels, width, height), x, y, width, height };
}

/** All cues of a film share the shade's patches, as wide as the frame: they are written once. */
async function placeShade(
  cues: readonly FrameSpan[],
  frame: FrameSize,
  { folder, prefix }: { folder: string; prefix: string },
): Promise<DrawnCaption[]> {
  const height = shadeHeight(frame);
  const drawn: DrawnCaption[] = [];
  for (const { step, ...frames } of shadeSpans(cues)) {
    const name = `shade-${frame.width}x${height}-${step}.patch`;
    const path = join(folder, name);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      // Others may write it, too, at the same time, with the same content: whole or not at all.
      await writeFile(`${path}.${prefix}`, shadePatch(frame, step));
      await rename(`${path}.${prefix}`, path);
    }
    drawn.push({ name, x: 0, y: frame.height - height, width: frame.width, height, ...frames });
  }
  return drawn;
}

function evenCeil(pixels: number): number {
  return Math.ceil(pixels / 2) * 2;
}

function evenFloor(pixels: number): number {
  return Math.floor(pixels / 2) * 2;
}
