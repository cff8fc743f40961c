import { circle, ellipse, group, line, rectangle, round, stroke } from "../drawing/svg.ts";
import { lamp } from "../scenery/buildings.ts";
import { blades, boughs } from "../scenery/framing.ts";
import { grass } from "../scenery/growth.ts";
import { ground, trail } from "../scenery/land.ts";
import { skyline } from "../scenery/skyline.ts";
import { nativeTree, tree, wood } from "../scenery/trees.ts";
import type { Stage } from "../stage.ts";
import { shadySide } from "./built.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./woods.ts";

export const garden: Place = {
  name: "garden",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w } = stage;
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
          { kind: nativeTree(stage), x: shadySide(stage, 0.02), y: stage.down(0.84), height: 420 * k, depth: 0.03 },
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

export const playground: Place = {
  name: "playground",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    const base = h + 52 * k;
    return {
      back: group([
        skyline(stage, { y: h, height: 150 * k, color: "#9fb0c4", depth: 0.75, name: "town", lights: 0.4 }),
        wood(stage, {
          kinds: [nativeTree(stage), "bush"],
          y: h + 4,
          spread: 16,
          height: 150 * k,
          depth: 0.4,
          count: 16,
          name: "trees",
        }),
        ground(stage, { y: h + 12, color: turf(stage, "#74b354"), swing: 4, depth: 0.16 }),
      ]),
      middle: group([
        cover(stage),
        ellipse(stage.width / 2, base + 40 * k, stage.width * 0.42, 60 * k, stage.shade("#e6cf9c")),
        slide(stage, shadySide(stage, 0.24), base),
        swings(stage, shadySide(stage, 0.6), base),
      ]),
      front: group([
        boughs(stage, "#2f5a38"),
        grass(stage, "front-grass", { y: stage.height + 4, spread: 6, size: 40, color: "#2f5a2f", count: 90 }),
      ]),
    };
  },
};

function slide(stage: Stage, x: number, base: number): string {
  const k = stage.scale;
  return group([
    stroke(
      line([
        [x - 60 * k, base],
        [x - 60 * k, base - 150 * k],
        [x, base - 150 * k],
      ]),
      stage.shade("#e0524a"),
      10 * k,
    ),
    stroke(
      `M${round(x)} ${round(base - 150 * k)}C${round(x + 60 * k)} ${round(base - 140 * k)} ${round(x + 60 * k)} ${round(base)} ${round(x + 150 * k)} ${round(base)}`,
      stage.shade("#f0c24b"),
      20 * k,
    ),
    ...[0, 1, 2, 3, 4].map((rung) =>
      stroke(
        line([
          [x - 76 * k, base - (20 + rung * 28) * k],
          [x - 44 * k, base - (20 + rung * 28) * k],
        ]),
        stage.shade("#3f7fc4"),
        5 * k,
      ),
    ),
  ]);
}

function swings(stage: Stage, swing: number, base: number): string {
  const k = stage.scale;
  return group([
    stroke(
      line([
        [swing - 110 * k, base],
        [swing - 80 * k, base - 180 * k],
        [swing + 80 * k, base - 180 * k],
        [swing + 110 * k, base],
      ]),
      stage.shade("#3f7fc4"),
      9 * k,
      { "stroke-linejoin": "round" },
    ),
    ...[-36, 36].map((dx) =>
      group([
        stroke(
          `M${round(swing + (dx - 14) * k)} ${round(base - 178 * k)}v${round(120 * k)}M${round(swing + (dx + 14) * k)} ${round(base - 178 * k)}v${round(120 * k)}`,
          stage.shade("#59626f"),
          2,
        ),
        rectangle(swing + (dx - 17) * k, base - 60 * k, 34 * k, 7 * k, stage.shade("#e0524a")),
      ]),
    ),
  ]);
}
