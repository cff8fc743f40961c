import { ellipse, group, rectangle, round, stroke } from "../drawing/svg.ts";
import { blades, boughs, trunks } from "../scenery/framing.ts";
import { grass } from "../scenery/growth.ts";
import { ground, hill, mountains, rocks } from "../scenery/land.ts";
import { nativeTree, wood } from "../scenery/trees.ts";
import { waterfall as fall, lake as lakeWater, river as riverWater } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./woods.ts";

export const lake: Place = {
  name: "lake",
  indoors: false,
  horizon: 0.52,
  water: { from: 0.55, to: 0.72 },
  draw: (stage) => {
    const { horizon: h, scale: k, height } = stage;
    const bank = stage.down(0.76);
    return {
      back: group([
        mountains(stage, { y: h, height: 210 * k, color: "#7288a8", depth: 0.75, snow: true, count: 5, name: "peaks" }),
        hill(stage, { y: h - 26 * k, swing: 18, color: turf(stage, "#5f8f68"), depth: 0.6, name: "shore-hill" }),
        wood(stage, {
          kinds: ["pine", nativeTree(stage)],
          y: h - 4,
          spread: 10,
          height: 74 * k,
          depth: 0.5,
          count: 44,
          name: "shore",
        }),
        lakeWater(stage, { from: h, to: bank + 30, color: "#2a6f95" }),
        mirrored(stage, h, k),
        ground(stage, { y: bank, color: turf(stage, "#5f8f48"), swing: 20, depth: 0.12, name: "bank" }),
      ]),
      middle: group([
        cover({ ...stage, horizon: bank }),
        rocks(stage, "stones", { from: bank, to: height - 40, size: 32, count: 8, sides: true }),
        reeds(stage, bank),
      ]),
      front: group([
        stage.traits.snowy ? trunks(stage, "pine") : boughs(stage, "#2f5a3f"),
        blades(stage, stage.traits.snowy ? "#9fb6d2" : "#2f4f35", 60),
      ]),
    };
  },
};

/** The dark mirror of the far shore. */
function mirrored(stage: Stage, y: number, k: number): string {
  return rectangle(
    0,
    y,
    stage.width,
    64 * k,
    stage.defs.vertical([
      [0, stage.shade("#24485a", 0.3), 0.65],
      [1, stage.shade("#24485a", 0.2), 0],
    ]),
  );
}

function reeds(stage: Stage, bank: number): string {
  const random = stage.random.fork("reeds");
  const stems = Array.from({ length: 26 }, (_, index) => {
    const x = (index % 2 === 0 ? random.next() * 0.2 : 1 - random.next() * 0.2) * stage.width;
    const high = random.between(70, 150) * stage.scale;
    const y = bank + random.between(10, 70);
    return group([
      stroke(
        `M${round(x)} ${round(y)}q${round(random.between(-8, 8))} ${round(-high * 0.6)} ${round(random.between(-10, 10))} ${round(-high)}`,
        stage.shade("#53783f"),
        2.6,
      ),
      index % 3 === 0 ? ellipse(x, y - high, 4, 15, stage.shade("#6b4528")) : "",
    ]);
  });
  return group([
    ...stems,
    grass(stage, "reed-grass", { y: bank + 12, spread: 30, size: 34, color: turf(stage, "#5f8a3f"), count: 60 }),
  ]);
}

export const river: Place = {
  name: "river",
  indoors: false,
  horizon: 0.56,
  water: { from: 0.66, to: 0.8 },
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    return {
      back: group([
        mountains(stage, { y: h, height: 190 * k, color: "#7d90ad", depth: 0.8, snow: true, count: 5, name: "peaks" }),
        hill(stage, { y: h - 30 * k, swing: 24, color: turf(stage, "#6a9a62"), depth: 0.6, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage), "pine"],
          y: h - 6,
          spread: 20,
          height: 96 * k,
          depth: 0.45,
          count: 26,
          name: "far-wood",
        }),
        ground(stage, { y: h + 8, color: turf(stage), depth: 0.22 }),
      ]),
      middle: group([
        cover(stage),
        riverWater(stage, "#3f9cc4", { far: 0.52, near: stage.sun.x < stage.width / 2 ? 0.76 : 0.24, width: 0.42 }),
        rocks(stage, "stones", { from: h + 60, to: stage.height - 30, size: 30, count: 14 }),
        wood(stage, {
          kinds: [nativeTree(stage)],
          y: h + 70 * k,
          spread: 40,
          height: 300 * k,
          depth: 0.08,
          count: 4,
          name: "near-wood",
          clearing: 0.72,
        }),
      ]),
      front: group([boughs(stage, "#2f5a3f"), blades(stage, stage.traits.snowy ? "#9fb6d2" : "#2f4f35", 58)]),
    };
  },
};

export const cascade: Place = {
  name: "waterfall",
  tall: true,
  indoors: false,
  horizon: 0.6,
  water: { from: 0.62, to: 0.74 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const x = w * (stage.sun.x < w / 2 ? 0.64 : 0.36);
    const bank = stage.down(0.744);
    return {
      back: group([
        wood(stage, {
          kinds: [nativeTree(stage), "jungle"],
          y: h - 150 * k,
          spread: 60,
          height: 170 * k,
          depth: 0.55,
          count: 18,
          name: "top-wood",
        }),
        fall(stage, { x, top: h - 330 * k, foot: h + 20, width: 130 * k }),
        wood(stage, {
          kinds: [nativeTree(stage), "bush"],
          y: h + 6,
          spread: 20,
          height: 150 * k,
          depth: 0.35,
          count: 14,
          name: "side-wood",
          clearing: 0.4,
        }),
        lakeWater(stage, { from: h + 8, to: bank + 40, color: "#3fa3b8" }),
        ellipse(x, h + 22, 190 * k, 26 * k, "#ffffff", { opacity: 0.4 }),
        ground(stage, { y: bank, color: turf(stage, "#5a8a45"), swing: 18, depth: 0.1, name: "bank" }),
      ]),
      middle: group([
        cover({ ...stage, horizon: bank }),
        rocks(stage, "stones", { from: bank - 10, to: height - 30, size: 46, count: 13, sides: true }),
      ]),
      front: group([boughs(stage, "#24553a"), blades(stage, "#2a4f33", 60)]),
    };
  },
};
