import { beingKind } from "./beings.ts";
import type { Word } from "./grammar.ts";
import { singularOf } from "./grammar.ts";
import type { Mention } from "./mentions.ts";
import { isDrawable, type NounPhrase, nounPhrases, visiblePhrase } from "./noun-phrases.ts";
import type { Place } from "./places.ts";

/** Things a picture can show of a text: beings first, then what is acted on, then the rest. */
export function findSubjects(words: readonly Word[], place: Place, cast: readonly Mention[]): string[] {
  const verb = words.findIndex((word) => word.tags.has("Verb"));
  const phrases = nounPhrases(words).filter((phrase) => isShown(words, phrase, place, cast));
  const rank = (phrase: NounPhrase) => {
    if (beingKind(words[phrase.head]?.lower ?? "")) return 0;
    return phrase.head > verb && !/^(of|for|from|with)$/.test(phrase.preposition) ? 1 : 2;
  };
  const ordered = phrases.map((phrase) => ({ phrase, rank: rank(phrase) })).sort((a, b) => a.rank - b.rank);
  return distinct(
    ordered.map(({ phrase }) => visiblePhrase(words, phrase)).filter((text) => text.length > 2 && text.length <= 80),
  ).slice(0, 6);
}

function isShown(words: readonly Word[], phrase: NounPhrase, place: Place, cast: readonly Mention[]): boolean {
  const head = words[phrase.head];
  if (!head || !isDrawable(head.lower) || BACKDROP.test(head.lower)) return false;
  if (cast.some((mention) => mention.at >= phrase.start && mention.from <= phrase.head)) return false;
  if (head.tags.has("Person") && !beingKind(head.lower)) return false;
  const isTown = /^\p{Lu}/u.test(head.text) && /^(in|at|near|from|through|across)$/.test(phrase.preposition);
  if (isTown && head.from > 0 && !beingKind(head.lower)) return false;
  return !place.phrase.toLowerCase().split(" ").includes(head.lower);
}

/** What can be seen everywhere and is no thing in a picture: the land itself, a light step, glowing colours. */
const BACKDROP = /^(sky|skies|land|ground|steps?|colou?rs?|details?|scratches|company|tracks|shadows?|breeze)$/;

/** The longer of two names of the same thing stays: `lantern`, `old lantern`. */
function distinct(phrases: readonly string[]): string[] {
  const kept: string[] = [];
  for (const phrase of phrases) {
    const head = singularOf(phrase.split(" ").at(-1) ?? phrase);
    const known = kept.findIndex((other) => singularOf(other.split(" ").at(-1) ?? other) === head);
    if (known < 0) kept.push(phrase);
    else if (phrase.length > (kept[known]?.length ?? 0)) kept[known] = phrase;
  }
  return kept;
}
