/**
 * How fast narrators speak, for planning only: the film's lengths are measured from the recordings.
 * Rates were measured with the draft voices and rounded down, so that narration fits its scene.
 */
const WORDS_PER_SECOND = 2.4;
const CHARACTERS_PER_SECOND = 4.5;

/** Scripts that are written without spaces, so that words cannot be counted by them. */
const UNSPACED = /^(zh|ja|th|lo|km|my|yue)(-|$)/;

/** The most words (characters, in scripts without spaces) that fit into these seconds; at least 4. */
export function wordsFor(seconds: number, language: string): number {
  const rate = UNSPACED.test(language) ? CHARACTERS_PER_SECOND : WORDS_PER_SECOND;
  return Math.max(4, Math.floor(seconds * rate));
}

/** About how long a text takes to say, in seconds. */
export function speakingSeconds(text: string, language: string): number {
  if (UNSPACED.test(language)) return [...text].length / CHARACTERS_PER_SECOND;
  return text.split(/\s+/).filter(Boolean).length / WORDS_PER_SECOND;
}
