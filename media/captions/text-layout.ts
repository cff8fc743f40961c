/**
 * One line of text as an outline: order of writing, fonts, joined and reordered letters, all by the rules of Unicode.
 * libass is not used: the one in the packaged ffmpeg cannot shape Devanagari, and it cannot tell how wide a line is.
 */
import { createRequire } from "node:module";
import { Direction, Buffer as GlyphBuffer, shape } from "harfbuzzjs";
import { type CaptionFont, cleanText, fontFor, isInvisible } from "./fonts.ts";

export type WritingDirection = "ltr" | "rtl";

/** A line as SVG paths with their origin at the left end of the baseline, y downwards. Lengths are in ems. */
export interface LaidOutLine {
  /** As it was laid out: letters composed. */
  text: string;
  width: number;
  /** How far its letters and marks reach above and below the baseline. */
  rise: number;
  drop: number;
  /** What can be seen, from left to right. */
  glyphs: LaidOutGlyph[];
}

/** A glyph in its own place. */
export interface LaidOutGlyph {
  path: string;
  unitsPerEm: number;
  x: number;
  y: number;
  /** From it to the next. */
  advance: number;
  /** Where what it shows begins in the line's text. */
  at: number;
}

interface Run {
  text: string;
  /** Where it begins in the line. */
  at: number;
  level: number;
  font: CaptionFont;
  script: string;
}

const SCRIPTS = ["Latin", "Greek", "Cyrillic", "Devanagari", "Arabic", "Hebrew"].map((script) => ({
  script,
  letter: new RegExp(`\\p{Script=${script}}`, "u"),
}));
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/gu;
const LETTER = /\p{L}/gu;

/** The package's types speak of a `default` that its CommonJS build does not have. */
const bidiFactory: typeof import("bidi-js").default = createRequire(import.meta.url)("bidi-js");
const bidi = bidiFactory();

/** The direction that most letters of a text run in. */
export function writingDirection(text: string): WritingDirection {
  const rightToLeft = text.match(RIGHT_TO_LEFT)?.length ?? 0;
  return rightToLeft * 2 > (text.match(LETTER)?.length ?? 0) ? "rtl" : "ltr";
}

/** Lays out one line. What no font has is drawn as the first font's empty box: ask `missingGlyphs` before. */
export function layOutLine(line: string, direction: WritingDirection, fonts: readonly CaptionFont[]): LaidOutLine {
  const laid: LaidOutLine = { text: cleanText(line), width: 0, rise: 0, drop: 0, glyphs: [] };
  for (const run of inVisualOrder(splitRuns(laid.text, direction, fonts))) appendRun(laid, run);
  return laid;
}

/** Runs of one level, one font and one script, in the order of reading. */
function splitRuns(line: string, direction: WritingDirection, fonts: readonly CaptionFont[]): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line, direction);
  const runs: Run[] = [];
  let next = 0;
  for (const character of line) {
    const at = next;
    next += character.length;
    const level = levels[at] ?? 0;
    const before = runs.at(-1);
    const script = SCRIPTS.find(({ letter }) => letter.test(character))?.script ?? before?.script ?? "";
    const font = chooseFont(character, script === before?.script ? before.font : undefined, fonts);
    if (font === undefined) continue;
    if (before && before.level === level && before.font === font && before.script === script) before.text += character;
    else runs.push({ text: character, at, level, font, script });
  }
  return runs;
}

/** Marks, blanks and digits stay in the font of the letters before them, where it has them. */
function chooseFont(
  character: string,
  before: CaptionFont | undefined,
  fonts: readonly CaptionFont[],
): CaptionFont | undefined {
  if (before && (isInvisible(character) || before.has(character.codePointAt(0) ?? 0))) return before;
  return fontFor(character, fonts) ?? before ?? fonts[0];
}

/** Rule L2 of the bidirectional algorithm: from the highest level down, turn round what is at or above it. */
function inVisualOrder(runs: readonly Run[]): Run[] {
  const ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      let to = from;
      while (to < ordered.length && (ordered[to]?.level ?? 0) >= level) to++;
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = to;
    }
  }
  return ordered;
}

function appendRun(laid: LaidOutLine, { text, at, level, font: { font, unitsPerEm } }: Run): void {
  const buffer = new GlyphBuffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
  shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  buffer.getGlyphInfos().forEach((glyph, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index] ?? { xAdvance: 0, xOffset: 0, yOffset: 0 };
    const path = font.glyphToPath(glyph.codepoint);
    const [x, y] = [laid.width + xOffset / unitsPerEm, -yOffset / unitsPerEm];
    const advance = xAdvance / unitsPerEm;
    if (path !== "") laid.glyphs.push({ path, unitsPerEm, x, y, advance, at: at + glyph.cluster });
    laid.width += advance;
    const { yBearing, height } = font.glyphExtents(glyph.codepoint) ?? { yBearing: 0, height: 0 };
    laid.rise = Math.max(laid.rise, yBearing / unitsPerEm - y);
    laid.drop = Math.max(laid.drop, y - (yBearing + height) / unitsPerEm);
  });
}
