import type { PlaceKind } from "./places.ts";

/** What stands in a place of its own accord, for a scene whose words name nothing that can be drawn. */
export const PROPS: Record<PlaceKind, readonly [string, ...string[]]> = {
  forest: ["tall trees", "ferns", "fallen log", "mossy rocks", "mushrooms", "winding path"],
  lake: ["reeds", "water lilies", "wooden jetty", "pebbles", "willow tree", "rowing boat"],
  sea: ["waves", "seagulls", "rocks", "sailing boat", "shells", "lighthouse"],
  mountain: ["rocky peaks", "pine trees", "winding path", "boulders", "eagle", "waterfall"],
  desert: ["sand dunes", "cactus", "dry grass", "rocks", "palm tree", "camel tracks"],
  snow: ["snowdrifts", "icicles", "frozen pines", "ice floes", "snowflakes", "footprints"],
  city: ["street lamps", "lit windows", "rooftops", "bicycle", "market stalls", "bridge"],
  village: ["cottages", "wooden fence", "well", "hay cart", "apple tree", "stone wall"],
  room: ["armchair", "window", "bookshelf", "table", "lamp", "rug"],
  hall: ["stone columns", "tall windows", "staircase", "banners", "candles", "carved door"],
  workshop: ["workbench", "tools", "shelves", "machines", "glass jars", "drawings"],
  underground: ["torches", "stone walls", "stalactites", "old carvings", "stone steps", "cobwebs"],
  field: ["wild flowers", "tall grass", "butterflies", "oak tree", "wooden bench", "hedge"],
  arena: ["crowd", "floodlights", "flags", "scoreboard", "white lines", "trophy"],
  space: ["stars", "planet", "nebula", "comet", "satellite", "moon"],
  sky: ["clouds", "birds", "sunbeams", "rainbow", "hot air balloon", "kite"],
};
