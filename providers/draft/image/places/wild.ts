/** Land without people: woods, fields, heights, sand and ice. */
import { mix } from "../drawing/color.ts";
import { circle, ellipse, group, path, polygon, round, stroke } from "../drawing/svg.ts";
import { blades, boulders } from "../scenery/framing.ts";
import { grass, patches } from "../scenery/growth.ts";
import { ground, hill, mountains, rock, rocks, trail } from "../scenery/land.ts";
import { nativeTree, tree, wood } from "../scenery/trees.ts";
import { lake } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./woods.ts";

export const meadow: Place = {
  name: "meadow",
  indoors: false,
  horizon: 0.58,
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    return {
      back: group([
        mountains(stage, {
          y: h + 10,
          height: 150 * k,
          color: "#7d93b5",
          depth: 0.86,
          snow: true,
          count: 7,
          name: "far-peaks",
        }),
        hill(stage, { y: h - 44 * k, swing: 30, color: turf(stage, "#7fae6a"), depth: 0.7, name: "hill-3" }),
        wood(stage, {
          kinds: [nativeTree(stage), "bush"],
          y: h - 24 * k,
          spread: 20,
          height: 54 * k,
          depth: 0.6,
          count: 26,
          name: "hedge",
        }),
        hill(stage, { y: h - 8, swing: 26, color: turf(stage, "#76b05a"), depth: 0.42, name: "hill-2" }),
        wood(stage, {
          kinds: [nativeTree(stage), nativeTree(stage), "bush"],
          y: h + 8,
          spread: 16,
          height: 110 * k,
          depth: 0.3,
          count: 8,
          name: "grove",
        }),
        ground(stage, { y: h + 26, color: turf(stage, "#69a84c"), swing: 18, depth: 0.22 }),
      ]),
      middle: group([
        trail(stage, stage.traits.snowy ? "#dbe7f5" : "#cfae78", 0.44),
        cover(stage),
        tree(
          stage,
          {
            kind: nativeTree(stage),
            x: stage.width * (stage.sun.x < stage.width / 2 ? 0.93 : 0.07),
            y: h + 96 * k,
            height: 350 * k,
            depth: 0.04,
          },
          stage.random.fork("big-tree"),
        ),
      ]),
      front: blades(stage, stage.traits.snowy ? "#9fb6d2" : "#35602f", 66),
    };
  },
};

export const highlands: Place = {
  name: "mountains",
  indoors: false,
  horizon: 0.63,
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    const stone = stage.mentions("canyon", "mesa", "red rock") ? "#b5694a" : "#75839c";
    return {
      back: group([
        mountains(stage, { y: h, height: 350 * k, color: stone, depth: 0.78, snow: true, count: 5, name: "peaks-3" }),
        mountains(stage, {
          y: h + 14,
          height: 250 * k,
          color: stone,
          depth: 0.48,
          snow: true,
          count: 5,
          name: "peaks-2",
        }),
        hill(stage, { y: h - 18, swing: 26, color: turf(stage, "#5f8a62"), depth: 0.45, name: "foot" }),
        wood(stage, { kinds: ["pine"], y: h - 2, spread: 26, height: 66 * k, depth: 0.42, count: 44, name: "pines-2" }),
        ground(stage, { y: h + 24, color: turf(stage, "#74885c"), swing: 22, depth: 0.2 }),
      ]),
      middle: group([
        trail(stage, stage.traits.snowy ? "#dbe7f5" : "#b7a489", 0.58),
        cover(stage, ["#ffffff", "#b48cf0", "#ffd84d"]),
        rocks(stage, "stones", { from: h + 40, to: stage.height - 40, size: 44, count: 12, sides: true }),
        wood(stage, {
          kinds: [stage.traits.dead ? "dead" : "pine"],
          y: h + 60 * k,
          spread: 60,
          height: 240 * k,
          depth: 0.1,
          count: 6,
          name: "pines-1",
          clearing: 0.6,
        }),
      ]),
      front: boulders(stage, "#4b5568"),
    };
  },
};

export const volcano: Place = {
  name: "volcano",
  tall: true,
  indoors: false,
  horizon: 0.64,
  draw: (stage) => {
    const { horizon: h, width: w, scale: k } = stage;
    const x = w * (stage.sun.x < w / 2 ? 0.66 : 0.34);
    const top = h - 300 * k;
    const glow = stage.defs.radial([
      [0, "#ff7a2e", 0.8],
      [0.4, "#ff4d1f", 0.35],
      [1, "#ff4d1f", 0],
    ]);
    const random = stage.random.fork("smoke");
    const smoke = Array.from({ length: 16 }, (_, index) =>
      circle(
        x + index * 9 * k + random.between(-30, 30),
        top - 20 - index * 15 * k,
        (26 + index * 5) * k,
        mix(stage.shade("#5b4d55", 0.3), "#ff8a4a", Math.max(0, 0.4 - index * 0.05)),
        { opacity: 0.55 },
      ),
    );
    const lava = (dx: number, sway: number) =>
      stroke(
        `M${round(x + dx)} ${round(top + 8)}q${round(sway)} ${round(90 * k)} ${round(sway * 2)} ${round(160 * k)}t${round(sway)} ${round(150 * k)}`,
        "#ff8a2e",
        9 * k,
        { opacity: 0.95 },
      );
    return {
      back: group([
        mountains(stage, {
          y: h + 6,
          height: 140 * k,
          color: "#5b4a55",
          depth: 0.7,
          snow: false,
          count: 7,
          name: "far",
        }),
        ...smoke,
        circle(x, top, 230 * k, glow),
        path(
          `M${round(x - 360 * k)} ${round(h + 20)}Q${round(x - 120 * k)} ${round(h - 90 * k)} ${round(x - 52 * k)} ${round(top)}L${round(x - 20 * k)} ${round(top + 14)}L${round(x + 14 * k)} ${round(top + 6)}L${round(x + 52 * k)} ${round(top)}Q${round(x + 130 * k)} ${round(h - 90 * k)} ${round(x + 380 * k)} ${round(h + 20)}Z`,
          stage.defs.horizontal([
            [0, stage.shade("#6b5058", 0.15)],
            [1, stage.shade("#2c2028", 0.1)],
          ]),
        ),
        lava(-16 * k, -14 * k),
        lava(12 * k, 20 * k),
        ellipse(x, top + 6, 46 * k, 8 * k, "#ffd36b"),
        ground(stage, { y: h + 8, color: "#4d4044", depth: 0.1 }),
      ]),
      middle: group([
        stroke(
          `M${round(x + 50 * k)} ${round(h + 10)}C${round(x)} ${round(h + 60)} ${round(w * 0.5)} ${round(h + 90)} ${round(w * 0.82)} ${stage.height}`,
          "#ff6a1f",
          20,
          { opacity: 0.9 },
        ),
        rocks(stage, "stones", { from: h + 30, to: stage.height, size: 50, count: 18, color: "#4a3d45", sides: true }),
      ]),
      front: boulders(stage, "#30262e"),
    };
  },
};

export const desert: Place = {
  name: "desert",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, width: w, scale: k } = stage;
    const random = stage.random.fork("cacti");
    const cactus = (x: number, y: number, size: number, depth: number) =>
      tree(stage, { kind: "cactus", x, y, height: size * k, depth }, random);
    const mesas = stage.mentions("egypt", "pyramid", "sahara", "arabia", "dune")
      ? ""
      : mountains(stage, { y: h, height: 130 * k, color: "#b5694a", depth: 0.7, snow: false, count: 5, name: "mesas" });
    return {
      back: group([
        mesas,
        hill(stage, { y: h - 30 * k, swing: 34, color: "#e0aa66", depth: 0.55, name: "dune-3", misty: false }),
        hill(stage, { y: h - 2, swing: 40, color: "#d99c55", depth: 0.32, name: "dune-2", misty: false }),
        cactus(w * 0.86, h + 14, 110, 0.25),
        cactus(w * 0.18, h + 8, 80, 0.3),
        ground(stage, { y: h + 36, color: "#dca45c", swing: 26, depth: 0.12 }),
      ]),
      middle: group([
        sandLines(stage),
        rocks(stage, "stones", {
          from: h + 40,
          to: stage.height - 30,
          size: 26,
          count: 8,
          color: "#b07a52",
          sides: true,
        }),
        cactus(w * 0.95, h + 120 * k, 250, 0),
      ]),
      front: group([grass(stage, "tuft", { y: stage.height + 6, spread: 10, size: 52, color: "#6b5a30", count: 26 })]),
    };
  },
};

/** What wind draws on sand. */
export function sandLines(stage: Stage): string {
  const random = stage.random.fork("sand-lines");
  return group(
    Array.from({ length: 18 }, () => {
      const near = random.next();
      const x = random.between(-100, stage.width);
      const y = stage.horizon + 60 + near * (stage.height - stage.horizon - 50);
      const long = 90 + near * 230;
      return stroke(
        `M${round(x)} ${round(y)}q${round(long * 0.3)} ${round(-8 - near * 10)} ${round(long * 0.55)} 0t${round(long * 0.5)} ${round(-4)}`,
        stage.shade(random.chance(0.5) ? "#f3cf95" : "#b87f45"),
        1 + near * 2.4,
        { opacity: 0.5 },
      );
    }),
  );
}

export const ice: Place = {
  name: "ice",
  indoors: false,
  horizon: 0.6,
  water: { from: 0.62, to: 0.72 },
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    const random = stage.random.fork("floes");
    const bergs = Array.from({ length: 5 }, (_, index) => {
      const x = stage.width * ((index + random.between(0.2, 0.8)) / 5);
      const size = random.between(50, 130) * k;
      return polygon(
        [
          [x - size, h + 12],
          [x - size * 0.6, h - size * 0.5],
          [x - size * 0.1, h - size * 0.85],
          [x + size * 0.4, h - size * 0.4],
          [x + size, h + 12],
        ],
        stage.defs.vertical([
          [0, stage.shade("#ffffff", 0.3)],
          [1, stage.shade("#8fc3e8", 0.4)],
        ]),
      );
    });
    return {
      back: group([
        mountains(stage, {
          y: h,
          height: 200 * k,
          color: "#9db4d0",
          depth: 0.8,
          snow: true,
          count: 6,
          name: "ice-peaks",
        }),
        lake(stage, { from: h, to: stage.down(0.744), color: "#2f6f9e" }),
        ...bergs,
        ground(
          { ...stage, traits: { ...stage.traits, snowy: true } },
          { y: stage.down(0.72), color: "#eaf3fc", swing: 14, depth: 0.16 },
        ),
      ]),
      middle: group([
        patches(stage, "drifts", stage.shade("#8fb3dd"), 0.5),
        patches(stage, "shine", "#ffffff", 0.5, 9),
        rock(
          { ...stage, traits: { ...stage.traits, snowy: true } },
          { x: stage.width * 0.92, y: h + 130 * k, size: 80 * k, color: "#a9c7e4" },
          random,
        ),
      ]),
      front: boulders(stage, "#7fa0c8"),
    };
  },
};
