import { createRequire } from "node:module";
import { z } from "zod";
import { beingKind } from "./beings.ts";
import { withArticle } from "./grammar.ts";
import { kindOfPlace } from "./places.ts";

/** An English sentence for a prompt without words: about what its emoji show, else about "it". */
export function storyOfSymbols(prompt: string): string {
  const nouns = [...new Set(graphemes(prompt).flatMap(nounOf))];
  const hero = nouns.find((noun) => beingKind(noun.split(" ").at(-1) ?? noun) !== null);
  const place = nouns.find((noun) => noun !== hero && kindOfPlace(noun) !== null);
  const things = nouns.filter((noun) => noun !== hero && noun !== place).slice(0, 3);
  const where = place ? ` in the ${place}` : "";
  if (hero && things.length > 0) return `${capital(withArticle(hero))} finds ${list(things)}${where}.`;
  if (hero) return `${capital(withArticle(hero))} walks${where || " through the quiet morning"}.`;
  if (things.length > 0) return `A young traveller finds ${list(things)}${where}.`;
  if (place) return `A young traveller comes to the ${place}.`;
  const signs = prompt.replace(/[^\d]/g, " ").trim();
  return signs === ""
    ? "A young traveller finds it in a quiet valley."
    : `A young traveller finds the number ${signs.split(/\s+/)[0]?.slice(0, 6)} in an old library.`;
}

function graphemes(text: string): string[] {
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map((part) => part.segment);
}

/** Names and keywords by emoji. The package types its JSON as a module, so it is read and checked here. */
const KEYWORDS = z.record(z.string(), z.array(z.string())).parse(createRequire(import.meta.url)("emojilib"));

/** Emoji whose names are no nouns that a story can use. */
const BETTER: Readonly<Record<string, string>> = {
  "❤": "red heart",
  "🌊": "sea",
  "🌌": "galaxy",
  "🌃": "city",
  "🏙": "city",
  "🏖": "beach",
  "🏜": "desert",
  "🏔": "mountain",
  "🗻": "mountain",
  "🌲": "forest",
  "🌳": "forest",
  "🏠": "house",
  "🏰": "castle",
  "🌍": "planet",
  "🌎": "planet",
  "🌏": "planet",
  "🐾": "footprints",
};

function nounOf(grapheme: string): string[] {
  const bare = grapheme.replace(/\u{FE0F}/gu, "").replace(/[\u{1F3FB}-\u{1F3FF}]/gu, "");
  const better = BETTER[bare];
  if (better) return [better];
  const names = KEYWORDS[bare] ?? KEYWORDS[`${bare}\u{FE0F}`];
  const name = names?.[0]?.replaceAll("_", " ").toLowerCase();
  if (!name || /flag|button|arrow|sign|symbol|mark/.test(name)) return [];
  if (/face|smil|grin/.test(name)) return beingKind(name.split(" ")[0] ?? "") ? [name.split(" ")[0] ?? name] : [];
  const person = /^(man|woman|person|girl|boy) (.+)$/.exec(name);
  if (person?.[2]) return [beingKind(person[2]) ? person[2] : (person[1] ?? name)];
  return [name];
}

function list(nouns: readonly string[]): string {
  const told = nouns.map(withArticle);
  return told.length < 2 ? told.join("") : `${told.slice(0, -1).join(", ")} and ${told.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
