/**
 * Words put together again into lines that can be read. Knows scripts with and without blanks between words.
 * Not here: which words are shown together, and when (captions.ts).
 */

/** Sentence ends, in every script the fonts or the files may carry; closing quotes may follow. */
const SENTENCE_END = /[.!?…。！？।॥؟۔]["'”’»)\]」』]*$/u;
const CLAUSE_END = /[,;:،؛、；：，–—]["'”’»)\]」』]*$/u;

/** Scripts that write words without blanks between them, and their full-width punctuation. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\u3000-\u303f\uff00-\uffef]/u;
const WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff00-\uff60]/gu;
const LETTER = /[^\p{M}\p{Cf}]/gu;
const CLOSING_ONLY = /^[\p{Pe}\p{Pf}.,;:!?…،؛؟۔।]+$/u;
const OPENING_ONLY = /^[\p{Ps}\p{Pi}¿¡]+$/u;

/** A wide sign takes the place of so many Latin letters: 16 of them fill a line of 42. */
const WIDE_WIDTH = 42 / 16;

/** The longest word that stays whole, in widths of a line: captions draw it smaller. */
const LONGEST_WORD = 1.5;

export type Ending = "sentence" | "clause" | "none";

/** What a word ends, by its punctuation. */
export function endingOf(word: string): Ending {
  if (SENTENCE_END.test(word)) return "sentence";
  return CLAUSE_END.test(word) ? "clause" : "none";
}

/** The words as running text, with blanks only where the script has them. */
export function joinWords(words: readonly string[]): string {
  return words.reduce(
    (text, word) => (text === "" || !hasBlankBetween(text, word) ? text + word : `${text} ${word}`),
    "",
  );
}

/** Whether a text has script that is written without blanks between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** Space that a text takes, in Latin letters of middling width. Marks stand on their letters and take none. */
export function textWidth(text: string): number {
  const letters = text.match(LETTER)?.length ?? 0;
  return letters + (text.match(WIDE)?.length ?? 0) * (WIDE_WIDTH - 1);
}

/**
 * The words as one line, or as the two that differ least in width, the break rather after a comma.
 * A long word may have a line for itself. Null when two lines cannot hold them.
 */
export function wrapWords(words: readonly string[], lineWidth: number): string[] | null {
  const whole = joinWords(words);
  const width = textWidth(whole);
  if (width <= lineWidth || words.length === 1) return [whole];
  const [first = 0, last = 0] = [words[0] ?? "", words.at(-1) ?? ""].map((word) =>
    Math.max(lineWidth, textWidth(word)),
  );
  if (width > first + last + 1) return null;
  let best: { lines: string[]; cost: number } | null = null;
  for (let at = 1; at < words.length; at++) {
    const parts = [words.slice(0, at), words.slice(at)];
    const lines = parts.map(joinWords);
    const [upper = 0, lower = 0] = lines.map(textWidth);
    if (parts.some(({ length }, part) => length > 1 && textWidth(lines[part] ?? "") > lineWidth)) continue;
    const cost = Math.abs(upper - lower) - (endingOf(words[at - 1] ?? "") === "none" ? 0 : lineWidth / 4);
    if (best === null || cost < best.cost) best = { lines, cost };
  }
  return best?.lines ?? null;
}

/** Parts of a word that each fit a line: a web address may be longer than the picture is wide. */
export function splitLongWord(word: string, lineWidth: number): string[] {
  if (textWidth(word) <= LONGEST_WORD * lineWidth) return word === "" ? [] : [word];
  const parts: string[] = [];
  let part = "";
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (part !== "" && textWidth(part + segment) > lineWidth) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return part === "" ? parts : [...parts, part];
}

function hasBlankBetween(before: string, after: string): boolean {
  const last = [...before].at(-1) ?? "";
  const [first = ""] = after;
  if (CLOSING_ONLY.test(after) || OPENING_ONLY.test(last)) return false;
  return !(UNSPACED.test(last) || UNSPACED.test(first)) || (isLatin(last) && isLatin(first));
}

function isLatin(character: string): boolean {
  return /\p{sc=Latn}/u.test(character);
}
