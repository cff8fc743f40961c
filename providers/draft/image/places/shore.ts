import type { Random } from "../../random.ts";
import { curve, ellipse, group, line, type Point, path, rectangle, round, stroke } from "../drawing/svg.ts";
import { houses } from "../scenery/buildings.ts";
import { boulders } from "../scenery/framing.ts";
import { patches } from "../scenery/growth.ts";
import { hill, rocks } from "../scenery/land.ts";
import { tree } from "../scenery/trees.ts";
import { lake as lakeWater } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import { SEA } from "./sea.ts";
import type { Place } from "./types.ts";

export const beach: Place = {
  name: "beach",
  indoors: false,
  horizon: 0.52,
  water: { from: 0.53, to: 0.66 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("palms");
    const shore = stage.down(0.6832);
    const points: Point[] = Array.from(
      { length: 14 },
      (_, index): Point => [(index / 12) * w - 40, shore + Math.sin(index * 1.1) * 14],
    );
    const rim = curve(points);
    const edge = stage.sun.x < w / 2 ? 0.93 : 0.07;
    const tropical = !stage.mentions("cold", "rocky", "northern", "cliff") && !stage.traits.snowy;
    return {
      back: group([
        hill(stage, { y: h - 14 * k, swing: 20, color: "#6f9aa0", depth: 0.85, name: "cape", bottom: h + 4 }),
        lakeWater(stage, { from: h, to: shore + 40, color: tropical ? "#1fa0b8" : SEA }),
        stroke(rim, "#ffffff", 26, { opacity: 0.35 }),
        path(
          `${rim}L${w + 60} ${height}L-60 ${height}Z`,
          stage.defs.vertical([
            [0, stage.shade("#c9a877")],
            [0.12, stage.shade("#f0d9a8")],
            [1, stage.shade("#d3ae74")],
          ]),
        ),
        stroke(rim, "#ffffff", 7, { opacity: 0.85 }),
      ]),
      middle: group([
        patches(stage, "sand", stage.shade("#a9834f"), 0.3),
        rocks(stage, "stones", { from: shore + 20, to: height - 40, size: 30, count: 7, sides: true }),
        tropical
          ? tree(stage, { kind: "palm", x: w * edge, y: stage.down(0.86), height: 460 * k, depth: 0 }, random)
          : "",
        tropical
          ? tree(
              stage,
              {
                kind: "palm",
                x: w * (edge < 0.5 ? edge + 0.07 : edge - 0.07),
                y: stage.down(0.8),
                height: 330 * k,
                depth: 0.08,
              },
              random,
            )
          : "",
        shells(stage, random),
      ]),
      front: tropical ? "" : boulders(stage, "#50586a"),
    };
  },
};

function shells(stage: Stage, random: Random): string {
  return group(
    Array.from({ length: 16 }, () => {
      const y = random.between(stage.down(0.74), stage.down(0.98));
      return ellipse(
        random.between(0, stage.width),
        y,
        random.between(3, 7),
        random.between(2, 4),
        stage.shade(random.pick(["#fff1e0", "#f6b8a6", "#e9d2f0"])),
      );
    }),
  );
}

export const island: Place = {
  ...beach,
  name: "island",
  draw: (stage) => {
    const layers = beach.draw(stage);
    const { horizon: h, scale: k, width: w } = stage;
    const x = w * (stage.sun.x < w / 2 ? 0.62 : 0.36);
    const random = stage.random.fork("isle");
    const isle = group([
      path(
        `M${round(x - 190 * k)} ${h + 8}Q${round(x - 90 * k)} ${round(h - 70 * k)} ${round(x)} ${round(h - 120 * k)}Q${round(x + 60 * k)} ${round(h - 70 * k)} ${round(x + 190 * k)} ${h + 8}Z`,
        stage.shade("#5d8a6a", 0.4),
      ),
      ...[-110, -70, 60, 120].map((dx) =>
        tree(stage, { kind: "palm", x: x + dx * k, y: h + 4, height: random.between(60, 95) * k, depth: 0.4 }, random),
      ),
    ]);
    return { ...layers, back: layers.back + isle };
  },
};

export const harbour: Place = {
  name: "harbour",
  indoors: false,
  horizon: 0.5,
  water: { from: 0.52, to: 0.7 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const quay = stage.down(0.74);
    const random = stage.random.fork("boats");
    const boats = Array.from({ length: 4 }, (_, index) =>
      sailBoat(stage, w * ((index + random.between(0.2, 0.8)) / 4), h + 30 + index * 14, (46 + index * 12) * k, random),
    );
    const planks = Array.from({ length: 16 }, (_, index) => {
      const x = (index / 15) * w;
      return stroke(
        line([
          [w / 2 + (x - w / 2) * 0.8, quay],
          [w / 2 + (x - w / 2) * 1.9, height],
        ]),
        stage.shade("#4f3826"),
        2.4,
        { opacity: 0.6 },
      );
    });
    const posts = [0.04, 0.2, 0.82, 0.97].map((share) =>
      group([
        rectangle(
          w * share - 13,
          quay - 44,
          26,
          74,
          stage.defs.horizontal([
            [0, stage.shade("#8a6747")],
            [1, stage.shade("#4a3424")],
          ]),
        ),
        ellipse(w * share, quay - 44, 13, 4.5, stage.shade("#b08a62")),
        stroke(`M${w * share - 14} ${quay - 26}h28`, stage.shade("#e8dcc0"), 4),
      ]),
    );
    return {
      back: group([
        hill(stage, { y: h - 60 * k, swing: 26, color: "#6d8f86", depth: 0.75, name: "cape" }),
        houses(stage, { y: h + 4, size: 78 * k, count: 13, depth: 0.42, name: "town" }),
        lakeWater(stage, { from: h, to: quay + 6, color: SEA }),
        ...boats,
        rectangle(
          0,
          quay,
          w,
          height - quay,
          stage.defs.vertical([
            [0, stage.shade("#a97f56")],
            [1, stage.shade("#5d4028")],
          ]),
        ),
        rectangle(0, quay, w, 9, stage.shade("#c89e70")),
      ]),
      middle: group([...planks, ...posts]),
      front: "",
    };
  },
};

function sailBoat(stage: Stage, x: number, y: number, size: number, random: Random): string {
  const hull = stage.shade(random.pick(["#c4513f", "#3f6fa0", "#e9e2d0", "#4f8a6a"]), 0.15);
  return group([
    stroke(`M${round(x)} ${round(y - size * 0.2)}V${round(y - size * 1.9)}`, stage.shade("#5d4632"), size * 0.04),
    path(
      `M${round(x + size * 0.05)} ${round(y - size * 1.85)}Q${round(x + size * 0.8)} ${round(y - size)} ${round(x + size * 0.75)} ${round(y - size * 0.35)}L${round(x + size * 0.05)} ${round(y - size * 0.35)}Z`,
      stage.shade("#fbf6e8", 0.15),
    ),
    path(
      `M${round(x - size * 0.05)} ${round(y - size * 1.6)}Q${round(x - size * 0.6)} ${round(y - size)} ${round(x - size * 0.55)} ${round(y - size * 0.35)}L${round(x - size * 0.05)} ${round(y - size * 0.35)}Z`,
      stage.shade("#e9dfc6", 0.15),
    ),
    path(
      `M${round(x - size)} ${round(y - size * 0.3)}L${round(x + size)} ${round(y - size * 0.3)}Q${round(x + size * 0.8)} ${round(y)} ${round(x + size * 0.6)} ${round(y)}L${round(x - size * 0.6)} ${round(y)}Q${round(x - size * 0.85)} ${round(y)} ${round(x - size)} ${round(y - size * 0.3)}Z`,
      hull,
    ),
    ellipse(x, y + size * 0.1, size * 0.9, size * 0.08, stage.shade("#0d2f4a"), { opacity: 0.4 }),
  ]);
}
