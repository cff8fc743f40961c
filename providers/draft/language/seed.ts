import { beingKind } from "./beings.ts";
import type { Being } from "./cast.ts";
import { hasFiniteVerb, isTensed } from "./clauses.ts";
import { infinitiveOf, isPlural, parseWords, singularOf, type Word, withArticle } from "./grammar.ts";
import type { Member } from "./members.ts";
import { isDrawable, nounPhrases, visiblePhrase } from "./noun-phrases.ts";
import { namedPlace } from "./places.ts";
import { asSentence } from "./sentences.ts";

/**
 * A headline made a sentence: `Knight fights dragon` → `A knight fights a dragon`,
 * `a robot learning to paint` → `A robot is learning to paint`, `two friends on a trip` → `This is the story of two friends on a trip`.
 */
export function asFullSentence(text: string): string {
  const bare = addArticles(text.replace(/[.!?…]+$/u, ""));
  const words = parseWords(bare);
  if (hasFiniteVerb(words) && !onlyRelative(words)) return asSentence(bare);
  const doing = words.findIndex((word, at) => at > 0 && isDoing(word, words[at - 1]));
  const head = words[doing - 1];
  const verb = words[doing];
  if (head && verb) {
    const plural = isPlural(head.lower) || /^(two|three|four|five|six|seven|many|some)$/.test(words[0]?.lower ?? "");
    return asSentence(`${bare.slice(0, verb.from)}${plural ? "are" : "is"} ${bare.slice(verb.from)}`);
  }
  const phrase = nounPhrases(words)[0];
  const isBare =
    phrase?.start === 0 &&
    phrase.determiner === "" &&
    !isPlural(words[phrase.head]?.lower ?? "") &&
    !words[0]?.tags.has("ProperNoun");
  const told = midSentence(bare, words[0]);
  return asSentence(
    `This is the story of ${isBare && !/^(a|an|the|my|our|her|his) /i.test(told) ? withArticle(told.replace(/s$/, "s ")).trim() : told}`,
  );
}

/** `a girl who talks to the stars`: the only verb belongs to the girl. */
function onlyRelative(words: readonly Word[]): boolean {
  const verbs = words.flatMap((word, at) => (isTensed(word) && words[at - 1]?.lower !== "to" ? [at] : []));
  return (
    verbs.length > 0 &&
    verbs.every((at) =>
      words.slice(Math.max(0, at - 2), at).some((word) => /^(who|which|that|where|whose)$/.test(word.lower)),
    )
  );
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

/**
 * Who does what, and no more: `A whale sings to a keeper` → `The whale sings.`, `A fox finds an old lantern in the snow` →
 * `The fox finds an old lantern.` Null where nobody known does one plain thing.
 */
export function bareDeed(sentence: string, hero: string | null): string | null {
  const words = parseWords(sentence);
  const at = mainVerb(words);
  const verb = words[at];
  const next = words[at + 1];
  if (!hero || !verb || verb.after !== "" || ["Copula", "Modal", "Auxiliary"].some((tag) => verb.tags.has(tag)))
    return null;
  const isTrying = next?.lower === "to" && words[at + 2]?.tags.has("Verb") === true;
  if (!next || next.tags.has("Verb") || isTrying) return null;
  const object = nounPhrases(words).find(
    (phrase) => phrase.head > at && phrase.preposition === "" && phrase.start - at <= 2,
  );
  const end = object ? words[object.head] : verb;
  return end ? asSentence(`${hero} ${sentence.slice(verb.from, end.from + end.text.length)}`) : null;
}

const BY_CHANCE =
  /^(find|lose|discover|meet|fall|die|see|notice|hear|begin|start|happen|wake|get|receive|inherit|stumble|knock|be|have|arrive|come|become|remember|forget|crash|sleep|cry|laugh|smile|wait|float|drift|lie|sit|stand)$/;

/** What somebody sets out to do, in the infinitive and without the place; null for what happens by chance. */
export function findDeed(sentence: string, place: string): string | null {
  const text = sentence.replace(/[.!?…]+$/u, "");
  const words = parseWords(text);
  const verb = words[mainVerb(words)];
  const next = words[mainVerb(words) + 1];
  if (!verb || verb.tags.has("Copula") || verb.tags.has("Auxiliary") || verb.after !== "") return null;
  const isModal = verb.tags.has("Modal") && next !== undefined;
  const from = isModal ? next.from : verb.from + verb.text.length;
  const plain = isModal ? "" : infinitiveOf(verb.lower);
  if (BY_CHANCE.test(isModal ? infinitiveOf(next.lower) : plain)) return null;
  const rest =
    text
      .slice(from)
      .trim()
      .split(/,| while | when | and (?=it |he |she |they |the )/)[0] ?? "";
  const bare = rest.replace(
    new RegExp(
      `,? (?:in|on|at|by|through|inside|near) (?:(?:an?|the) )?${place.replace(/[^\p{L}\p{N} ]/gu, ".")}$`,
      "iu",
    ),
    "",
  );
  const told = `${plain} ${bare}`.trim();
  return told.split(" ").length < 2 ||
    told.split(" ").length > 9 ||
    /\b(?:and|his|her|their) \w+s\b.*\band\b/.test(told)
    ? null
    : told;
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
    if (
      !isDrawable(head.lower) ||
      namedPlace(words)?.phrase === visiblePhrase(words, phrase) ||
      head.tags.has("Person")
    )
      continue;
    const owner = /^(his|her|its|their|my|our)$/.test(phrase.determiner) ? phrase.determiner : "the";
    return `${owner} ${visiblePhrase(words, phrase)}`;
  }
  return null;
}

/** A hero for a story that names none as such: `she`, or the aliens of an alien invasion. */
export function hiddenHero(text: string): Being | null {
  const words = parseWords(text);
  const pronoun = words.find((word) => /^(she|he|i|we)$/.test(word.lower))?.lower;
  if (pronoun === "she") return { ...NOBODY, head: "woman", kind: "young woman", pronoun };
  if (pronoun === "he") return { ...NOBODY, head: "man", kind: "young man", pronoun };
  const part = words.find((word) => beingKind(word.lower) !== null);
  if (!part) return null;
  const kind = isPlural(part.lower) ? part.lower : `${part.lower}s`;
  return { ...NOBODY, head: singularOf(part.lower), kind, plural: true, pronoun: "they" };
}

const NOBODY: Being = { name: null, head: "", kind: "", plural: false, pronoun: null, mentions: 1, asSubject: 1 };
