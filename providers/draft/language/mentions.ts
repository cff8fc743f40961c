import { beingKind, type Pronoun } from "./beings.ts";
import { singularOf, type Word } from "./grammar.ts";
import { type NounPhrase, nounPhrases, visiblePhrase } from "./noun-phrases.ts";
import { kindOfPlace } from "./places.ts";
import { TITLES } from "./words/beings.ts";

/** One place in a sentence where a being is spoken of by noun or name. */
export interface Mention {
  at: number;
  /** First word of the name or noun phrase. */
  from: number;
  /** A proper name as written: `Emily`, `Li Yang`, `Team A`; null for a plain noun. */
  name: string | null;
  /** Head noun in the singular; empty for a name that tells no kind. */
  head: string;
  /** The noun phrase as drawn: `young girl`; empty as above. */
  phrase: string;
  plural: boolean;
  /** `two`, `three`, …: how many, where it is said. */
  count: string | null;
  /** What a first name tells. */
  pronoun: Pronoun | null;
  /** `a fox` opens a new being, `the fox` goes on with a known one. */
  isNew: boolean;
  /** Before the verb: the one who acts. */
  isSubject: boolean;
}

/** The beings that a sentence speaks of by noun or name, in order. */
export function findMentions(words: readonly Word[]): Mention[] {
  const named = findNames(words);
  const taken = new Set(
    named.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, step) => from + step)),
  );
  const mentions = named.map(({ mention }) => mention);
  for (const phrase of nounPhrases(words)) {
    const word = words[phrase.head];
    if (!word || taken.has(phrase.head) || !beingKind(word.lower)) continue;
    if (isPredicate(words, phrase) || tellsNamed(words, phrase, taken)) continue;
    if (kindOfPlace(words[phrase.head + 1]?.lower ?? "") && word.after === "") continue;
    const head = singularOf(word.lower);
    mentions.push({
      at: phrase.head,
      from: phrase.start,
      name: null,
      head,
      phrase: visiblePhrase(words, phrase).toLowerCase(),
      plural: head !== word.lower,
      count: countOf(phrase.determiner),
      pronoun: null,
      isNew: !/^(the|his|her|its|their|this|that|these|those|both|my|our|your)$/.test(phrase.determiner),
      isSubject: isBeforeVerb(words, phrase.head),
    });
  }
  return mentions.sort((a, b) => a.at - b.at);
}

const NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** The number word of `two` or `2`; null where nobody counts. */
function countOf(determiner: string): string | null {
  if (/^\d+$/.test(determiner)) return NUMBERS[Number(determiner) - 2] ?? "many";
  return NUMBERS.includes(determiner) || /^(many|several)$/.test(determiner) ? determiner : null;
}

/** `wants to be a chef`: what somebody is, and nobody else. */
function isPredicate(words: readonly Word[], phrase: NounPhrase): boolean {
  return (
    /^(an?)$/.test(phrase.determiner) && /^(be|become|becomes|became|as)$/.test(words[phrase.start - 2]?.lower ?? "")
  );
}

/** `Mira is a young whale`: what the named one is, and nobody else. */
function tellsNamed(words: readonly Word[], phrase: NounPhrase, named: ReadonlySet<number>): boolean {
  return (
    /^an?$/.test(phrase.determiner) &&
    /^(is|was)$/.test(words[phrase.start - 2]?.lower ?? "") &&
    named.has(phrase.start - 3)
  );
}

interface NameSpan {
  from: number;
  to: number;
  mention: Mention;
}

function findNames(words: readonly Word[]): NameSpan[] {
  const found: NameSpan[] = [];
  for (let from = 0; from < words.length; from++) {
    if (!startsName(words, from)) continue;
    const to = isTeam(words, from) ? from + 1 : endOfName(words, from);
    found.push(nameSpan(words, from, to));
    from = to;
  }
  return found;
}

function endOfName(words: readonly Word[], from: number): number {
  let to = from;
  while (words[to]?.after === "" && isNameWord(words[to + 1]) && !/['’]s$/.test(words[to]?.text ?? "")) to++;
  return to;
}

function nameSpan(words: readonly Word[], from: number, to: number): NameSpan {
  const parts = words
    .slice(from, to + 1)
    .map((word) => word.text.replace(/['’]s$/, "").replace(/[^\p{L}\p{N}' -]/gu, ""));
  const title = TITLES[parts[0]?.toLowerCase() ?? ""];
  const bare =
    title && parts.length > 1 && !/^(princess|prince|king|queen|captain|sir|lady)$/i.test(parts[0] ?? "")
      ? parts.slice(1)
      : parts;
  const own = title && parts.length > 1 ? title : kindBesideName(words, from, to);
  return {
    from,
    to,
    mention: {
      at: to,
      from,
      name: bare.join(" "),
      head: singularOf(own.split(" ").at(-1) ?? ""),
      phrase: own,
      plural: false,
      count: null,
      pronoun: nameGender(words.slice(from, to + 1)),
      isNew: false,
      isSubject: isBeforeVerb(words, to),
    },
  };
}

function nameGender(name: readonly Word[]): Pronoun | null {
  if (name.some((word) => word.tags.has("FemaleName"))) return "she";
  return name.some((word) => word.tags.has("MaleName")) ? "he" : null;
}

/** `a young girl named Emily`, `astronomy enthusiast Lily`, `Oscar, an old sailor`. */
function kindBesideName(words: readonly Word[], from: number, to: number): string {
  const phrases = nounPhrases(words);
  const namedBy = /^(named|called)$/.test(words[from - 1]?.lower ?? "");
  const before = phrases.find((phrase) => phrase.head === from - (namedBy ? 2 : 1));
  const beside = words[from - 1];
  if (beside && beside.after === "" && beingKind(beside.lower)) return beside.lower;
  if (namedBy && before) return visiblePhrase(words, before).toLowerCase();
  const told = phrases.find((phrase) => tellsNamed(words, phrase, new Set([to])));
  if (told && beingKind(words[told.head]?.lower ?? "")) return visiblePhrase(words, told).toLowerCase();
  const apposed = phrases.find(
    (phrase) => phrase.head > to && phrase.start - 2 === to && /^(a|an)$/.test(phrase.determiner),
  );
  if (apposed && words[to]?.after === "," && beingKind(words[apposed.head]?.lower ?? "")) {
    return visiblePhrase(words, apposed).toLowerCase();
  }
  return "";
}

function startsName(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (isTeam(words, at)) return true;
  if (!isNameWord(word) || !word) return false;
  const before = words[at - 1];
  if (before && (/^(the|a|an)$/.test(before.lower) || (before.after === "" && isNameWord(before)))) return false;
  const isTitle = word.lower in TITLES && isNameWord(words[at + 1]);
  if (isTitle || word.tags.has("Person") || word.tags.has("FirstName")) return true;
  if (namesPlace(word, before) || beingKind(word.lower.replace(/'s$/, ""))) return false;
  return at > 0 && before?.after !== ":" ? !/[.!?"]$/.test(before?.after ?? "") : opensWithName(words, at);
}

/** `in Marrakech`, and whatever is known as a place. */
function namesPlace(word: Word, before: Word | undefined): boolean {
  const isSomewhere = before?.after === "" && /^(in|at|near|from|through|across)$/.test(before.lower);
  return isSomewhere || kindOfPlace(word.lower) !== null || word.tags.has("Place");
}

/** `Team A`. */
function isTeam(words: readonly Word[], at: number): boolean {
  return words[at]?.lower === "team" && /^[A-Z](['’]s)?$/.test(words[at + 1]?.text ?? "");
}

/** A capital at the start says nothing; a verb or a second capital right behind it does. */
function opensWithName(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const next = words[at + 1];
  if (!word || !next || !word.tags.has("ProperNoun")) return false;
  return isNameWord(next) || next.tags.has("PastTense") || next.tags.has("PresentTense");
}

function isNameWord(word: Word | undefined): boolean {
  if (!word || !/^\p{Lu}/u.test(word.text)) return false;
  if (/^(i|i'm|the|a|an|in|on|at|one|first|next|then|finally|lastly|ad|bc|god)$/i.test(word.lower)) return false;
  if (word.tags.has("Month") || word.tags.has("WeekDay") || word.tags.has("Date") || word.tags.has("Acronym")) {
    return /^[A-Z]$/.test(word.text);
  }
  return word.tags.has("Noun") || word.tags.has("Person");
}

function isBeforeVerb(words: readonly Word[], at: number): boolean {
  const next = words.slice(at + 1).findIndex((word) => word.tags.has("Verb"));
  if (next < 0) return at < 3;
  const between = words.slice(at + 1, at + 1 + next);
  return !words.slice(Math.max(0, at - 3), at).some((word) => word.tags.has("Verb")) && between.length < 6;
}
