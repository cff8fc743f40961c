/**
 * Word times for speech whose vendor tells none: the measured length, shared by weight.
 * Not here: words that were heard (a vendor's, in providers).
 */
import type { WordTime } from "../../models/scene.ts";
import { endingOf, isUnspaced } from "./caption-text.ts";

/** Lengths in syllables of middling speed. A word has some of its own beside its syllables. */
const WORD_WEIGHT = 0.4;
const PAUSE_WEIGHT = { sentence: 2, clause: 1, none: 0 };

/** One syllable each, in scripts that write vowels: a group of them. */
const VOWEL_GROUP = /[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāēīōūąęőűœıαεηιουωάέήίόύώϊϋаеёиоуыэюяіїє]+/giu;
/** Signs that stand for a whole syllable, vowel signs being part of the one before. */
const SYLLABLE_SIGN = /(?!\p{M})[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Deva}]/gu;
/** Scripts that leave vowels out, or write them around: about two letters a syllable. */
const CONSONANT = /(?=\p{L})[\p{sc=Arab}\p{sc=Hebr}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/gu;
const DIGIT = /\p{Nd}/gu;
const SYLLABLES_PER_DIGIT = 1.4;

/**
 * Spreads the words of a text over speech of so many seconds, with pauses at its punctuation.
 * The first word starts at 0, the last ends at `seconds`. Punctuation stays with its word;
 * texts written without blanks are cut into words by the language's own rules.
 */
export function estimateWordTimes(text: string, seconds: number, language: string): WordTime[] {
  const words = splitWords(text, language);
  const parts = words.map((word, index) => ({
    text: word,
    spoken: WORD_WEIGHT + syllables(word),
    pause: index === words.length - 1 ? 0 : PAUSE_WEIGHT[endingOf(word)],
  }));
  const total = parts.reduce((sum, { spoken, pause }) => sum + spoken + pause, 0);
  let passed = 0;
  return parts.map(({ text, spoken, pause }) => {
    const start = (passed / total) * seconds;
    const end = ((passed + spoken) / total) * seconds;
    passed += spoken + pause;
    return { text, start, end: Math.min(end, seconds) };
  });
}

/** The words as they are written, each with the punctuation that touches it. */
export function splitWords(text: string, language: string): string[] {
  const words: string[] = [];
  let opening = "";
  for (const token of text
    .trim()
    .split(/\s+/u)
    .flatMap((token) => segmentToken(token, language))) {
    const last = words.at(-1);
    if (/[\p{L}\p{N}\p{M}]/u.test(token)) {
      words.push(opening + token);
      opening = "";
    } else if (last === undefined || /^[\p{Ps}\p{Pi}]+$/u.test(token)) opening += token;
    else words[words.length - 1] = isUnspaced(last) ? last + token : `${last} ${token}`;
  }
  if (opening !== "") words.push(opening);
  return words;
}

/** Dictionary words of a token without blanks; any other token whole, hyphens and apostrophes included. */
function segmentToken(token: string, language: string): string[] {
  if (!isUnspaced(token)) return token === "" ? [] : [token];
  return [...segmenterFor(language).segment(token)].map(({ segment }) => segment);
}

/** The runtime throws for codes it cannot parse; the words of such a text are still cut. */
function segmenterFor(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: "word" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "word" });
  }
}

function syllables(word: string): number {
  const count = (pattern: RegExp) => word.match(pattern)?.length ?? 0;
  const spoken = count(VOWEL_GROUP) + count(SYLLABLE_SIGN) + count(CONSONANT) / 2 + count(DIGIT) * SYLLABLES_PER_DIGIT;
  return Math.max(1, spoken);
}
