/** Two to five people side by side, of one trade or of none, nearest in the middle. */
import type { Count } from "../counts.ts";
import type { Figure, FigureLook } from "../figure.ts";
import { number } from "./geometry.ts";
import { clothNumber } from "./palette.ts";
import { chanceOf } from "./seeded.ts";

/** How large the members stand, left to right; the tallest is drawn last. */
const ROWS: Readonly<Record<Count, readonly number[]>> = {
  2: [0.97, 1],
  3: [0.95, 1, 0.96],
  4: [0.92, 1, 0.97, 0.93],
  5: [0.92, 0.97, 1, 0.96, 0.93],
};

/** @param draw draws one member; its look has an id and a seed of its own */
export function drawGroup(size: Count, look: FigureLook, draw: (look: FigureLook, index: number) => Figure): Figure {
  const scales = ROWS[size];
  const seeds = differentSeeds(look.seed, scales.length);
  const members = seeds.map((seed, index) => draw({ ...look, id: `${look.id}-${index}`, seed }, index));
  const unit = Math.max(...members.map((member) => member.metres / member.height));
  let edge = 0;
  let tallest = 0;
  const placed = members.map((member, index) => {
    const scale = (member.metres / member.height / unit) * (scales[index] ?? 1);
    const x = index === 0 ? 0 : edge - Math.min(member.width * scale, 190) * 0.2;
    edge = x + member.width * scale;
    tallest = Math.max(tallest, member.height * scale);
    return { member, scale, x };
  });
  const order = [...placed].sort((a, b) => a.scale - b.scale);
  const markup = order.map(
    ({ member, scale, x }) =>
      `<g transform="translate(${number(x)} ${number(tallest - member.height * scale - (1 - scale) * 30)}) scale(${Math.round(scale * 1000) / 1000})">${member.markup}</g>`,
  );
  const [first] = members;
  return {
    markup: `<g>${markup.join("")}</g>`,
    width: Math.round(edge),
    height: Math.round(tallest * 10) / 10,
    metres: Math.round(unit * tallest * 1000) / 1000,
    habitat: first?.habitat ?? "ground",
    upright: true,
    glows: members.some((member) => member.glows),
    credit: null,
  };
}

/** Seeds that dress each member in other colours than its neighbours. */
function differentSeeds(seed: number, count: number): number[] {
  const seeds: number[] = [];
  const taken = new Set<number>();
  for (let attempt = 1; seeds.length < count; attempt++) {
    const next = seed * 31 + attempt * 7919;
    const cloth = clothNumber(chanceOf(next));
    if (taken.has(cloth) && attempt < 60) continue;
    taken.add(cloth);
    seeds.push(next);
  }
  return seeds;
}
