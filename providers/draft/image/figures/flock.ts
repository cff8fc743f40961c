/**
 * Several of one kind, close together: pigs, wolves, birds, lanterns. Every one of them can be counted.
 * Not here: groups of people, who are dressed one by one.
 */
import type { Count } from "../counts.ts";
import { mix } from "../drawing/color.ts";
import { group, round } from "../drawing/svg.ts";
import type { Figure, FigureLook } from "../figure.ts";

/** Where one stands, in widths and heights of a single one. */
interface Spot {
  x: number;
  /** How far its feet are above those of the nearest. */
  rise: number;
  size: number;
  behind: boolean;
  turned: boolean;
}

const front = (x: number): Spot => ({ x, rise: 0, size: 1, behind: false, turned: false });
const back = (x: number, turned = false): Spot => ({ x, rise: 0.44, size: 0.84, behind: true, turned });

/** From back to front. Long animals stand in two rows, with every head of the back row between two of the front one. */
const ROWS: Readonly<Record<Count, readonly Spot[]>> = {
  2: [{ ...back(0.84), rise: 0.14, size: 0.88 }, front(0)],
  3: [back(0.58, true), front(0), front(1)],
  4: [back(0.5), back(1.5, true), front(0), front(1)],
  5: [back(0.58), back(1.58, true), front(0), front(1), front(2)],
};

/** What is tall stands side by side: nobody can be seen behind it. */
function sideBySide(count: Count): readonly Spot[] {
  return Array.from({ length: count }, (_, index) => {
    const second = index % 2 === 1;
    return { x: index * 0.84, rise: second ? 0.07 : 0, size: second ? 0.92 : 1, behind: second, turned: index === 2 };
  }).sort((a, b) => b.rise - a.rise);
}

/** @param draw draws one of them; its look has an id, a seed and a light of its own */
export function drawFlock(size: Count, look: FigureLook, draw: (look: FigureLook) => Figure): Figure {
  const { light } = look;
  const single = draw(look);
  const spots = single.height > single.width ? sideBySide(size) : ROWS[size];
  const members = spots.map((spot, index) => {
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
  const one = members.at(-1)?.figure ?? single;
  const { width, height } = one;
  // In the air nobody stands on anything: they spread upwards too.
  const spread = one.habitat === "air" || one.habitat === "sky" ? 1.7 : one.habitat === "landmark" ? 0.3 : 1;
  const top = Math.max(...spots.map((spot) => spot.rise * spread + spot.size)) * height;
  const wide = Math.max(...spots.map((spot) => spot.x + spot.size)) * width;
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
