import { PRONOUN_FORMS } from "./beings.ts";
import type { Tense } from "./clauses.ts";
import { inPlace, placePreposition } from "./describe.ts";
import { isPlural, pastOf, presentOf, withArticle } from "./grammar.ts";
import { isIndoors } from "./light.ts";
import type { Member } from "./members.ts";
import type { Place } from "./places.ts";

/** What the slots of a line are filled with. */
export interface Wording {
  slots: Readonly<Record<string, string | null>>;
  plural: boolean;
  tense: Tense;
  /** Lines that begin with `^` are about weather and distance, and are passed over where there is neither. */
  indoors: boolean;
}

/**
 * The words for a hero in a place, with or without a thing that the story is about, which the hero
 * `keeps` when it is found or won and not when it is fought, chased or played.
 */
export function storyWording(
  hero: Member | null,
  place: Place,
  object: string | null,
  tense: Tense,
  deed: string | null = null,
  keeps = false,
): Wording {
  const forms = hero ? PRONOUN_FORMS[hero.pronoun] : null;
  return {
    plural: hero?.plural ?? false,
    tense,
    indoors: isIndoors(place.kind) || place.kind === "hall",
    slots: {
      hero: hero?.known ?? null,
      "a hero": hero?.introduced ?? null,
      they: hero?.pronoun ?? null,
      them: forms?.them ?? null,
      their: forms?.their ?? null,
      object,
      "kept object": keeps ? object : null,
      deed,
      ...placeSlots(place),
    },
  };
}

/** The words for a film about one topic. */
export function topicWording(topic: string, question: string | null, place: Place): Wording {
  const article = /^(the|a|an|my|our|your|some) /i.exec(topic)?.[1]?.toLowerCase();
  const known = article === "a" || article === "an" ? topic.replace(/^an? /i, "the ") : topic;
  return {
    plural: false,
    tense: "present",
    indoors: false,
    slots: {
      topic: known,
      "the topic": article ? known : null,
      "one topic": isPlural(known.split(" ").at(-1) ?? "") ? null : known,
      "a topic": article ? topic : withArticle(topic),
      question,
      ...placeSlots(place),
    },
  };
}

function placeSlots(place: Place): Record<string, string> {
  const isName = /\p{Lu}|^outer space$/u.test(place.phrase);
  const the = isName ? place.phrase : `the ${place.phrase}`;
  return {
    place: the,
    "in place": `${isPlural(place.phrase.split(" ").at(-1) ?? "") ? "in" : placePreposition(place)} ${the}`,
    "in a place": inPlace(place),
  };
}

/** The line as it is spoken, or null when a slot stays empty. */
export function fillLine(line: string, wording: Wording): string | null {
  if (line.startsWith("^") && wording.indoors) return null;
  let complete = true;
  const filled = line.replace(/^\^/, "").replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = wording.slots[name.charAt(0).toLowerCase() + name.slice(1)];
    if (!value) complete = false;
    return /^[A-Z]/.test(name) ? capital(value ?? "") : (value ?? "");
  });
  if (!complete) return null;
  const spoken = filled.replace(/<(?:([sp]):)?(\w+)>/g, (_, number: string | undefined, verb: string) => {
    return inflect(verb, wording.tense, number === undefined ? wording.plural : number === "p");
  });
  return spoken.replace(/\bcan not\b/g, "cannot");
}

const IRREGULAR: Readonly<Record<string, readonly [past: string, one: string, many: string]>> = {
  be: ["was", "is", "are"],
  have: ["had", "has", "have"],
  do: ["did", "does", "do"],
  can: ["could", "can", "can"],
  will: ["would", "will", "will"],
  lie: ["lay", "lies", "lie"],
  hang: ["hung", "hangs", "hang"],
  cost: ["cost", "costs", "cost"],
  spread: ["spread", "spreads", "spread"],
  rise: ["rose", "rises", "rise"],
  rest: ["rested", "rests", "rest"],
  wake: ["woke", "wakes", "wake"],
  set: ["set", "sets", "set"],
  go: ["went", "goes", "go"],
  say: ["said", "says", "say"],
};

function inflect(verb: string, tense: Tense, many: boolean): string {
  const known = IRREGULAR[verb];
  if (tense === "past") return verb === "be" && many ? "were" : (known?.[0] ?? pastOf(verb));
  if (many) return known?.[2] ?? verb;
  return known?.[1] ?? presentOf(verb);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
