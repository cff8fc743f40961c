import type { PlaceKind } from "./places.ts";

/**
 * Quiet, small things that belong to a place, for a scene whose words name nothing that can be drawn.
 * Each has a figure of its own, and none is what the place itself is drawn with.
 */
export const PROPS: Record<PlaceKind, readonly [string, ...string[]]> = {
  forest: ["mushrooms", "fern", "butterfly"],
  lake: ["water lily", "reeds", "dragonfly"],
  sea: ["seashell", "buoy", "sailing boat", "seagull"],
  mountain: ["pine tree", "wild flowers", "eagle"],
  desert: ["cactus", "palm tree"],
  snow: ["snowflake", "bird"],
  city: ["street lamp", "bench", "dove"],
  village: ["apple tree", "basket", "wild flowers"],
  room: ["lamp", "armchair", "teapot", "potted plant"],
  hall: ["candle", "statue"],
  workshop: ["toolbox", "gear", "hammer"],
  underground: ["torch", "lantern", "crystal"],
  field: ["sunflower", "wild flowers", "butterfly"],
  arena: ["flag", "trophy", "stopwatch"],
  space: ["planet", "comet", "satellite"],
  sky: ["kite", "bird", "hot air balloon"],
};
