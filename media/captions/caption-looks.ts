/**
 * What captions look like, as SVG in pixels of the frame.
 * Not here: the shade under captions of the style `scrim` (caption-shade.ts).
 */
import type { CaptionStyle } from "../../models/vocabulary.ts";
import { type Area, areaOf, grown, type PlacedLine } from "./caption-place.ts";
import { lineSvg, type TextPaint } from "./text-drawing.ts";
import type { WordSpan } from "./word-places.ts";

/** A part of the frame with what is drawn there. */
export interface Drawing {
  svg: string;
  area: Area;
}

/** Lengths are in ems. */
const BOX = { fill: "#0a0c10", opacity: 0.7, besideEm: 0.6, aboveEm: 0.26, cornerEm: 0.36 };
/** From the outermost in: together they fall off like a soft shadow, at a fifth of a blur's cost. */
const EDGES = {
  box: [],
  scrim: [edge(0.4, 0.08), edge(0.26, 0.12), edge(0.16, 0.3), edge(0.08, 0.5)],
  // With nothing else between white letters and snow, most of it is solid.
  highlight: [edge(0.34, 0.16), edge(0.26, 0.3), edge(0.2, 0.85)],
} satisfies Record<CaptionStyle, TextPaint[]>;
const EDGE_REACH_EM = 0.3;
const LETTERS: TextPaint = { fill: "#fff" };
const PILL = { fill: "#ffd43b", aboveEm: 0.9, belowEm: 0.34, besideEm: 0.14, cornerEm: 0.24, aroundMarksEm: 0.07 };
const LIT_LETTERS: TextPaint = { fill: "#15120a" };

/** The lines of a cue. */
export function cueDrawing(lines: readonly PlacedLine[], style: CaptionStyle): Drawing {
  const text = areaOf(lines);
  const size = lines[0]?.size ?? 0;
  const letters = [...EDGES[style], LETTERS].map((paint) => lettersOf(lines, paint)).join("");
  if (style !== "box") return { svg: letters, area: grown(text, EDGE_REACH_EM * size, EDGE_REACH_EM * size) };
  const area = grown(text, BOX.besideEm * size, BOX.aboveEm * size);
  return { svg: rectangle(area, BOX.cornerEm * size, BOX.fill, BOX.opacity) + letters, area };
}

/** A word while it is heard: it covers the same word of the cue. */
export function litDrawing(line: PlacedLine, { glyphs, left, right }: WordSpan): Drawing {
  const { size, baseline, laid } = line;
  const above = Math.max(PILL.aboveEm, laid.rise + PILL.aroundMarksEm);
  const below = Math.max(PILL.belowEm, laid.drop + PILL.aroundMarksEm);
  const area = {
    left: line.left + (left - PILL.besideEm) * size,
    top: baseline - above * size,
    right: line.left + (right + PILL.besideEm) * size,
    bottom: baseline + below * size,
  };
  const svg = rectangle(area, PILL.cornerEm * size, PILL.fill, 1) + lineSvg({ glyphs }, line, LIT_LETTERS);
  return { svg, area };
}

function edge(width: number, opacity: number): TextPaint {
  return { fill: "none", stroke: { colour: "#000", opacity, width } };
}

function lettersOf(lines: readonly PlacedLine[], paint: TextPaint): string {
  return lines.map((line) => lineSvg(line.laid, line, paint)).join("");
}

function rectangle({ left, top, right, bottom }: Area, corner: number, fill: string, opacity: number): string {
  const size = `x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"`;
  return `<rect ${size} rx="${corner}" fill="${fill}" fill-opacity="${opacity}"/>`;
}
