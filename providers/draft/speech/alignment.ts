/** Finds out when each word is heard, by matching the sounds of the recording with the sounds of each word alone. */
import type { Phone } from "./flite.ts";

/** Seconds from the start of the recording. */
export interface Span {
  start: number;
  end: number;
}

const VOWELS = new Set("aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw".split(" "));

/** Past this share of mismatched sounds the two readings are not of the same words. */
const MOST_MISMATCH = 0.5;

/**
 * One span for each word, in order and never overlapping.
 * `pronunciations` are the words' own sounds; null when they are not known word by word, and the letters must do.
 */
export function alignWords(
  words: readonly string[],
  phones: readonly Phone[],
  pronunciations: readonly string[][] | null,
): Span[] {
  const heard = phones.filter((phone) => phone.name !== "pau");
  const owners = pronunciations && pronunciations.length === words.length ? matchSounds(heard, pronunciations) : null;
  return owners ? spansOf(owners, heard, words.length) : shareByLength(words, heard);
}

/** A table of costs: row by heard sound, column by expected sound, both counted from 1. */
type Costs = (row: number, column: number) => number;

/** For each heard sound the word it belongs to; null when the readings differ too much. */
function matchSounds(heard: readonly Phone[], pronunciations: readonly string[][]): number[] | null {
  const expected = pronunciations.flatMap((sounds, word) => sounds.map((name) => ({ name, word })));
  const step: Costs = (row, column) => difference(heard[row - 1]?.name, expected[column - 1]?.name);
  const costs = fillCosts(heard.length, expected.length, step);
  const worst = Math.max(heard.length, expected.length);
  if (costs(heard.length, expected.length) > MOST_MISMATCH * worst) return null;

  const owners: number[] = new Array(heard.length).fill(0);
  let column = expected.length;
  for (let row = heard.length; row > 0; row -= 1) {
    while (column > 1 && costs(row, column) === costs(row, column - 1) + 1) column -= 1;
    owners[row - 1] = expected[Math.max(0, column - 1)]?.word ?? 0;
    if (column > 0 && costs(row, column) === costs(row - 1, column - 1) + step(row, column)) column -= 1;
  }
  return owners;
}

/** The least cost of turning the first `row` heard sounds into the first `column` expected ones. */
function fillCosts(rows: number, columns: number, step: Costs): Costs {
  const width = columns + 1;
  const table = new Float64Array((rows + 1) * width);
  const costs: Costs = (row, column) => table[row * width + column] ?? Number.POSITIVE_INFINITY;
  for (let column = 0; column <= columns; column += 1) table[column] = column;
  for (let row = 1; row <= rows; row += 1) {
    table[row * width] = row;
    for (let column = 1; column <= columns; column += 1) {
      const matched = costs(row - 1, column - 1) + step(row, column);
      table[row * width + column] = Math.min(matched, costs(row - 1, column) + 1, costs(row, column - 1) + 1);
    }
  }
  return costs;
}

/** Vowels are reduced and consonants voiced in running speech; one never becomes the other. */
function difference(heard = "", expected = ""): number {
  if (heard === expected) return 0;
  return VOWELS.has(heard) === VOWELS.has(expected) ? 0.6 : 1.4;
}

function spansOf(owners: readonly number[], heard: readonly Phone[], words: number): Span[] {
  const spans: (Span | null)[] = Array.from({ length: words }, () => null);
  owners.forEach((word, position) => {
    const phone = heard[position];
    if (!phone) return;
    spans[word] = { start: spans[word]?.start ?? phone.start, end: phone.end };
  });
  return fillGaps(spans, heard.at(-1)?.end ?? 0);
}

/** Words without a sound of their own share the time between their neighbours. */
export function fillGaps(spans: readonly (Span | null)[], end: number): Span[] {
  const filled: Span[] = [];
  spans.forEach((span, position) => {
    if (span) {
      filled.push(span);
      return;
    }
    const start = filled.at(-1)?.end ?? 0;
    const nextAt = spans.findIndex((later, index) => index > position && later !== null);
    const until = nextAt < 0 ? end : (spans[nextAt]?.start ?? end);
    const left = (nextAt < 0 ? spans.length : nextAt) - position;
    filled.push({ start, end: start + Math.max(0, until - start) / left });
  });
  return filled;
}

/** Without pronunciations: each word takes time by its letters, laid over the sounds alone so that rests stay rests. */
function shareByLength(words: readonly string[], heard: readonly Phone[]): Span[] {
  const weights = words.map((word) => Math.max(1, word.replace(/[^A-Za-z0-9]/g, "").length) + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const speech = heard.reduce((sum, phone) => sum + phone.end - phone.start, 0);
  let passed = 0;
  return weights.map((weight) => {
    const start = clockTime(heard, (speech * passed) / total);
    passed += weight;
    return { start, end: Math.max(start, clockTime(heard, (speech * passed) / total)) };
  });
}

/** The time on the clock after this many seconds of sound. */
function clockTime(heard: readonly Phone[], sound: number): number {
  let left = sound;
  for (const phone of heard) {
    const length = phone.end - phone.start;
    if (left <= length) return phone.start + left;
    left -= length;
  }
  return heard.at(-1)?.end ?? 0;
}
