/** From any phrase to the nearest place that can be drawn. */
import { bridge } from "./bridge.ts";
import { farm, village } from "./built.ts";
import { castle, oldTown } from "./castle.ts";
import { cascade, lake, river } from "./fresh-water.ts";
import { futureCity } from "./future.ts";
import { garden, playground } from "./garden.ts";
import { museum, throneHall } from "./halls.ts";
import { clouds, summit } from "./heavens.ts";
import { PLACE_PHRASES, type PlaceName } from "./lexicon.ts";
import { library } from "./library.ts";
import * as rooms from "./rooms.ts";
import { graveyard, ruins } from "./ruins.ts";
import { sea } from "./sea.ts";
import { beach, harbour, island } from "./shore.ts";
import { planetGround, space } from "./space.ts";
import { spaceship } from "./spaceship.ts";
import { arena } from "./sport.ts";
import { theatre } from "./theatre.ts";
import { skylinePlace, street } from "./town.ts";
import { road, station } from "./travel.ts";
import type { Place } from "./types.ts";
import { cave, dungeon } from "./underground.ts";
import { underwater } from "./underwater.ts";
import { desert, highlands, ice, meadow, volcano } from "./wild.ts";
import { forest, jungle } from "./woods.ts";

/** Every place, by the name its words are listed under. */
export const PLACES: Record<PlaceName, Place> = {
  arena,
  beach,
  bedroom: rooms.bedroom,
  bridge,
  cabin: rooms.cabin,
  cascade,
  castle,
  cave,
  classroom: rooms.classroom,
  clouds,
  desert,
  dungeon,
  farm,
  forest,
  futureCity,
  garden,
  graveyard,
  harbour,
  highlands,
  hospital: rooms.hospital,
  ice,
  island,
  jungle,
  kitchen: rooms.kitchen,
  laboratory: rooms.laboratory,
  lake,
  library,
  livingRoom: rooms.livingRoom,
  meadow,
  museum,
  office: rooms.office,
  oldTown,
  planetGround,
  playground,
  restaurant: rooms.restaurant,
  river,
  road,
  ruins,
  sea,
  shop: rooms.shop,
  skyline: skylinePlace,
  space,
  spaceship,
  station,
  street,
  studio: rooms.studio,
  study: rooms.study,
  summit,
  theatre,
  throneHall,
  underwater,
  village,
  volcano,
  workshop: rooms.workshop,
};

interface Entry {
  phrase: string;
  words: number;
  name: PlaceName;
}

const ENTRIES: readonly Entry[] = Object.entries(PLACE_PHRASES).flatMap(([name, phrases]) =>
  phrases.map((phrase) => ({ phrase, words: phrase.split(" ").length, name: name as PlaceName })),
);

/** The place that `phrase` names, else one that `hint` mentions, else open meadows: never nothing. */
export function findPlace(phrase: string, hint: string): PlaceName {
  return match(phrase) ?? match(hint) ?? "meadow";
}

function match(text: string): PlaceName | null {
  const plain = normalise(text);
  let best: { entry: Entry; at: number } | null = null;
  for (const entry of ENTRIES) {
    const at = lastIndexOf(plain, entry.phrase);
    if (at < 0) continue;
    const end = at + entry.phrase.length;
    const better =
      best === null || entry.words > best.entry.words || (entry.words === best.entry.words && end > best.at);
    if (better) best = { entry, at: end };
  }
  return best?.entry.name ?? null;
}

/** Position of the phrase as whole words, in singular or plural; -1 when it is not there. */
function lastIndexOf(plain: string, phrase: string): number {
  return Math.max(
    plain.lastIndexOf(` ${phrase} `),
    plain.lastIndexOf(` ${phrase}s `),
    plain.lastIndexOf(` ${phrase}es `),
  );
}

/** Small letters, single blanks, a blank at both ends. */
export function normalise(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'é-]+/gu, " ")
    .trim()} `;
}
