/**
 * What is read when: spoken words become caption cues.
 * Not here: how cues are written (caption-files.ts) or drawn (caption-overlay.ts).
 */
import type { WordTime } from "../../models/scene.ts";
import type { FrameSize } from "../stills/piece-plan.ts";
import { endingOf, joinWords, splitLongWord, wrapWords } from "./caption-text.ts";

/** One or two lines shown together. Seconds on the clock of the words they were made from. */
export interface CaptionCue {
  start: number;
  end: number;
  lines: string[];
  /** What the lines consist of, in order, each with its own time; parts of words where a line broke one. */
  words: WordTime[];
}

export interface CueOptions {
  /** Width of a line in letters: see `lineWidthFor`. */
  lineWidth: number;
  /** No cue lasts beyond this second, e.g. the scene's end. */
  until: number;
}

/** A frame's shape, as far as captions differ by it. */
export type FrameShape = "wide" | "square" | "upright";

/** Letters in a line of running text that fit between the margins of a frame of this shape. */
const LINE_WIDTH = { wide: 42, square: 30, upright: 24 };

export function frameShape({ width, height }: FrameSize): FrameShape {
  if (height > width) return "upright";
  return width >= height * 1.5 ? "wide" : "square";
}

/** Letters in a line of running text: 42 in 16:9, 30 in 1:1, 24 in 9:16, where they are larger. */
export function lineWidthFor(frame: FrameSize): number {
  return LINE_WIDTH[frameShape(frame)];
}

/** How long a cue stays after its last word. */
const HOLD_SECONDS = 0.3;
/** Shorter cues cannot be read. */
const MIN_SECONDS = 0.7;
/** A shorter gap between two cues is seen as a flicker, and is closed. */
const MIN_GAP_SECONDS = 0.2;
/** A longer silence always parts two cues. */
const LONG_PAUSE_SECONDS = 1;

const CUE_COST = 3;
const BREAK_COST = { sentence: 0, clause: 2, none: 8 };
const SENTENCE_INSIDE_COST = 4;
const SHORT_CUE_COST = 8;

interface Choice {
  cost: number;
  /** First word of the cue that ends here. */
  from: number;
  lines: string[];
}

/** Cues for spoken words in order: never overlapping, broken at sentence and clause ends where the lines allow it. */
export function captionCues(words: readonly WordTime[], { lineWidth, until }: CueOptions): CaptionCue[] {
  const pieces = inOrder(words.flatMap((word) => fittingPieces(word, lineWidth))).filter((word) => word.start < until);
  const cues = bestBreaks(pieces, lineWidth);
  return cues.map((cue, index) => ({ ...cue, end: cueEnd(cue, cues[index + 1]?.start ?? null, until) }));
}

/** Cues on a clock that starts earlier by so many seconds. */
export function shiftCues(cues: readonly CaptionCue[], seconds: number): CaptionCue[] {
  const later = <Timed extends { start: number; end: number }>(timed: Timed): Timed => ({
    ...timed,
    start: timed.start + seconds,
    end: timed.end + seconds,
  });
  return cues.map((cue) => ({ ...later(cue), words: cue.words.map(later) }));
}

/** Words without blanks at their ends, none empty, none wider than a line may be. */
function fittingPieces(word: WordTime, lineWidth: number): WordTime[] {
  const text = word.text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  const parts = splitLongWord(text, lineWidth);
  const step = (word.end - word.start) / parts.length;
  return parts.map((part, index) => ({
    text: part,
    start: word.start + index * step,
    end: word.start + (index + 1) * step,
  }));
}

/** Vendors' times may overlap or step back: a word starts no earlier than the one before, and ends after it starts. */
function inOrder(words: readonly WordTime[]): WordTime[] {
  let latest = 0;
  return words.map(({ text, start, end }) => {
    latest = Math.max(latest, start);
    return { text, start: latest, end: Math.max(latest, end) };
  });
}

/** The cheapest way to cut the words into cues, found from the left: `best[n]` is for the first n words. */
function bestBreaks(words: readonly WordTime[], lineWidth: number): CaptionCue[] {
  const best: Choice[] = [{ cost: 0, from: 0, lines: [] }];
  for (let to = 1; to <= words.length; to++) {
    let chosen: Choice | null = null;
    for (let from = to - 1; from >= 0; from--) {
      const lines = wrapWords(
        words.slice(from, to).map(({ text }) => text),
        lineWidth,
      );
      if (lines === null) break;
      const cost = (best[from]?.cost ?? 0) + cueCost(words.slice(from, to), words[to] ?? null);
      if (chosen === null || cost < chosen.cost) chosen = { cost, from, lines };
    }
    best.push(chosen ?? alone(words, to, best));
  }
  return readBack(words, best);
}

/** A word always fits by itself. */
function alone(words: readonly WordTime[], to: number, best: readonly Choice[]): Choice {
  return { cost: (best[to - 1]?.cost ?? 0) + CUE_COST, from: to - 1, lines: [words[to - 1]?.text ?? ""] };
}

function cueCost(words: readonly WordTime[], next: WordTime | null): number {
  const last = words.at(-1);
  const first = words[0];
  if (!last || !first) return 0;
  let cost = CUE_COST + (next === null || pause(last, next) > LONG_PAUSE_SECONDS ? 0 : BREAK_COST[endingOf(last.text)]);
  words.slice(0, -1).forEach((word, index) => {
    const following = words[index + 1];
    if (endingOf(word.text) === "sentence") cost += SENTENCE_INSIDE_COST;
    if (following && pause(word, following) > LONG_PAUSE_SECONDS) cost += 100;
  });
  const shown = (next?.start ?? last.end + HOLD_SECONDS) - first.start;
  return shown < MIN_SECONDS ? cost + SHORT_CUE_COST : cost;
}

function pause(before: WordTime, after: WordTime): number {
  return after.start - before.end;
}

function readBack(words: readonly WordTime[], best: readonly Choice[]): CaptionCue[] {
  const cues: CaptionCue[] = [];
  for (let to = words.length; to > 0; ) {
    const { from, lines } = best[to] ?? { from: to - 1, lines: [joinWords([words[to - 1]?.text ?? ""])] };
    const spoken = words.slice(from, to);
    cues.unshift({ start: spoken[0]?.start ?? 0, end: spoken.at(-1)?.end ?? 0, lines, words: spoken });
    to = from;
  }
  return cues;
}

function cueEnd(cue: CaptionCue, nextStart: number | null, until: number): number {
  const limit = nextStart ?? until;
  const wanted = Math.max(cue.end + HOLD_SECONDS, cue.start + MIN_SECONDS);
  const isFlicker = nextStart !== null && nextStart - wanted < MIN_GAP_SECONDS;
  return isFlicker ? limit : Math.min(wanted, limit, until);
}
