/** The drawings of our own, by name. */
import { BEASTS } from "./beasts.ts";
import { BIRDS } from "./birds.ts";
import { BUILDINGS } from "./buildings.ts";
import type { Drawing } from "./canvas.ts";
import { LIGHTS } from "./lights.ts";
import { PAGES } from "./pages.ts";
import { PLANT_DRAWINGS } from "./plants.ts";
import { SEA } from "./sea.ts";
import { SKY_DRAWINGS } from "./sky.ts";
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
};
