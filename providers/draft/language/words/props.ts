import type { PlaceKind } from "./places.ts";

/**
 * Small things that belong to a place, for a scene whose words name nothing that can be drawn.
 * Each has a figure of its own, and none is what the place itself is drawn with.
 */
export const PROPS: Record<PlaceKind, readonly [string, ...string[]]> = {
  forest: ["mushrooms", "owl", "squirrel", "butterfly", "rabbit"],
  lake: ["rowing boat", "duck", "water lily", "frog", "dragonfly"],
  sea: ["seagull", "sailing boat", "lighthouse", "dolphin", "seashell"],
  mountain: ["eagle", "pine tree", "goat", "tent"],
  desert: ["cactus", "palm tree", "camel", "vulture"],
  snow: ["owl", "rabbit", "deer", "bird"],
  city: ["bicycle", "cat", "dove", "taxi"],
  village: ["cart", "hen", "cat", "apple tree"],
  room: ["cat", "armchair", "teapot", "lamp"],
  hall: ["cat", "statue", "raven"],
  workshop: ["toolbox", "gear", "hammer"],
  underground: ["torch", "bat", "spider"],
  field: ["butterfly", "sunflower", "rabbit", "bird"],
  arena: ["trophy", "whistle", "stopwatch"],
  space: ["planet", "satellite", "comet", "rocket"],
  sky: ["bird", "hot air balloon", "kite"],
};
