import nlp from "compromise";
import { blankSigns } from "./sentences.ts";
import { ADJECTIVES } from "./words/adjectives.ts";
import { ANIMALS, FANTASTIC, MACHINES, MEN, PEOPLE, WOMEN } from "./words/beings.ts";
import { NOUN_VERBS, STORY_VERBS } from "./words/verbs.ts";

/** One word of a parsed text. */
export interface Word {
  text: string;
  lower: string;
  tags: ReadonlySet<string>;
  /** Punctuation between this word and the next, without spaces. */
  after: string;
  /** Where it begins in the parsed text. */
  from: number;
}

/** The tagger's own words, helped out where it does not know a word or takes it for another. */
const LEXICON: Record<string, string> = {
  ...Object.fromEntries([...ADJECTIVES].map((word) => [word, "Adjective"])),
  observatory: "Noun",
  laboratory: "Noun",
  factory: "Noun",
  over: "Preposition",
  through: "Preposition",
  across: "Preposition",
  above: "Preposition",
  below: "Preposition",
  under: "Preposition",
  along: "Preposition",
  inside: "Preposition",
  toward: "Preposition",
  towards: "Preposition",
};

// Told once: handed over with each text, the words would be compiled anew each time.
nlp.addWords(LEXICON);

/** Words with their parts of speech, in order. Signs and tags between and around them are passed over. */
export function parseWords(text: string): Word[] {
  const prose = blankSigns(text);
  let end = 0;
  const words = nlp(prose)
    .docs.flat()
    .filter((term) => term.text !== "" || term.normal !== "")
    .map((term) => {
      const found = term.text === "" ? end : prose.indexOf(term.text, end);
      const from = found < 0 ? end : found;
      end = from + term.text.length;
      return {
        text: term.text || term.normal,
        lower: term.normal.toLowerCase().replace(/[’]/g, "'"),
        tags: new Set(term.tags ?? []),
        after: (/^[^\p{L}\p{N}]*/u.exec(prose.slice(end))?.[0] ?? "").trim(),
        from,
      };
    });
  return words.map((word, at) => {
    if (isMissedVerb(words, at) || isDeedOfBeing(words, at))
      return { ...word, tags: new Set(["Verb", "PresentTense"]) };
    if (isThingDoneTo(words, at)) return { ...word, tags: new Set(["Noun", "Plural"]) };
    if (isPlainPresent(word, words[at - 1])) return { ...word, tags: new Set(["Verb", "PresentTense"]) };
    return isMissedGerund(word, words[at - 1]) ? { ...word, tags: new Set(["Verb", "Gerund"]) } : word;
  });
}

/** `two penguins fall`: a base form behind a plural is no infinitive. */
function isPlainPresent(word: Word, before: Word | undefined): boolean {
  if (before?.after !== "" || !word.tags.has("Infinitive") || !word.tags.has("PresentTense")) return false;
  return (before.tags.has("Noun") && isPlural(before.lower)) || /^(i|we|you|they)$/.test(before.lower);
}

/** `a cat playing piano`: what a being does, not a thing that is named after it. */
function isMissedGerund(word: Word, before: Word | undefined): boolean {
  if (before?.after !== "" || !/.{2}ing$/.test(word.lower) || word.tags.has("Verb")) return false;
  return isBeing(before.lower) && STORY_VERBS.has(infinitiveOf(word.lower));
}

const BEFORE_NOUN =
  /^(a|an|the|this|that|these|those|my|your|his|her|its|our|their|of|in|on|at|with|for|to|no|some|every)$/;

/** `Children build a castle`, `a dog chases a cat`: a verb behind its subject that was taken for a noun. */
function isMissedVerb(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const before = words[at - 1];
  const next = words[at + 1];
  if (
    !word ||
    !before ||
    before.after !== "" ||
    (word.tags.has("Verb") && !word.tags.has("Infinitive")) ||
    !before.tags.has("Noun")
  )
    return false;
  if (BEFORE_NOUN.test(before.lower) || (next && word.after === "" && (next.tags.has("Verb") || isPlainNoun(next))))
    return false;
  const many =
    isPlural(before.lower) ||
    words[at - 2]?.lower === "and" ||
    words[at - 3]?.lower === "and" ||
    words[at - 4]?.lower === "and";
  if (STORY_VERBS.has(word.lower)) return many && !words.slice(0, at).some((other) => other.tags.has("Verb"));
  return word.lower.endsWith("s") && !isPlural(before.lower) && STORY_VERBS.has(thirdToBase(word.lower));
}

/** `A robot waters a garden`: behind a being, a word that may be a plural noun or a verb is what the being does. */
function isDeedOfBeing(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const before = words[at - 1];
  const next = words[at + 1];
  if (!word || before?.after !== "" || !word.tags.has("Noun") || !isBeing(before.lower)) return false;
  if (words.slice(0, at).some((other) => other.tags.has("Verb"))) return false;
  if (next && word.after === "" && next.tags.has("Verb") && !isPlural(next.lower)) return false;
  if (isPlural(before.lower)) return NOUN_VERBS.has(word.lower);
  if (!/[^s]s$/.test(word.lower)) return false;
  const isActedOn = next !== undefined && word.after === "" && OPENS_OBJECT.test(next.lower);
  return isActedOn || NOUN_VERBS.has(thirdToBase(word.lower)) || STORY_VERBS.has(thirdToBase(word.lower));
}

/** `a boy hides books`: of two such words behind a being, the second is no deed. */
function isThingDoneTo(words: readonly Word[], at: number): boolean {
  const [being, deed] = [words[at - 2], words[at - 1]];
  const word = words[at];
  if (!word || !deed || !being || deed.after !== "" || being.after !== "" || !isBeing(being.lower)) return false;
  const base = thirdToBase(deed.lower);
  const isDeed = /[^s]s$/.test(deed.lower) && (STORY_VERBS.has(base) || NOUN_VERBS.has(base));
  return isDeed && !isPlural(being.lower) && word.tags.has("PresentTense") && /[^s]s$/.test(word.lower);
}

const OPENS_OBJECT = /^(a|an|the|this|that|these|those|my|your|his|her|its|our|their|some|every|him|them|us|me)$/;

function isBeing(noun: string): boolean {
  return [noun, singularOf(noun)].some((word) =>
    [ANIMALS, PEOPLE, MEN, WOMEN, FANTASTIC, MACHINES].some((beings) => beings.has(word)),
  );
}

function isPlainNoun(word: Word): boolean {
  return (
    word.tags.has("Noun") &&
    !word.tags.has("Pronoun") &&
    !BEFORE_NOUN.test(word.lower) &&
    !isPlural(word.lower) &&
    !word.tags.has("ProperNoun")
  );
}

function thirdToBase(verb: string): string {
  if (verb.endsWith("ies")) return `${verb.slice(0, -3)}y`;
  const bare = verb.slice(0, -1);
  return STORY_VERBS.has(bare) || NOUN_VERBS.has(bare) ? bare : bare.replace(/e$/, "");
}

/** `find` or `finds` → `found`; what is past already stays. */
export const pastOf = remembered((verb) => {
  if (verb === "be") return "was";
  const told = spoken(asVerb(verb).toPastTense().text(), verb);
  if (told !== verb || !/^\p{L}+$/u.test(verb) || /(?:ed|t|ew|ost|ept|ang|ung|ought|aught)$/.test(verb)) return told;
  return verb.endsWith("e") ? `${verb}d` : `${verb}ed`;
});

/** `find` → `finds`. */
export const presentOf = remembered((verb) => {
  if (verb === "be") return "is";
  const told = spoken(asVerb(verb).toPresentTense().text(), verb);
  if (told !== verb || /s$/.test(verb)) return told;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:ch|sh|x|z|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
});

/** `finding` → `find`, `found` → `find`. */
export function infinitiveOf(verb: string): string {
  return spoken(asVerb(verb).toInfinitive().text(), verb);
}

/** `find` → `finding`. */
export function gerundOf(verb: string): string {
  return spoken(
    asVerb(verb)
      .toGerund()
      .text()
      .replace(/^(is|are|was|were|am|be)\s+/i, ""),
    verb,
  );
}

/** The tagger takes a millisecond for a verb, and the same few verbs are asked for again and again. */
function remembered(inflect: (verb: string) => string): (verb: string) => string {
  const known = new Map<string, string>();
  return (verb) => {
    const form = known.get(verb) ?? inflect(verb);
    if (known.size < 2000) known.set(verb, form);
    return form;
  };
}

function asVerb(verb: string) {
  const view = nlp(verb);
  view.tag("Verb");
  return view.verbs();
}

function spoken(told: string, otherwise: string): string {
  return told.trim() === "" ? otherwise : told.trim();
}

const IRREGULAR_PLURALS: Readonly<Record<string, string>> = {
  men: "man",
  women: "woman",
  children: "child",
  people: "person",
  mice: "mouse",
  geese: "goose",
  feet: "foot",
  teeth: "tooth",
  wolves: "wolf",
  elves: "elf",
  dwarves: "dwarf",
  thieves: "thief",
  leaves: "leaf",
  knives: "knife",
  shelves: "shelf",
  heroes: "hero",
  volcanoes: "volcano",
  potatoes: "potato",
  tomatoes: "tomato",
  zombies: "zombie",
  cookies: "cookie",
  movies: "movie",
  pies: "pie",
  ties: "tie",
  genies: "genie",
};

const SINGULAR_S =
  /(?:ss|us|is|ous|glass|gas|lens|mars|paris|venus|atlantis|canvas|compass|circus|bus|princess|goddess|alps|woods|news|always)$/;

/** The singular of an English noun in lower case; a singular stays. */
export function singularOf(noun: string): string {
  const irregular = IRREGULAR_PLURALS[noun];
  if (irregular) return irregular;
  if (!noun.endsWith("s") || noun.length < 4 || SINGULAR_S.test(noun)) return noun;
  if (/(?:ies)$/.test(noun) && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(?:ches|shes|xes|sses|zes)$/.test(noun)) return noun.slice(0, -2);
  return noun.slice(0, -1);
}

export function isPlural(word: string): boolean {
  const noun = word.toLowerCase();
  return singularOf(noun) !== noun || /^(people|family|crew|couple|twins|team|townspeople|cattle)$/.test(noun);
}

/** With `a` or `an` by sound; a plural and a name take none. */
export function withArticle(phrase: string): string {
  const head = phrase.split(" ").at(-1)?.toLowerCase() ?? "";
  if (isPlural(head) || /^\p{Lu}/u.test(phrase)) return phrase;
  return `${/^(?:[aeio]|u(?!ni|se|ti|su)|hour|hon|heir)/i.test(phrase) ? "an" : "a"} ${phrase}`;
}
