/** The drawings of our own, by name. */

import { AIRCRAFT } from "./aircraft.ts";
import { ARMS } from "./arms.ts";
import { BEASTS } from "./beasts.ts";
import { BIRDS } from "./birds.ts";
import { BOATS } from "./boats.ts";
import { BUILDINGS } from "./buildings.ts";
import type { Drawing } from "./canvas.ts";
import { FLOWERS } from "./flowers.ts";
import { HEAVENS } from "./heavens.ts";
import { LANDMARK_DRAWINGS } from "./landmarks.ts";
import { LIGHTS } from "./lights.ts";
import { PAGES } from "./pages.ts";
import { PLANT_DRAWINGS } from "./plants.ts";
import { POULTRY } from "./poultry.ts";
import { SEA } from "./sea.ts";
import { SHORE } from "./shore.ts";
import { SKY_DRAWINGS } from "./sky.ts";
import { STONES } from "./stones.ts";
import { TREASURES } from "./treasure.ts";
import { CRAFT } from "./vehicles.ts";
import { WONDERS } from "./wonders.ts";

export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  ...BEASTS,
  ...BIRDS,
  ...SEA,
  ...BUILDINGS,
  ...CRAFT,
  ...PLANT_DRAWINGS,
  ...SKY_DRAWINGS,
  ...LIGHTS,
  ...TREASURES,
  ...PAGES,
  ...WONDERS,
  ...ARMS,
  ...AIRCRAFT,
  ...BOATS,
  ...FLOWERS,
  ...HEAVENS,
  ...LANDMARK_DRAWINGS,
  ...POULTRY,
  ...SHORE,
  ...STONES,
};
