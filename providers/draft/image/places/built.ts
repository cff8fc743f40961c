/** Villages, farms, castles, old towns, ruins: outdoors, made by hand. */
import { lighten, mix } from "../drawing/color.ts";
import { ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { house, houses, lamp } from "../scenery/buildings.ts";
import { blades } from "../scenery/framing.ts";
import { grass } from "../scenery/growth.ts";
import { ground, hill, mountains, trail } from "../scenery/land.ts";
import { nativeTree, wood } from "../scenery/trees.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./woods.ts";

/** The side of the frame away from sun or moon: where tall things stand. */
export function shadySide(stage: Stage, far: number): number {
  return stage.width * (stage.sun.x < stage.width / 2 ? 1 - far : far);
}

export const village: Place = {
  name: "village",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    return {
      back: group([
        mountains(stage, { y: h, height: 170 * k, color: "#8092b2", depth: 0.85, snow: true, count: 6, name: "peaks" }),
        hill(stage, { y: h - 50 * k, swing: 34, color: turf(stage, "#6f9f62"), depth: 0.65, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage)],
          y: h - 30 * k,
          spread: 24,
          height: 70 * k,
          depth: 0.55,
          count: 24,
          name: "far-wood",
        }),
        houses(stage, { y: h - 4, size: 84 * k, count: 11, depth: 0.45, name: "far-houses" }),
        ground(stage, { y: h, color: turf(stage, "#719f4f"), depth: 0.24 }),
        houses(stage, { y: h + 34, size: 150 * k, count: 6, depth: 0.18, name: "mid-houses", clearing: 0.3 }),
      ]),
      middle: group([
        trail(stage, stage.traits.snowy ? "#dfe9f5" : "#c8ac7f", 0.46),
        cover(stage),
        house(
          stage,
          { x: stage.width * 0.02, y: h + 120 * k, width: 320 * k, height: 290 * k, depth: 0.02 },
          stage.random.fork("near-a"),
        ),
        house(
          stage,
          { x: stage.width * 1.0, y: h + 108 * k, width: 300 * k, height: 270 * k, depth: 0.04 },
          stage.random.fork("near-b"),
        ),
        lamp(stage, { x: stage.width * 0.2, y: h + 118 * k, height: 170 * k }),
        fence(stage, h + 128 * k, 0.8, 0.99),
      ]),
      front: blades(stage, stage.traits.snowy ? "#9fb6d2" : "#2f4f2f", 56),
    };
  },
};

export function fence(stage: Stage, y: number, from: number, to: number): string {
  const timber = stage.shade("#b08a62");
  const parts: string[] = [];
  const step = 26;
  for (let x = stage.width * from; x < stage.width * to; x += step)
    parts.push(path(`M${round(x)} ${round(y)}v-40l6 -8l6 8v40Z`, timber));
  const long = stage.width * (to - from);
  return group([
    rectangle(stage.width * from, y - 32, long, 6, stage.shade("#8f6d4a")),
    rectangle(stage.width * from, y - 15, long, 6, stage.shade("#8f6d4a")),
    ...parts,
  ]);
}

export const farm: Place = {
  name: "farm",
  tall: true,
  indoors: false,
  horizon: 0.56,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const barnX = shadySide(stage, 0.22);
    const rows = Array.from({ length: 26 }, (_, index) => {
      const x = ((index - 12.5) / 25) * w * 3 + w / 2;
      const far = ((index - 12.5) / 25) * w * 0.9 + w / 2;
      return polygon(
        [
          [far, h + 20],
          [far + 7, h + 20],
          [x + 60, height + 20],
          [x - 10, height + 20],
        ],
        stage.shade(stage.traits.snowy ? "#d5e3f2" : index % 2 === 0 ? "#b48a4a" : "#e0bd5c"),
        { opacity: 0.55 },
      );
    });
    return {
      back: group([
        hill(stage, { y: h - 46 * k, swing: 30, color: turf(stage, "#7fa65c"), depth: 0.7, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage), "bush"],
          y: h - 16,
          spread: 14,
          height: 76 * k,
          depth: 0.5,
          count: 20,
          name: "hedge",
        }),
        ground(stage, { y: h + 6, color: stage.traits.snowy ? "#e8f0fa" : "#cfae4f", depth: 0.2 }),
        ...rows,
        windmill(stage, shadySide(stage, 0.82), h + 22, 200 * k),
        barn(stage, barnX, h + 60 * k, 210 * k),
      ]),
      middle: group([
        trail(stage, "#c49a68", 0.5),
        fence(stage, h + 108 * k, 0, 0.28),
        fence(stage, h + 108 * k, 0.76, 1),
        ...[0.3, 0.68, 0.88].map((share, index) =>
          bale(stage, w * share, h + (70 + index * 22) * k, (30 + index * 6) * k),
        ),
        grass(stage, "near-grass", {
          y: h + (height - h) * 0.72,
          spread: 70,
          size: 28,
          color: turf(stage),
          count: 110,
        }),
      ]),
      front: blades(stage, stage.traits.snowy ? "#9fb6d2" : "#6b6a2c", 62),
    };
  },
};

function barn(stage: Stage, x: number, y: number, size: number): string {
  const red = "#b2402f";
  const roof = stage.traits.snowy ? "#f1f6fd" : "#5b4a4a";
  const half = size * 0.56;
  const fill = stage.defs.horizontal([
    [0, stage.shade(lighten(red, 0.1), 0.1)],
    [1, stage.shade(mix(red, "#200d12", 0.35), 0.1)],
  ]);
  return group([
    polygon(
      [
        [x - half, y],
        [x - half, y - size * 0.5],
        [x - half * 0.7, y - size * 0.78],
        [x, y - size],
        [x + half * 0.7, y - size * 0.78],
        [x + half, y - size * 0.5],
        [x + half, y],
      ],
      fill,
    ),
    stroke(
      line([
        [x - half * 1.08, y - size * 0.48],
        [x - half * 0.72, y - size * 0.8],
        [x, y - size * 1.03],
        [x + half * 0.72, y - size * 0.8],
        [x + half * 1.08, y - size * 0.48],
      ]),
      stage.shade(roof, 0.08),
      size * 0.07,
      { "stroke-linejoin": "round" },
    ),
    rectangle(x - size * 0.2, y - size * 0.42, size * 0.4, size * 0.42, stage.shade("#7d2a20", 0.08)),
    stroke(
      `M${round(x - size * 0.2)} ${round(y)}l${round(size * 0.4)} ${round(-size * 0.42)}M${round(x + size * 0.2)} ${round(y)}l${round(-size * 0.4)} ${round(-size * 0.42)}M${round(x - size * 0.2)} ${round(y - size * 0.42)}h${round(size * 0.4)}v${round(size * 0.42)}h${round(-size * 0.4)}Z`,
      stage.shade("#f2e9dc", 0.08),
      size * 0.022,
    ),
    rectangle(x - size * 0.07, y - size * 0.74, size * 0.14, size * 0.16, stage.shade("#f2e9dc", 0.08)),
  ]);
}

export function windmill(stage: Stage, x: number, y: number, size: number): string {
  const body = stage.defs.horizontal([
    [0, stage.shade("#efe6d2", 0.25)],
    [1, stage.shade("#b5a68a", 0.25)],
  ]);
  const sails = [0.4, 1.97, 3.54, 5.11].map((angle) => {
    const hub: Point = [x, y - size * 0.86];
    const dx = Math.cos(angle);
    const dy = Math.sin(angle);
    const at = (along: number, across: number): Point => [
      hub[0] + dx * along * size - dy * across * size,
      hub[1] + dy * along * size + dx * across * size,
    ];
    return polygon([at(0.1, 0.01), at(0.55, 0.01), at(0.55, 0.11), at(0.12, 0.09)], stage.shade("#fbf4e4", 0.2), {
      stroke: stage.shade("#6b5138", 0.2),
      "stroke-width": 1.6,
    });
  });
  return group([
    polygon(
      [
        [x - size * 0.2, y],
        [x - size * 0.12, y - size * 0.82],
        [x + size * 0.12, y - size * 0.82],
        [x + size * 0.2, y],
      ],
      body,
    ),
    path(
      `M${round(x - size * 0.14)} ${round(y - size * 0.8)}Q${round(x)} ${round(y - size * 1.08)} ${round(x + size * 0.14)} ${round(y - size * 0.8)}Z`,
      stage.shade("#8a4a3a", 0.25),
    ),
    rectangle(x - size * 0.05, y - size * 0.2, size * 0.1, size * 0.2, stage.shade("#5b4030", 0.25)),
    ...sails,
  ]);
}

function bale(stage: Stage, x: number, y: number, size: number): string {
  return group([
    ellipse(x, y, size * 1.3, size * 0.22, stage.atmosphere.shadow, { opacity: 0.3 }),
    rectangle(x - size, y - size * 1.1, size * 2, size * 1.1, stage.shade("#d9b04f"), { rx: size * 0.3 }),
    ellipse(x - size * 0.75, y - size * 0.55, size * 0.42, size * 0.55, stage.shade("#efcf78")),
    ellipse(x - size * 0.75, y - size * 0.55, size * 0.22, size * 0.3, "none", {
      stroke: stage.shade("#b88f38"),
      "stroke-width": 2,
    }),
  ]);
}
