import { beingKind, pronounOfNoun } from "./beings.ts";
import type { Being } from "./cast.ts";
import { hasFiniteVerb, isTensed } from "./clauses.ts";
import { infinitiveOf, isPlural, parseWords, singularOf, type Word, withArticle } from "./grammar.ts";
import type { Member } from "./members.ts";
import { isDrawable, nounPhrases, visiblePhrase } from "./noun-phrases.ts";
import { kindOfPlace } from "./places.ts";
import { asSentence } from "./sentences.ts";

/**
 * A headline made a sentence: `Knight fights dragon` → `A knight fights a dragon`,
 * `a robot learning to paint` → `A robot is learning to paint`, `two friends on a trip` → `This is the story of two friends on a trip`.
 */
export function asFullSentence(text: string): string {
  const bare = addArticles(text.replace(/[.!?…]+$/u, ""));
  const words = parseWords(bare);
  if (hasFiniteVerb(words)) return asSentence(bare);
  const doing = words.findIndex((word, at) => at > 0 && isDoing(word, words[at - 1]));
  const head = words[doing - 1];
  const verb = words[doing];
  if (head && verb) {
    const plural = isPlural(head.lower) || /^(two|three|four|five|six|seven|many|some)$/.test(words[0]?.lower ?? "");
    return asSentence(`${bare.slice(0, verb.from)}${plural ? "are" : "is"} ${bare.slice(verb.from)}`);
  }
  return asSentence(`This is the story of ${midSentence(bare, words[0])}`);
}

function isDoing(word: Word, before: Word | undefined): boolean {
  if (
    !/ing$/.test(word.lower) ||
    /^(king|ring|string|spring|morning|evening|building|wing|thing|ceiling|viking|duckling|wedding|painting)$/.test(
      word.lower,
    )
  )
    return false;
  return (
    before !== undefined &&
    (before.tags.has("Noun") || beingKind(before.lower) !== null) &&
    !/^(a|an|the)$/.test(before.lower)
  );
}

function addArticles(text: string): string {
  const words = parseWords(text);
  const first = words[0];
  if (!first) return text;
  const phrase = nounPhrases(words)[0];
  const head = phrase ? words[phrase.head] : undefined;
  const isBare =
    phrase?.start === 0 && phrase.determiner === "" && head && !isPlural(head.lower) && beingKind(head.lower) !== null;
  const isTitle = words[phrase?.head ?? 0]?.tags.has("Person") && !beingKind(head?.lower ?? "");
  const opened = isBare && !isTitle ? withArticle(text.charAt(0).toLowerCase() + text.slice(1)) : text;
  const article = isBare && !isTitle ? (/^[aeiou]/i.test(text) ? "An " : "A ") : "";
  const started = article ? article + opened.replace(/^an? /, "") : text;
  return started.replace(/(\p{L}+) (\p{Ll}+)$/u, (whole, verb: string, noun: string) => {
    const word = words.find((candidate) => candidate.text === verb);
    const fits = isTensed(word) && beingKind(noun) !== null && singularOf(noun) === noun;
    return fits ? `${verb} ${withArticle(noun)}` : whole;
  });
}

function midSentence(text: string, first: Word | undefined): string {
  return first?.tags.has("ProperNoun") || /^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** The verb of the sentence itself, not of a clause such as "who wants to cook". */
function mainVerb(words: readonly Word[]): number {
  const inside = (at: number) =>
    words.slice(Math.max(0, at - 2), at).some((word) => /^(who|which|that)$/.test(word.lower));
  const found = words.findIndex((word, at) => isTensed(word) && !inside(at) && words[at - 1]?.lower !== "to");
  return found < 0 ? words.findIndex(isTensed) : found;
}

const STATES = /^(be|live|have|want|love|dream|need|wish|hate|work|must|know|like|own|belong|exist|fear|long|miss)$/;

/** Whether a sentence says how things are rather than what happens. */
export function tellsState(sentence: string): boolean {
  if (/^(?:This is the story of|There (?:is|was|are|were|lived|lives)|Once upon a time)/i.test(sentence)) return true;
  const words = parseWords(sentence);
  const at = mainVerb(words);
  const verb = words[at];
  if (!verb || words[at + 1]?.tags.has("Gerund") || /ing$/.test(words[at + 1]?.lower ?? "")) return false;
  return verb.tags.has("Copula") || verb.tags.has("Modal") || STATES.test(infinitiveOf(verb.lower));
}

/** What the deed is done to, as it is spoken of later: `the lantern`, `his granddaughter`. */
export function findObject(sentence: string, cast: readonly Member[]): string | null {
  const words = parseWords(sentence);
  const verb = mainVerb(words);
  for (const phrase of nounPhrases(words)) {
    const head = words[phrase.head];
    if (!head || phrase.head <= verb || verb < 0) continue;
    const member = cast
      .slice(1)
      .find(({ being }) => being.head === singularOf(head.lower) || being.name?.includes(head.text));
    if (member) return member.known;
    if (/^(in|on|at|by|through|across|into|for|from|of|during|near|under|over)$/.test(phrase.preposition)) continue;
    if (!isDrawable(head.lower) || kindOfPlace(head.lower) || head.tags.has("Person")) continue;
    const owner = /^(his|her|its|their|my|our)$/.test(phrase.determiner) ? phrase.determiner : "the";
    return `${owner} ${visiblePhrase(words, phrase)}`;
  }
  return null;
}

/** A hero for a story in which no being acts: the thing that does. */
export function thingAsBeing(sentence: string): Being | null {
  const words = parseWords(sentence);
  const phrase = nounPhrases(words)[0];
  const head = phrase ? words[phrase.head] : undefined;
  if (!phrase || !head) return null;
  const kind = visiblePhrase(words, phrase);
  const plural = isPlural(head.lower);
  return {
    name: null,
    head: singularOf(head.lower),
    kind,
    plural,
    pronoun: plural ? "they" : (pronounOfNoun(head.lower) ?? "it"),
    mentions: 1,
    asSubject: 1,
  };
}
