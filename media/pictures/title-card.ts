/** The picture of a scene that no vendor could draw: its title on a ground in the scene's mood. */
import { Resvg } from "@resvg/resvg-js";
import type { Mood } from "../../models/vocabulary.ts";
import { wrapWords } from "../captions/caption-text.ts";
import { type CaptionFont, captionFonts, missingGlyphs } from "../captions/fonts.ts";
import { lineSvg } from "../captions/text-drawing.ts";
import { type LaidOutLine, layOutLine, writingDirection } from "../captions/text-layout.ts";

/** Two colours for each mood: the ground's edge and its lighter middle. */
const GROUNDS: Record<Mood, readonly [string, string]> = {
  calm: ["#1d3f52", "#4f8aa0"],
  joyful: ["#b5562a", "#f0b35a"],
  mysterious: ["#1c1638", "#56408c"],
  tense: ["#2a0f14", "#8a2f33"],
  melancholic: ["#1f2733", "#5b6b7f"],
  triumphant: ["#5a3d0c", "#d9a441"],
};

/** Letters that fit a line; a longer title is broken in two. */
const LINE_WIDTH = 24;
const LINE_HEIGHT = 1.4;
/** Widest line and largest letters, as parts of the frame's width and shorter side. */
const WIDEST = 0.8;
const LARGEST = 0.11;

/** Draws a title card as PNG, in pixels of the film. A title that no shipped font can draw leaves the ground alone. */
export async function drawTitleCard(title: string, mood: Mood, width: number, height: number): Promise<Uint8Array> {
  const [edge, middle] = GROUNDS[mood];
  const fonts = await captionFonts();
  const drawable = (await missingGlyphs(title)).length === 0;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <radialGradient id="ground" cx="50%" cy="45%" r="75%"><stop offset="0" stop-color="${middle}"/><stop offset="1" stop-color="${edge}"/></radialGradient>
    <rect width="${width}" height="${height}" fill="url(#ground)"/>
    ${drawable ? titleSvg(title, width, height, fonts) : ""}</svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

function titleSvg(title: string, width: number, height: number, fonts: readonly CaptionFont[]): string {
  const direction = writingDirection(title);
  const lines = (wrapWords(title.split(/\s+/), LINE_WIDTH) ?? [title]).map((line) =>
    layOutLine(line, direction, fonts),
  );
  const widest = Math.max(...lines.map((line) => line.width));
  const size = Math.min(Math.min(width, height) * LARGEST, (width * WIDEST) / widest);
  const first = height / 2 - ((lines.length - 1) / 2) * LINE_HEIGHT * size + size * 0.35;
  const placeOf = (line: LaidOutLine, index: number) => ({
    left: (width - line.width * size) / 2,
    baseline: first + index * LINE_HEIGHT * size,
    size,
  });
  return lines.map((line, index) => lineSvg(line, placeOf(line, index), { fill: "#fff" })).join("");
}
