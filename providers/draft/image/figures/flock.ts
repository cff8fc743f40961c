/**
 * Several of one kind, close together: pigs, wolves, birds, lanterns. One or two stand behind the others.
 * Not here: groups of people, who are dressed one by one.
 */
import { mix } from "../drawing/color.ts";
import { group, round } from "../drawing/svg.ts";
import type { Figure, FigureLook } from "../figure.ts";

type FlockSize = 2 | 3 | 4;

/** Where one stands, in widths and heights of a single one. */
interface Spot {
  x: number;
  /** How far its feet are above those of the nearest. */
  rise: number;
  size: number;
  behind: boolean;
  turned: boolean;
}

/** From back to front. */
const SPOTS: Readonly<Record<FlockSize, readonly Spot[]>> = {
  2: [
    { x: 0.66, rise: 0.12, size: 0.86, behind: true, turned: false },
    { x: 0, rise: 0, size: 1, behind: false, turned: false },
  ],
  3: [
    { x: 0.5, rise: 0.3, size: 0.84, behind: true, turned: true },
    { x: 0, rise: 0.04, size: 1, behind: false, turned: false },
    { x: 0.94, rise: 0, size: 0.92, behind: false, turned: false },
  ],
  4: [
    { x: 0.42, rise: 0.32, size: 0.82, behind: true, turned: false },
    { x: 1.2, rise: 0.26, size: 0.86, behind: true, turned: true },
    { x: 0, rise: 0.04, size: 1, behind: false, turned: false },
    { x: 0.92, rise: 0, size: 0.93, behind: false, turned: false },
  ],
};

const COUNTS: readonly [RegExp, FlockSize][] = [
  [/\b(?:two|couple|pair|twins|twin|both)\b/i, 2],
  [/\b(?:three|trio)\b/i, 3],
  [/\b(?:four|five|six|seven|eight|nine|ten|dozen|many|herd|flock|pack|swarm|hundreds|thousands)\b/i, 4],
];

/** Two to four by the words that count; three where none does. */
export function flockSize(words: string): FlockSize {
  return COUNTS.find(([pattern]) => pattern.test(words))?.[1] ?? 3;
}

/** @param draw draws one of them; its look has an id, a seed and a light of its own */
export function drawFlock(size: FlockSize, look: FigureLook, draw: (look: FigureLook) => Figure): Figure {
  const { light } = look;
  const members = SPOTS[size].map((spot, index) => {
    const haze = { tint: mix(light.tint, light.shadow, 0.35), tintStrength: Math.min(1, light.tintStrength + 0.1) };
    const figure = draw({
      ...look,
      id: `${look.id}-${index}`,
      seed: look.seed + index * 7919,
      mirrored: look.mirrored !== spot.turned,
      light: spot.behind ? { ...light, ...haze } : light,
      ...(spot.turned && (look.pose ?? "standing") === "standing" && { pose: "walking" as const }),
    });
    return { spot, figure };
  });
  const one = members.at(-1)?.figure ?? draw(look);
  const { width, height } = one;
  // In the air nobody stands on anything: they spread upwards too.
  const spread = one.habitat === "air" || one.habitat === "sky" ? 2.4 : one.habitat === "landmark" ? 0.3 : 1;
  const top = Math.max(...SPOTS[size].map((spot) => spot.rise * spread + spot.size)) * height;
  const wide = Math.max(...SPOTS[size].map((spot) => spot.x + spot.size)) * width;
  const markup = members.map(({ spot, figure }) => {
    // A pose may make the box wider or lower: each keeps the height of its spot.
    const scale = (height * spot.size) / figure.height;
    const fitted = Math.min(scale, (width * spot.size * 1.1) / figure.width);
    const y = top - spot.rise * spread * height - figure.height * fitted;
    return group(figure.markup, {
      transform: `translate(${round(spot.x * width)} ${round(y)}) scale(${round(fitted, 1000)})`,
    });
  });
  return {
    ...one,
    markup: group(markup),
    width: round(wide),
    height: round(top),
    metres: round((one.metres * top) / height, 1000),
    upright: one.upright ?? height > width * 1.35,
  };
}
