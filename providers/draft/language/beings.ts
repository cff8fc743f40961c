import { singularOf } from "./grammar.ts";
import { ANIMALS, FANTASTIC, GROUPS, MACHINES, MEN, PEOPLE, WOMEN } from "./words/beings.ts";

export type Pronoun = "he" | "she" | "it" | "they";
export type BeingKind = "person" | "animal" | "fantastic" | "machine";

/** What sort of being a noun names, or null when it names none. */
export function beingKind(noun: string): BeingKind | null {
  const word = noun.toLowerCase();
  const single = singularOf(word);
  const among = (words: ReadonlySet<string>) => words.has(word) || words.has(single);
  if (among(MEN) || among(WOMEN) || among(PEOPLE) || word in GROUPS) return "person";
  if (among(ANIMALS)) return "animal";
  if (among(FANTASTIC)) return "fantastic";
  return among(MACHINES) ? "machine" : null;
}

/** The pronoun that a noun tells by itself, or null. */
export function pronounOfNoun(noun: string): Pronoun | null {
  const single = singularOf(noun.toLowerCase());
  if (noun.toLowerCase() in GROUPS || single !== noun.toLowerCase()) return "they";
  if (MEN.has(single)) return "he";
  return WOMEN.has(single) ? "she" : null;
}

/** Subject, object and possessive forms. */
export const PRONOUN_FORMS: Record<Pronoun, { them: string; their: string; themselves: string }> = {
  he: { them: "him", their: "his", themselves: "himself" },
  she: { them: "her", their: "her", themselves: "herself" },
  it: { them: "it", their: "its", themselves: "itself" },
  they: { them: "them", their: "their", themselves: "themselves" },
};

/** The subject form of any personal pronoun of the third person, or null. */
export function pronounOf(word: string): Pronoun | null {
  if (/^(he|him|his|himself)$/.test(word)) return "he";
  if (/^(she|her|hers|herself)$/.test(word)) return "she";
  if (/^(it|its|itself)$/.test(word)) return "it";
  return /^(they|them|their|theirs|themselves)$/.test(word) ? "they" : null;
}
