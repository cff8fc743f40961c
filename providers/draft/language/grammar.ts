import nlp from "compromise";
import { ADJECTIVES } from "./words/adjectives.ts";

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

/** Words with their parts of speech, in order. */
export function parseWords(text: string): Word[] {
  let end = 0;
  return nlp(text, LEXICON)
    .docs.flat()
    .filter((term) => term.text !== "" || term.normal !== "")
    .map((term) => {
      const found = term.text === "" ? end : text.indexOf(term.text, end);
      const from = found < 0 ? end : found;
      end = from + term.text.length;
      return {
        text: term.text || term.normal,
        lower: term.normal.toLowerCase().replace(/[’]/g, "'"),
        tags: new Set(term.tags ?? []),
        after: (/^[^\p{L}\p{N}]*/u.exec(text.slice(end))?.[0] ?? "").trim(),
        from,
      };
    });
}

/** `find` or `finds` → `found`; what is past already stays. */
export function pastOf(verb: string): string {
  if (verb === "be") return "was";
  return spoken(asVerb(verb).toPastTense().text(), verb);
}

/** `find` → `finds`. */
export function presentOf(verb: string): string {
  if (verb === "be") return "is";
  return spoken(asVerb(verb).toPresentTense().text(), verb);
}

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

export function isPlural(noun: string): boolean {
  return singularOf(noun) !== noun || /^(people|family|crew|couple|twins|team|townspeople|cattle)$/.test(noun);
}

/** With `a` or `an` by sound; a plural and a name take none. */
export function withArticle(phrase: string): string {
  const head = phrase.split(" ").at(-1)?.toLowerCase() ?? "";
  if (isPlural(head) || /^\p{Lu}/u.test(phrase)) return phrase;
  return `${/^(?:[aeio]|u(?!ni|se|ti|su)|hour|hon|heir)/i.test(phrase) ? "an" : "a"} ${phrase}`;
}
