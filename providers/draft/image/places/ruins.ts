/** What the dead left: graveyards, temples, columns. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { group, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { tower } from "../scenery/castle-parts.ts";
import { blades, boulders, ferns, trunks } from "../scenery/framing.ts";
import { grass, patches } from "../scenery/growth.ts";
import { ground, hill, rocks, trail } from "../scenery/land.ts";
import { wood } from "../scenery/trees.ts";
import type { Stage } from "../stage.ts";
import { shadySide } from "./built.ts";
import type { Place } from "./types.ts";
import { sandLines } from "./wild.ts";
import { cover, turf } from "./woods.ts";

export const graveyard: Place = {
  name: "graveyard",
  tall: true,
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("graves");
    const graves = Array.from({ length: 17 }, () => ({ near: random.next(), x: random.next() }))
      .sort((a, b) => a.near - b.near)
      .map(({ near, x }) =>
        grave(
          stage,
          (x < 0.5 ? x * 0.8 : 0.6 + (x - 0.5) * 0.8) * w,
          h + 26 + near * (stage.down(0.82) - h),
          (34 + near * 62) * k,
          0.35 * (1 - near),
          random,
        ),
      );
    return {
      back: group([
        hill(stage, { y: h - 40 * k, swing: 36, color: "#5d6b62", depth: 0.75, name: "hills" }),
        wood(stage, {
          kinds: ["dead", "dead", "cypress"],
          y: h,
          spread: 16,
          height: 150 * k,
          depth: 0.5,
          count: 15,
          name: "far",
        }),
        tower(stage, {
          x: shadySide(stage, 0.2),
          y: h + 10,
          width: 74 * k,
          height: 150 * k,
          depth: 0.4,
          color: "#7b7a80",
          roof: "#3e3b52",
        }),
        ground(stage, { y: h + 6, color: stage.traits.snowy ? "#e3ebf5" : "#56694d", depth: 0.22 }),
      ]),
      middle: group([
        trail(stage, "#8f8672", 0.5),
        patches(stage, "mist", stage.atmosphere.haze, 0.6),
        ...graves,
        grass(stage, "weeds", {
          y: h + 60,
          spread: height - h - 60,
          size: 20,
          color: turf(stage, "#5b6b45"),
          count: 150,
        }),
      ]),
      front: group([trunks(stage, "dead"), blades(stage, "#2b3530", 56)]),
    };
  },
};

function grave(stage: Stage, x: number, y: number, size: number, depth: number, random: Random): string {
  const stone = stage.defs.horizontal([
    [0, stage.shade("#a3a7ad", depth)],
    [1, stage.shade("#6b7078", depth)],
  ]);
  if (random.chance(0.3))
    return group([
      rectangle(x - size * 0.08, y - size * 1.1, size * 0.16, size * 1.1, stone),
      rectangle(x - size * 0.34, y - size * 0.84, size * 0.68, size * 0.16, stone),
    ]);
  return group([
    path(
      `M${round(x - size * 0.36)} ${round(y)}v${round(-size * 0.62)}a${round(size * 0.36)} ${round(size * 0.36)} 0 0 1 ${round(size * 0.72)} 0v${round(size * 0.62)}Z`,
      stone,
    ),
    stroke(
      `M${round(x - size * 0.2)} ${round(y - size * 0.58)}h${round(size * 0.4)}M${round(x - size * 0.2)} ${round(y - size * 0.44)}h${round(size * 0.4)}`,
      stage.shade("#565b63", depth),
      size * 0.04,
    ),
  ]);
}

export const ruins: Place = {
  name: "ruins",
  tall: true,
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("columns");
    const sandy = stage.mentions("desert", "egypt", "pyramid", "sand", "greek", "roman", "pharaoh");
    const stone = sandy ? "#dcc493" : "#a5a593";
    const floor = sandy ? "#dcb271" : turf(stage, "#6a8f50");
    const x = shadySide(stage, 0.36);
    return {
      back: group([
        sandy
          ? hill(stage, { y: h - 30 * k, swing: 30, color: "#e0b273", depth: 0.6, name: "dunes" })
          : hill(stage, { y: h - 60 * k, swing: 30, color: turf(stage, "#5f8f62"), depth: 0.7, name: "hills" }),
        stage.mentions("egypt", "pyramid", "pharaoh")
          ? pyramids(stage)
          : wood(stage, {
              kinds: sandy ? ["palm"] : ["jungle", "leafy"],
              y: h,
              spread: 10,
              height: 120 * k,
              depth: 0.5,
              count: sandy ? 6 : 18,
              name: "far",
            }),
        ground(stage, { y: h, color: floor, depth: 0.2 }),
        shrine(stage, x, h + 16, 330 * k, stone),
        ...[0.08, 0.92].map((share, index) =>
          column(stage, w * share, h + 50 * k, 250 * k * random.between(0.5, 1), stone, 0.12, index === 0),
        ),
      ]),
      middle: group([
        sandy ? sandLines(stage) : cover(stage),
        rocks(stage, "blocks", { from: h + 40, to: height - 30, size: 36, count: 11, color: stone, sides: true }),
        column(stage, w * 0.02, stage.down(0.84), 420 * k, stone, 0, true),
      ]),
      front: sandy ? boulders(stage, "#7a5f3f") : group([ferns(stage, "#2f6a42"), blades(stage, "#2c4a2f", 50)]),
    };
  },
};

function pyramids(stage: Stage): string {
  const { horizon: h, width: w, scale: k } = stage;
  return group(
    [
      [0.24, 240],
      [0.52, 170],
      [0.82, 200],
    ].map(([share = 0, size = 0]) => {
      const x = w * share;
      const half = size * k * 0.86;
      const top: Point = [x, h - size * k];
      const edge = x + half * (stage.sun.x < x ? 0.3 : -0.3);
      return group([
        polygon([[x - half, h + 8], top, [edge, h + 8]], stage.shade(stage.sun.x < x ? "#ecc886" : "#a87f4c", 0.35)),
        polygon([[edge, h + 8], top, [x + half, h + 8]], stage.shade(stage.sun.x < x ? "#a87f4c" : "#ecc886", 0.35)),
      ]);
    }),
  );
}

export function column(
  stage: Stage,
  x: number,
  y: number,
  size: number,
  color: string,
  depth: number,
  broken = false,
): string {
  const wide = size * 0.13;
  const fill = stage.defs.horizontal([
    [0, stage.shade(lighten(color, 0.15), depth)],
    [0.5, stage.shade(color, depth)],
    [1, stage.shade(mix(color, "#2a2230", 0.45), depth)],
  ]);
  const top = y - size;
  const shaft = broken
    ? polygon(
        [
          [x - wide * 0.42, y],
          [x - wide * 0.4, top + 20],
          [x - wide * 0.1, top],
          [x + wide * 0.15, top + 16],
          [x + wide * 0.4, top + 6],
          [x + wide * 0.42, y],
        ],
        fill,
      )
    : rectangle(x - wide * 0.4, top, wide * 0.8, size, fill);
  const flutes = [-0.22, 0, 0.22].map((dx) =>
    stroke(
      `M${round(x + dx * wide)} ${round(y - size * 0.04)}V${round(top + size * 0.1)}`,
      stage.shade(mix(color, "#2a2230", 0.4), depth),
      Math.max(1, wide * 0.035),
      { opacity: 0.5 },
    ),
  );
  const cap = broken ? "" : rectangle(x - wide * 0.62, top - size * 0.02, wide * 1.24, size * 0.06, fill);
  return group([shaft, ...flutes, cap, rectangle(x - wide * 0.6, y - size * 0.05, wide * 1.2, size * 0.05, fill)]);
}

/** A temple front: steps, columns, pediment. */
function shrine(stage: Stage, x: number, y: number, size: number, color: string): string {
  const depth = 0.24;
  const half = size * 0.62;
  const steps = [0, 1, 2].map((step) =>
    rectangle(
      x - half - (2 - step) * 14,
      y - (step + 1) * size * 0.04,
      half * 2 + (2 - step) * 28,
      size * 0.045,
      stage.shade(lighten(color, 0.1 - step * 0.04), depth),
    ),
  );
  const foot = y - size * 0.12;
  const columns = [-0.86, -0.5, -0.17, 0.17, 0.5, 0.86].map((share) =>
    column(stage, x + share * half, foot, size * 0.5, color, depth),
  );
  return group([
    ...steps,
    rectangle(x - half * 0.9, foot - size * 0.5, half * 1.8, size * 0.5, stage.shade("#40352f", depth)),
    ...columns,
    rectangle(x - half * 1.02, foot - size * 0.58, half * 2.04, size * 0.08, stage.shade(lighten(color, 0.1), depth)),
    polygon(
      [
        [x - half * 1.08, foot - size * 0.58],
        [x, foot - size * 0.86],
        [x + half * 1.08, foot - size * 0.58],
      ],
      stage.defs.vertical([
        [0, stage.shade(lighten(color, 0.2), depth)],
        [1, stage.shade(mix(color, "#40352f", 0.2), depth)],
      ]),
    ),
    polygon(
      [
        [x - half * 0.8, foot - size * 0.61],
        [x, foot - size * 0.79],
        [x + half * 0.8, foot - size * 0.61],
      ],
      stage.shade(mix(color, "#40352f", 0.35), depth),
    ),
  ]);
}
