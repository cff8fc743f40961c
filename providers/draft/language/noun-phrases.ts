import { singularOf, type Word } from "./grammar.ts";
import { ABSTRACT_ENDING, ABSTRACT_NOUNS, DRAWABLE_ANYWAY } from "./words/abstract.ts";
import { UNSEEN_ADJECTIVES } from "./words/adjectives.ts";

/** A noun with what stands before it, as a range of words. */
export interface NounPhrase {
  /** First word of the modifiers, after article and numbers. */
  start: number;
  /** Index of the head noun. */
  head: number;
  /** `a`, `the`, `his`, … in lower case; empty when there is none. */
  determiner: string;
  /** Whether the words before it are a preposition of place. */
  preposition: string;
}

const DETERMINERS =
  /^(a|an|the|this|that|these|those|my|your|his|her|its|our|their|some|any|no|every|each|another|one|two|three|four|five|six|seven|eight|nine|ten|hundreds|many|several|few|all|both|\d{1,2})$/;

/** The noun phrases of a sentence, in order. */
export function nounPhrases(words: readonly Word[]): NounPhrase[] {
  const found: NounPhrase[] = [];
  for (let at = 0; at < words.length; at++) {
    if (isHead(words, at)) found.push(phraseAt(words, at));
  }
  return found;
}

/** A noun that the next word does not continue. */
function isHead(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || !isNoun(word)) return false;
  const next = words[at + 1];
  return word.after !== "" || !next || !isNoun(next) || next.tags.has("Pronoun") || DETERMINERS.test(next.lower);
}

function isNoun(word: Word): boolean {
  if (word.tags.has("Pronoun") || DETERMINERS.test(word.lower)) return false;
  if (word.lower.endsWith("'s")) return false;
  return word.tags.has("Noun") && !word.tags.has("Date") && !/^\d/.test(word.lower);
}

function phraseAt(words: readonly Word[], head: number): NounPhrase {
  let start = head;
  while (start > 0 && continuesPhrase(words[start - 1])) start--;
  const before = words[start - 1];
  const determiner = before && before.after === "" && DETERMINERS.test(before.lower) ? before.lower : "";
  const earlier = words[determiner ? start - 2 : start - 1];
  const preposition = earlier && earlier.after === "" && PREPOSITIONS.test(earlier.lower) ? earlier.lower : "";
  return { start, head, determiner, preposition };
}

const PREPOSITIONS =
  /^(in|into|at|on|onto|through|across|to|toward|towards|inside|near|by|beside|over|from|under|around|above|below|beyond|within|along|past|outside|of|with|for|against|among|behind|between|up|down)$/;

function continuesPhrase(word: Word | undefined): boolean {
  if (word?.after !== "" || DETERMINERS.test(word.lower) || word.tags.has("Pronoun")) return false;
  if (PREPOSITIONS.test(word.lower)) return false;
  if (word.tags.has("Adjective") || word.tags.has("Noun") || word.tags.has("Possessive")) return true;
  return word.tags.has("Gerund") || (word.tags.has("PastTense") && word.tags.has("Adjective"));
}

/** Whether a noun can be seen, as far as one can tell from the word. */
export function isDrawable(noun: string): boolean {
  const lower = noun.toLowerCase();
  const single = singularOf(lower);
  if (DRAWABLE_ANYWAY.has(lower) || DRAWABLE_ANYWAY.has(single)) return true;
  if (ABSTRACT_NOUNS.has(lower) || ABSTRACT_NOUNS.has(single)) return false;
  return (
    !ABSTRACT_ENDING.test(lower) &&
    !/^(?:\d|[^a-z])/i.test(lower) &&
    lower.length > 2 &&
    !/ing$/.test(
      lower.replace(
        /^(ring|king|string|building|painting|wing|spring|lightning|clothing|earring|drawing|swing|viking|ceiling|pudding|dumpling|duckling|wedding).*/,
        "",
      ),
    )
  );
}

/** The phrase as it is drawn: what can be seen of the modifiers, and the head, in lower case but for names. */
export function visiblePhrase(words: readonly Word[], phrase: Pick<NounPhrase, "start" | "head">): string {
  const parts = words.slice(phrase.start, phrase.head + 1).filter((word, at, all) => {
    if (at === all.length - 1) return true;
    if (word.from > 0 && /^\p{Lu}/u.test(word.text)) return true;
    return !UNSEEN_ADJECTIVES.has(word.lower) && !word.tags.has("Adverb") && !word.tags.has("Value");
  });
  return parts
    .slice(-3)
    .map((word) => (word.tags.has("ProperNoun") ? word.text : word.text.toLowerCase()))
    .join(" ")
    .replace(/[^\p{L}\p{N}' -]/gu, "")
    .trim();
}
