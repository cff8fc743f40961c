import type { SceneDraft } from "../../../models/scene.ts";
import type { Beat } from "./beats.ts";
import { createReader } from "./cast.ts";
import { filmBeats } from "./filming.ts";
import { spreadForeign } from "./foreign-parts.ts";
import { CONCEPTS, type Concept, type ConceptKind } from "./foreign-words.ts";
import { parseWords, withArticle } from "./grammar.ts";
import { settleCast } from "./members.ts";
import { kindOfPlace, type Place } from "./places.ts";
import type { BreakdownData } from "./protocol.ts";
import { type Chooser, chooser } from "./random.ts";
import { shareOf, type Telling } from "./telling.ts";

/** A story in another language than English: told in its own words, pictured by the nouns that are known. */
export function writeForeign(text: string, data: BreakdownData): Telling {
  const choose = chooser(data.seed, text);
  const { narrations: parts, ...extent } = spreadForeign(text, data);
  const story = conceptsIn(text);
  const heroes = of(story, "being").slice(0, 3);
  const reader = createReader("");
  reader.read(parseWords(heroes.map((hero) => `${withArticle(hero.noun)} came.`).join(" ")));
  const cast = settleCast(reader.beings.slice(0, 3), choose);
  const home = placeFrom(story, choose);
  let place = home;
  const beats = parts.map((part): Beat => {
    const here = conceptsIn(part);
    place = of(here, "place").length > 0 ? placeFrom([...here, ...of(story, "weather")], choose) : place;
    return foreignBeat(part, here, story, place);
  });
  const scenes = filmBeats(beats, { text: "", cast, characters: data.characters, choose });
  const breakdown = {
    title: clip(text, 80),
    cast: data.characters
      ? cast.map(({ id, name, kind }, at) => ({ id, name: heroes[at] ? nameIn(text, heroes[at], name) : name, kind }))
      : [],
    scenes: scenes.map((scene, at): SceneDraft => ({ ...scene, title: clip(parts[at] ?? text, 60) })),
  };
  const said = scenes.map(({ narration }) => narration);
  return { breakdown, extent: { ...extent, share: shareOf(text, said) } };
}

/** The beings and things that a text in another language names. */
export function conceptsIn(text: string): Concept[] {
  return CONCEPTS.map((concept) => ({ concept, at: text.search(concept.pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ concept }) => concept);
}

function of(concepts: readonly Concept[], kind: ConceptKind): Concept[] {
  return concepts.filter((concept) => concept.kind === kind);
}

function foreignBeat(text: string, here: readonly Concept[], story: readonly Concept[], place: Place): Beat {
  const heroes = of(here, "being").length > 0 ? of(here, "being") : of(story, "being").slice(0, 1);
  const things = of(here, "thing").length > 0 ? of(here, "thing") : of(story, "thing").slice(0, 1);
  const time = (of(here, "time")[0] ?? of(story, "time")[0])?.noun;
  const weather = (of(here, "weather")[0] ?? of(story, "weather")[0])?.noun;
  const nouns = [...heroes, ...things].map((concept) => withArticle(concept.noun));
  const light = [time ? `at ${time}` : "", weather && !place.phrase.startsWith("snowy") ? `in the ${weather}` : ""]
    .filter(Boolean)
    .join(", ");
  const sight = nouns.length > 0 ? nouns.join(" and ") : `A view of the ${place.phrase}`;
  return { text, sight: light ? `${sight}, ${light}` : sight, place, subjects: things.map((thing) => thing.noun) };
}

const PLEASANT: readonly [Place, ...Place[]] = [
  { phrase: "quiet green valley", kind: "mountain" },
  { phrase: "flowering meadow", kind: "field" },
  { phrase: "old village", kind: "village" },
  { phrase: "calm lake", kind: "lake" },
];

function placeFrom(concepts: readonly Concept[], choose: Chooser): Place {
  const [named] = of(concepts, "place");
  if (!named) return choose.pick(PLEASANT);
  const snowy = concepts.some((concept) => concept.noun === "snow") && named.noun !== "house" ? "snowy " : "";
  return { phrase: `${snowy}${named.noun}`, kind: kindOfPlace(named.noun) ?? "field" };
}

/** The word as the prompt writes it: up to the next space, or alone where the script has no spaces. */
function nameIn(text: string, { pattern }: Concept, otherwise: string): string {
  const word = text.split(/[\s,.;:!?。、，।"'’]+/u).find((candidate) => pattern.test(candidate));
  const name = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word ?? "")
    ? pattern.exec(text)?.[0]
    : word;
  return name && name.length <= 30 ? name : otherwise;
}

function clip(text: string, most: number): string {
  const bare = text.replace(/[.。!?！？؟…,;:，、；：،؛\s]+$/u, "").trim();
  if (bare.length <= most) return bare || text.slice(0, most);
  const cut = bare.slice(0, most);
  const words = cut.replace(/\s+\S*$/u, "");
  if (words.length < cut.length && words.length > most / 2) return words;
  return `${cut.slice(0, -1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
