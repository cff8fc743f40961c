/** Every noun that is known by name. */
import { FLYERS, SKY, SWIMMERS } from "./air-and-water.ts";
import { ANIMALS, TALE_CREATURES } from "./animals.ts";
import type { Entry } from "./entry.ts";
import { EMBLEMS, FOOD } from "./food.ts";
import { THINGS, TREASURE } from "./objects.ts";
import { LANDMARKS, PLANTS, VEHICLES } from "./places.ts";

/** A name in two tables means what the later one says. */
export const LEXICON: ReadonlyMap<string, Entry> = new Map([
  ...EMBLEMS,
  ...FOOD,
  ...THINGS,
  ...TREASURE,
  ...PLANTS,
  ...LANDMARKS,
  ...VEHICLES,
  ...SKY,
  ...SWIMMERS,
  ...FLYERS,
  ...TALE_CREATURES,
  ...ANIMALS,
]);
