/** Which words name a person, and what that person wears. Later rooms only see costumes. */
import type { Role } from "./role.ts";
import { BEINGS } from "./vocabulary-beings.ts";
import { FOLK } from "./vocabulary-folk.ts";
import { HEROES } from "./vocabulary-heroes.ts";
import { MAGIC } from "./vocabulary-magic.ts";
import { PLAYERS } from "./vocabulary-players.ts";
import { TRADES } from "./vocabulary-trades.ts";

const BY_WORD: ReadonlyMap<string, Role> = new Map(
  [...FOLK, ...HEROES, ...TRADES, ...PLAYERS, ...MAGIC, ...BEINGS].flatMap((role) =>
    role.words.split("|").map((word) => [word, role] as const),
  ),
);

/** Every word or pair of words that draws somebody, for tests and for a table of contents. */
export const personWords = (): string[] => [...BY_WORD.keys()];

export interface Named {
  role: Role;
  /** Words of the phrase before the noun: `brave young`. */
  adjectives: readonly string[];
  many: boolean;
}

/** Words after which a phrase only describes further. */
const TAIL =
  /\b(?:with|in|of|from|who|that|which|wearing|holding|carrying|named|called|at|on|and|by|near|under|riding|playing)\b|[,;:(–—]/i;

/** The person that a noun phrase names, or null when its head noun is not a person. */
export function readPerson(phrase: string): Named | null {
  const noun = (phrase.slice(0, 400).split(TAIL)[0] ?? "").trim();
  const words = noun.split(/[^\p{L}'’-]+/u).filter((word) => word !== "");
  const plain = words.map((word) => word.toLowerCase().replace(/['’]s$/, ""));
  return matchEnd(plain, withoutNames(words)) ?? matchEnd(plain, words.length);
}

/** `young girl Mia`, `King Arthur`: how many words stand before the names at the end. */
function withoutNames(words: readonly string[]): number {
  const common = words.findLastIndex((word) => !/^\p{Lu}/u.test(word)) + 1;
  if (common > 0) return common;
  return words.length > 1 && TITLES.test(words[0] ?? "") ? 1 : words.length;
}

const TITLES =
  /^(?:king|queen|prince|princess|captain|doctor|lady|lord|knight|wizard|witch|team|grandma|grandpa|grandmother|grandfather|uncle|aunt|mother|father|general|professor|detective|inspector|officer|emperor|brother|sister|santa)$/i;

function matchEnd(words: readonly string[], end: number): Named | null {
  for (const length of [2, 1]) {
    const start = end - length;
    if (start < 0) continue;
    const found = lookUp(words.slice(start, end).join(" "));
    if (found) return { ...found, adjectives: words.slice(0, start) };
  }
  return null;
}

function lookUp(word: string): { role: Role; many: boolean } | null {
  const role = BY_WORD.get(word);
  if (role) return { role, many: role.group === true };
  if (TRADE_ENDING.test(word)) return { role: { words: word, age: "adult" }, many: false };
  for (const singular of singulars(word)) {
    const single = BY_WORD.get(singular);
    if (single) return { role: single, many: true };
  }
  return null;
}

/** Trades that nobody listed: dogwalkers, swordmakers, ferrymen. A snowman is no man. */
const TRADE_ENDING = /^(?!snow|talis|otto|hu)\p{L}{3,}(?:maker|keeper|walker|woman|man)$/u;

function singulars(word: string): string[] {
  const forms: string[] = [];
  if (word.endsWith("men")) forms.push(`${word.slice(0, -3)}man`);
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("ves")) forms.push(`${word.slice(0, -3)}f`);
  if (word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.endsWith("s")) forms.push(word.slice(0, -1));
  return forms;
}
