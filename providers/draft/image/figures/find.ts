/**
 * From a noun phrase to the entry that shows it. The head noun is tried first, in the lexicon and then among all icon
 * names; then the words before it, the nouns after it, and keywords.
 * Not here: drawing.
 */

import { createRequire } from "node:module";
import type { Habitat } from "../figure.ts";
import { icons, thingNames } from "./icon-sets.ts";
import type { Entry } from "./lexicon/entry.ts";
import { LEXICON } from "./lexicon/index.ts";
import { partsOf, singulars, wordsOf } from "./phrase.ts";

export type Quality = "exact" | "near" | "fallback";

export interface Found {
  entry: Entry;
  quality: Quality;
  /** Whether the noun is in the plural where the entry shows a single one. */
  many: boolean;
  /** The words of the phrase that are not the noun itself. */
  beside: readonly string[];
}

interface Hit {
  entry: Entry;
  /** The words that it stands for. */
  words: readonly string[];
  /** Whether the phrase's head noun is among them. */
  head: boolean;
  many: boolean;
}

const LAST_RESORTS = ["orb", "scroll", "rune"] as const;
const LONGEST_NAME = 4;

export function find(phrase: string, seed: number): Found {
  const words = wordsOf(phrase);
  const parts = partsOf(words);
  const first = parts[0] ?? [];
  const hit = ofName(words) ?? firstOf(parts, thingIn) ?? firstOf(parts, emblemIn) ?? firstOf(parts, keywordIn) ?? null;
  if (!hit) return { entry: lastResort(words, seed), quality: "fallback", many: false, beside: words };
  const quality = hit.entry.emblem ? "fallback" : hit.head ? "exact" : "near";
  const near = hit.words.some((word) => first.includes(word)) ? first : words;
  const many = hit.many && !hit.entry.emblem;
  return { entry: hit.entry, quality, many, beside: near.filter((word) => !hit.words.includes(word)) };
}

function firstOf(parts: readonly string[][], search: (part: readonly string[], first: boolean) => Hit | null) {
  for (const [index, part] of parts.entries()) {
    const hit = search(part, index === 0);
    if (hit) return hit;
  }
  return null;
}

/** Names with a link inside, such as "statue of liberty". */
function ofName(words: readonly string[]): Hit | null {
  for (let start = 0; start < words.length; start++) {
    for (let length = 5; length >= 3; length--) {
      const run = words.slice(start, start + length);
      const entry = run.length === length ? LEXICON.get(run.join(" ")) : undefined;
      if (entry) return { entry, words: run, head: true, many: false };
    }
  }
  return null;
}

function thingIn(part: readonly string[], first: boolean): Hit | null {
  return runsIn(part, first, [(name) => known(name, false), ofIcon]);
}

function emblemIn(part: readonly string[], first: boolean): Hit | null {
  return runsIn(part, first, [(name) => known(name, true)]);
}

function known(name: string, emblem: boolean): Entry | null {
  const entry = LEXICON.get(name);
  return entry && entry.emblem === emblem ? entry : null;
}

type Search = (name: string) => Entry | null;

/** Before another noun these say how it is, and name nothing: a light step has no lantern. */
const QUALITIES = new Set("light orange present fair kind spring fall fast sharp cool stone glass iron".split(" "));

/** What is known of the head noun, by the searches in their order; then of the word before it, and so on. */
function runsIn(part: readonly string[], first: boolean, searches: readonly Search[]): Hit | null {
  for (let end = part.length; end > 0; end--) {
    if (end < part.length && QUALITIES.has(part[end - 1] ?? "")) continue;
    for (const search of searches) {
      const hit = longestRun(part.slice(0, end), search);
      if (hit) return { ...hit, head: first && end === part.length };
    }
  }
  return null;
}

/** The longest name that ends where the words end. */
function longestRun(words: readonly string[], search: Search): Omit<Hit, "head"> | null {
  for (let length = Math.min(words.length, LONGEST_NAME); length > 0; length--) {
    const run = words.slice(-length);
    for (const last of singulars(run.at(-1) ?? "")) {
      const entry = search([...run.slice(0, -1), last].join(" "));
      if (entry) return { entry, words: run, many: last !== run.at(-1) };
    }
  }
  return null;
}

/** Icons whose names mislead: verbs, glyphs, wounds, people. */
const MISLEADING = new Set(
  (
    "elevator restroom sky fireworks firework sparkler foggy cityscape shooting-star milky-way national-park motorway fork storm garden pocket plate abstract agave alien beaten burn burst catch character charm choice click clout control convince cook crush cultist cycle dead " +
    "despair detour disc dodge dread drop eating expand expander falling fall fat feline female fist fission freedom front giant god growth guards " +
    "halt hand haunting help hidden hive human hole imp info join journey jump king knight kneeling lambda leak lever liar lift male man " +
    "metal move movement mute natural night observe occupy omega on sight overhead person pin point poison pointing pounce prayer pull punch push " +
    "radiations read reticule return ring road rough run save select share shatter shot shout sing sky slap sleep small smart " +
    "sound speed spring sprint spy square stand star static steel stop strong suicide surprised talk target teller think thrust tick ticking tired " +
    "touch trade trail transform tree turn twirl up upgrade usable vote walk warning wave white wind wing wisdom wood young zig bright light fast long " +
    "dark black lost brave fire old new blood brain breast vomiting divert distress duel dream drowning evasion step breeze"
  ).split(" "),
);

/** Any other noun that a collection has a picture of. */
function ofIcon(name: string): Entry | null {
  const art = name.replaceAll(" ", "-");
  if (art.length < 3 || MISLEADING.has(art) || MISLEADING.has(name) || /\d/.test(art)) return null;
  const group = thingNames().get(art);
  if (group && Object.hasOwn(icons("noto"), art)) return plainEntry("noto", art, group);
  return Object.hasOwn(icons("game-icons"), art) ? plainEntry("game", art, "Objects") : null;
}

const BY_GROUP: Readonly<Record<string, readonly [metres: number, habitat: Habitat]>> = {
  "Animals & Nature": [0.5, "ground"],
  "Food & Drink": [0.15, "object"],
  "Travel & Places": [4, "landmark"],
  Activities: [0.4, "object"],
  Objects: [0.4, "object"],
};

function plainEntry(source: "noto" | "game", art: string, group: string): Entry {
  const [metres, habitat] = BY_GROUP[group] ?? [0.4, "object"];
  const plain = { glows: false, color: null, open: false, emblem: false };
  const faces = group === "Animals & Nature" ? "left" : source === "noto" ? "front" : "right";
  return { source, art, metres, habitat, faces, ...plain };
}

/** What emoji keywords and the parts of icon names say of a head noun that is no name itself. */
function keywordIn(part: readonly string[], first: boolean): Hit | null {
  const word = part.at(-1) ?? "";
  for (const single of singulars(word)) {
    const art = keywords().get(single);
    const entry = art ? (LEXICON.get(art.replaceAll("-", " ")) ?? ofIcon(art)) : ofIconPart(single);
    if (entry) return { entry, words: [word], head: first, many: single !== word };
  }
  return null;
}

function ofIconPart(word: string): Entry | null {
  if (word.length < 4 || MISLEADING.has(word)) return null;
  const name = Object.keys(icons("game-icons")).find((known) => known.endsWith(`-${word}`));
  return name ? plainEntry("game", name, "Objects") : null;
}

const byKeyword = new Map<string, string>();
/** Keywords that fit so many emoji that they say nothing. */
const VAGUE =
  /^(nature|animal|cute|face|plant|food|tool|symbol|sign|object|place|photo|vacation|happy|play|fun|summer|night|step|breeze)$/;

function keywords(): ReadonlyMap<string, string> {
  if (byKeyword.size > 0) return byKeyword;
  const require = createRequire(import.meta.url);
  const codes: Record<string, string> = require("@iconify-json/noto/chars.json");
  const emojilib: Record<string, string[]> = require("emojilib");
  const things = thingNames();
  for (const [emoji, words] of Object.entries(emojilib)) {
    const art = codes[codeOf(emoji)];
    if (!art || !things.has(art)) continue;
    for (const word of words) if (!VAGUE.test(word) && !byKeyword.has(word)) byKeyword.set(word, art);
  }
  return byKeyword;
}

/** The name that noto's table of characters has for an emoji: its code points without the variation selector. */
function codeOf(emoji: string): string {
  return Array.from(emoji, (character) => (character.codePointAt(0) ?? 0).toString(16))
    .filter((code) => code !== "fe0f")
    .join("-");
}

/** Something worth looking at for what nobody can draw: a shining orb, a sealed scroll, a rune. */
function lastResort(words: readonly string[], seed: number): Entry {
  const art = LAST_RESORTS[(words.join("").length + Math.abs(seed)) % LAST_RESORTS.length] ?? "orb";
  const plain = { color: null, open: false, emblem: true, faces: "front" as const };
  return { source: "own", art, metres: 0.5, habitat: "object", glows: true, ...plain };
}
