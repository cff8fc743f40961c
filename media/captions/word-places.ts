/** Where and when each word of a cue is heard: for captions whose words light up. */
import type { WordTime } from "../../models/scene.ts";
import { FRAME_RATE } from "../../models/timeline.ts";
import type { CaptionCue } from "./captions.ts";
import { cleanText } from "./fonts.ts";
import type { LaidOutGlyph, LaidOutLine } from "./text-layout.ts";

/** A part of a line that belongs to one word: its glyphs, and its ends in ems from the line's left end. */
export interface WordSpan {
  line: number;
  glyphs: LaidOutGlyph[];
  left: number;
  right: number;
}

/** Frames, the last not included. */
export interface FrameSpan {
  firstFrame: number;
  endFrame: number;
}

/** After a word, light waits so long for the next; in a longer silence it goes out. */
const WAIT_SECONDS = 0.3;

/** The frames in which each word of a cue is lit; none (an empty span) for a word that no frame is left for. */
export function litFrames({ words, end }: Pick<CaptionCue, "words" | "end">): FrameSpan[] {
  return words.map((word, index) => {
    const next = Math.min(end, words[index + 1]?.start ?? end);
    const until = next - word.end <= WAIT_SECONDS ? next : word.end;
    return { firstFrame: frameAt(word.start), endFrame: frameAt(until) };
  });
}

/** The frame that begins nearest to a moment. */
export function frameAt(seconds: number): number {
  return Math.round(seconds * FRAME_RATE);
}

/**
 * The parts that each word takes of the lines: several where writing directions mix inside it, none where it has no
 * glyph of its own, as in a ligature that another word begins.
 */
export function placeWords(lines: readonly LaidOutLine[], words: readonly WordTime[]): WordSpan[][] {
  let next = { line: 0, at: 0 };
  return words.map(({ text }) => {
    const word = cleanText(text);
    const found = findWord(lines, word, next);
    const laid = found ? lines[found.line] : undefined;
    if (!found || !laid) return [];
    next = { line: found.line, at: found.at + word.length };
    return spansOf(laid, found.at, next.at).map((span) => ({ ...span, line: found.line }));
  });
}

/** The word's place at the earliest here or, after a blank or a break of lines, next. */
function findWord(lines: readonly LaidOutLine[], word: string, { line, at }: { line: number; at: number }) {
  const text = lines[line]?.text ?? "";
  if (text.startsWith(word, at)) return { line, at };
  if (text.startsWith(` ${word}`, at)) return { line, at: at + 1 };
  return lines[line + 1]?.text.startsWith(word) ? { line: line + 1, at: 0 } : null;
}

/** Glyphs that stand beside each other make one span. */
function spansOf({ glyphs }: LaidOutLine, from: number, to: number): Omit<WordSpan, "line">[] {
  const spans: Omit<WordSpan, "line">[] = [];
  let open: Omit<WordSpan, "line"> | null = null;
  for (const glyph of glyphs) {
    const isInside = from <= glyph.at && glyph.at < to;
    if (isInside && open === null) {
      open = { glyphs: [], left: glyph.x, right: glyph.x };
      spans.push(open);
    }
    if (!isInside) open = null;
    if (open === null) continue;
    open.glyphs.push(glyph);
    open.left = Math.min(open.left, glyph.x);
    open.right = Math.max(open.right, glyph.x + glyph.advance);
  }
  return spans;
}
