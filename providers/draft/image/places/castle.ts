import { group, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { house, houses, lamp } from "../scenery/buildings.ts";
import { castle as castleAt } from "../scenery/castle-parts.ts";
import { blades, boughs, trunks } from "../scenery/framing.ts";
import { ground, hill, mountains, trail } from "../scenery/land.ts";
import { nativeTree, wood } from "../scenery/trees.ts";
import type { Stage } from "../stage.ts";
import { shadySide } from "./built.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./woods.ts";

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
