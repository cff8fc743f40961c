/** Villages, farms, castles, old towns, ruins: outdoors, made by hand. */
import { lighten, mix } from "../drawing/color.ts";
import type { Random } from "../drawing/random.ts";
import { circle, ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { castle as castleAt, house, houses, lamp, tower } from "../scenery/buildings.ts";
import { blades, boughs, boulders, ferns, trunks } from "../scenery/framing.ts";
import { grass, ground, hill, mountains, patches, rocks, trail } from "../scenery/land.ts";
import { nativeTree, tree, wood } from "../scenery/trees.ts";
import { lake as lakeWater } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";
import { cover, sandLines, turf } from "./wild.ts";

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

export const castle: Place = {
  name: "castle",
  tall: true,
  indoors: false,
  horizon: 0.62,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w } = stage;
    const x = shadySide(stage, 0.36);
    const dark = stage.traits.dead;
    const size = Math.min(390 * k, w * 0.62);
    return {
      back: group([
        mountains(stage, { y: h, height: 220 * k, color: "#7d86a8", depth: 0.85, snow: true, count: 5, name: "peaks" }),
        hill(stage, { y: h - 40 * k, swing: 26, color: turf(stage, "#66945f"), depth: 0.62, name: "hills" }),
        path(
          `M${round(x - 460 * k)} ${round(h + 30)}Q${round(x - 210 * k)} ${round(h - 40 * k)} ${round(x - 190 * k)} ${round(h - 72 * k)}L${round(x + 250 * k)} ${round(h - 70 * k)}Q${round(x + 260 * k)} ${round(h - 30 * k)} ${round(x + 480 * k)} ${round(h + 30)}Z`,
          stage.defs.vertical([
            [0, stage.shade("#8a8f7a", 0.3)],
            [1, stage.shade(turf(stage, "#5f8a52"), 0.25)],
          ]),
        ),
        castleAt(stage, {
          x,
          y: h - 68 * k,
          size,
          depth: 0.22,
          color: dark ? "#5b5666" : "#cdbfae",
          roof: dark ? "#34304a" : stage.random.fork("roof").pick(["#4c62a8", "#a8494c", "#3f7a86"]),
        }),
        wood(stage, {
          kinds: [stage.traits.dead ? "dead" : "pine", nativeTree(stage)],
          y: h + 10,
          spread: 24,
          height: 90 * k,
          depth: 0.35,
          count: 22,
          name: "park",
          clearing: 0.2,
        }),
        ground(stage, { y: h + 22, color: turf(stage, "#669a4c"), depth: 0.16 }),
      ]),
      middle: group([
        trail(stage, stage.traits.snowy ? "#dfe9f5" : "#cbb08a", x < w / 2 ? 0.62 : 0.38),
        cover(stage),
        wood(stage, {
          kinds: [nativeTree(stage)],
          y: h + 80 * k,
          spread: 20,
          height: 260 * k,
          depth: 0.06,
          count: 4,
          name: "near",
          clearing: 0.76,
        }),
      ]),
      front: group([
        dark ? trunks(stage, "dead") : boughs(stage, "#2f5a38"),
        blades(stage, stage.traits.snowy ? "#9fb6d2" : "#2c4a2f", 56),
      ]),
    };
  },
};

export const oldTown: Place = {
  name: "old town",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("row");
    const side = (left: boolean) =>
      [0.42, 0.62, 0.86, 1.2].map((size, index) => {
        const inset = [0.36, 0.27, 0.155, 0.0][index] ?? 0;
        const x = left ? inset * w : (1 - inset) * w;
        return house(
          stage,
          {
            x,
            y: h + 10 + index * index * 15 * k,
            width: 250 * size * k,
            height: 400 * size * k,
            depth: 0.34 - index * 0.1,
          },
          random.fork(`${left}${index}`),
        );
      });
    return {
      back: group([
        castleAt(stage, { x: w * 0.5, y: h - 20 * k, size: 250 * k, depth: 0.62 }),
        houses(stage, { y: h + 4, size: 120 * k, count: 10, depth: 0.5, name: "far" }),
        rectangle(
          0,
          h,
          w,
          height - h,
          stage.defs.vertical([
            [0, stage.shade("#c3b6a4", 0.3)],
            [1, stage.shade("#6d645e")],
          ]),
        ),
        cobbles(stage),
      ]),
      middle: group([
        ...side(true),
        ...side(false),
        ...bunting(stage),
        lamp(stage, { x: w * 0.24, y: h + 100 * k, height: 190 * k }),
        lamp(stage, { x: w * 0.78, y: h + 100 * k, height: 190 * k }),
      ]),
      front: "",
    };
  },
};

export function cobbles(stage: Stage, color = "#4e4742"): string {
  const { horizon: h, height, width: w } = stage;
  let d = "";
  for (let row = 0; row < 15; row++) {
    const near = row / 14;
    const y = h + 6 + near ** 1.6 * (height - h);
    const size = 9 + near * 52;
    for (let x = (row % 2) * size * 0.5 - size; x < w + size; x += size * 1.12)
      d += `M${round(x)} ${round(y)}q${round(size / 2)} ${round(-size * 0.2)} ${round(size)} 0`;
  }
  return stroke(d, stage.shade(color), 1.6, { opacity: 0.45 });
}

function bunting(stage: Stage): string[] {
  const { width: w, horizon: h, scale: k } = stage;
  const colors = ["#d8413f", "#f0c24b", "#3f7fc4", "#5aa75a"];
  return [0, 1].map((rope) => {
    const y = h - (210 - rope * 80) * k;
    const flags = Array.from({ length: 15 }, (_, index) => {
      const share = (index + 0.5) / 15;
      const x = w * (0.14 + share * 0.72);
      const top = y + Math.sin(share * Math.PI) * 44 * k;
      return polygon(
        [
          [x - 9, top],
          [x + 9, top],
          [x, top + 22],
        ],
        stage.shade(colors[index % 4] ?? "#d8413f", 0.15),
      );
    });
    return group([
      stroke(
        `M${round(w * 0.13)} ${round(y)}Q${round(w / 2)} ${round(y + 90 * k)} ${round(w * 0.87)} ${round(y)}`,
        stage.shade("#4a4038", 0.2),
        1.5,
      ),
      ...flags,
    ]);
  });
}

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
          h + 26 + near * (height - h) * 0.55,
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
        column(stage, w * 0.02, height * 0.84, 420 * k, stone, 0, true),
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

export const bridge: Place = {
  name: "bridge",
  indoors: false,
  horizon: 0.54,
  water: { from: 0.58, to: 0.7 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const deck = h + (height - h) * 0.36;
    const random = stage.random.fork("bridge");
    const stone = stage.mentions("wooden", "rope") ? "#a07850" : "#a9a49c";
    const wallColor = stage.defs.vertical([
      [0, stage.shade(lighten(stone, 0.12))],
      [1, stage.shade(mix(stone, "#2c2a35", 0.45))],
    ]);
    const joints = Array.from({ length: 60 }, () =>
      stroke(
        `M${round(random.between(0, w))} ${round(random.between(deck + 8, deck + 54))}h${round(random.between(16, 44))}`,
        stage.shade("#5f5a58"),
        1.6,
        { opacity: 0.4 },
      ),
    );
    return {
      back: group([
        mountains(stage, { y: h, height: 190 * k, color: "#7d90ad", depth: 0.8, snow: true, count: 5, name: "peaks" }),
        wood(stage, {
          kinds: [nativeTree(stage), "pine"],
          y: h + 2,
          spread: 16,
          height: 110 * k,
          depth: 0.5,
          count: 30,
          name: "banks",
        }),
        lakeWater(stage, { from: h + 6, to: deck + 20, color: "#2f7a9a" }),
        houses(stage, { y: h + 8, size: 70 * k, count: 6, depth: 0.45, name: "town", clearing: 0.4 }),
        rectangle(0, deck, w, 60, wallColor),
        ...joints,
        rectangle(-4, deck - 8, w + 8, 14, stage.shade(lighten(stone, 0.22))),
      ]),
      middle: group([
        rectangle(
          0,
          deck + 58,
          w,
          height - deck,
          stage.defs.vertical([
            [0, stage.shade("#b3a692")],
            [1, stage.shade("#6a5f56")],
          ]),
        ),
        cobbles({ ...stage, horizon: deck + 54 }),
        lamp(stage, { x: w * 0.12, y: deck + 6, height: 210 * k }),
        lamp(stage, { x: w * 0.88, y: deck + 6, height: 210 * k }),
      ]),
      front: boughs(stage, "#2f5a3f"),
    };
  },
};

export const garden: Place = {
  name: "garden",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const beds = [0.02, 0.78].map((share, index) => {
      const bed: Stage = { ...stage, horizon: h + 60 * k, width: w * 0.24, height: h + 150 * k };
      return group(flowerBed(bed, index), { transform: `translate(${round(w * share)} 0)` });
    });
    return {
      back: group([
        wood(stage, {
          kinds: [nativeTree(stage), "blossom", "cypress"],
          y: h - 4,
          spread: 20,
          height: 190 * k,
          depth: 0.45,
          count: 17,
          name: "trees",
        }),
        wood(stage, { kinds: ["bush"], y: h + 12, spread: 8, height: 66 * k, depth: 0.3, count: 26, name: "hedge" }),
        ground(stage, { y: h + 10, color: turf(stage, "#69a84c"), swing: 4, depth: 0.16 }),
      ]),
      middle: group([
        trail(stage, stage.traits.snowy ? "#dfe9f5" : "#dcc49a", 0.5),
        cover(stage, ["#ff6f91", "#ffd84d", "#ffffff", "#c77dff", "#ff9f6b"]),
        ...beds,
        bench(stage, shadySide(stage, 0.24), h + 78 * k, 150 * k),
        lamp(stage, { x: shadySide(stage, 0.36), y: h + 74 * k, height: 190 * k }),
        tree(
          stage,
          { kind: nativeTree(stage), x: shadySide(stage, 0.02), y: height * 0.84, height: 420 * k, depth: 0.03 },
          stage.random.fork("near"),
        ),
      ]),
      front: group([
        boughs(stage, stage.traits.blossom ? "#b8557f" : "#2f5a38"),
        blades(stage, stage.traits.snowy ? "#9fb6d2" : "#2f5a2f", 50),
      ]),
    };
  },
};

function flowerBed(bed: Stage, index: number): string {
  const random = bed.random.fork(`bed${index}`);
  if (bed.traits.snowy) return "";
  return group(
    Array.from({ length: 46 }, () => {
      const x = random.between(0, bed.width);
      const y = random.between(bed.horizon, bed.height);
      const size = random.between(5, 9);
      return (
        circle(x, y, size, bed.shade(random.pick(["#ff5d7d", "#ffb43d", "#fff0f4", "#b06cf0", "#ff8f5c"]))) +
        circle(x, y, size * 0.35, bed.shade("#ffe9a0"))
      );
    }),
  );
}

export function bench(stage: Stage, x: number, y: number, size: number): string {
  const plank = stage.shade("#a3714a");
  const iron = stage.shade("#39404a");
  return group([
    ellipse(x, y, size * 0.6, size * 0.06, stage.atmosphere.shadow, { opacity: 0.35 }),
    ...[-0.4, 0.36].map((dx) => rectangle(x + dx * size, y - size * 0.5, size * 0.045, size * 0.5, iron)),
    ...[0.5, 0.39, 0.24].map((dy) => rectangle(x - size * 0.5, y - dy * size, size, size * 0.075, plank, { rx: 2 })),
  ]);
}
