import { isPlural, type Word } from "./grammar.ts";
import { nounPhrases, visiblePhrase } from "./noun-phrases.ts";
import { IMPLIED_PLACES, PLACE_NOUNS, type PlaceKind } from "./words/places.ts";

export interface Place {
  /** Noun phrase without article: `snowy forest`. */
  phrase: string;
  kind: PlaceKind;
}

const KNOWN = new Map<string, PlaceKind>();
for (const [kind, nouns] of Object.entries(PLACE_NOUNS) as [PlaceKind, string][]) {
  for (const noun of nouns.split(", ")) KNOWN.set(noun, KNOWN.get(noun) ?? kind);
}

/** Verbs after which a place is where things happen, without a preposition. */
const GOING = /^(enter|cross|climb|reach|explore|visit|leave|search|roam|wander|haunt|approach)/;

/** The place that a sentence names, or null. Of several the last that somebody is in, or comes to. */
export function namedPlace(words: readonly Word[]): Place | null {
  let best: WeighedPlace | null = null;
  for (const found of weighPlaces(words)) if (!best || found.weight >= best.weight) best = found;
  return best && best.weight >= 0.9 ? best.place : null;
}

/** The places that somebody is in or comes to, in the order of a journey: `across the desert to a lost city`. */
export function journey(words: readonly Word[]): Place[] {
  return weighPlaces(words).flatMap(({ place, weight }) => (weight >= 3 ? [place] : []));
}

interface WeighedPlace {
  place: Place;
  /** How surely somebody is there: 3 is certain. */
  weight: number;
}

function weighPlaces(words: readonly Word[]): WeighedPlace[] {
  return nounPhrases(words).flatMap((phrase) => {
    const kind = kindAt(words, phrase.head);
    if (!kind) return [];
    const verb = words[phrase.start - (phrase.determiner ? 2 : 1)];
    const weight = kind === "sky" ? 0.9 : placeWeight(phrase.preposition, verb, words[phrase.head]?.lower ?? "");
    return [{ place: { phrase: visiblePhrase(words, phrase), kind }, weight }];
  });
}

/** The place that a sentence implies, or null. */
export function impliedPlace(text: string): Place | null {
  const found = IMPLIED_PLACES.find(([pattern]) => pattern.test(text));
  return found ? { phrase: found[1], kind: found[2] } : null;
}

/** The kind of place that a noun phrase names by its last one or two words. */
export function kindOfPlace(phrase: string): PlaceKind | null {
  const words = phrase.toLowerCase().split(" ");
  return KNOWN.get(words.slice(-2).join(" ")) ?? KNOWN.get(words.at(-1) ?? "") ?? null;
}

function kindAt(words: readonly Word[], head: number): PlaceKind | null {
  const before = words[head - 1];
  const pair = before && before.after === "" ? KNOWN.get(`${before.lower} ${words[head]?.lower}`) : undefined;
  return pair ?? KNOWN.get(words[head]?.lower ?? "") ?? null;
}

function placeWeight(preposition: string, verb: Word | undefined, noun: string): number {
  if (/^(in|into|at|inside|on|through|across|to|onto|toward|towards|within|along|around)$/.test(preposition)) return 3;
  if (preposition === "of" || preposition === "with" || preposition === "for" || preposition === "from") return 0.5;
  if (preposition !== "") return 2;
  if (verb && GOING.test(verb.lower)) return 3;
  if (
    verb &&
    /^(discover|find|found|see|saw|save|paint|draw|drew|buy|bought|build|built|board|repair|fix)/.test(verb.lower)
  )
    return 0.5;
  return isPlural(noun) ? 0.4 : 1;
}
