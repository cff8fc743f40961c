import { group, line, type Point, path, rectangle, round, stroke } from "../drawing/svg.ts";
import { hill, rock } from "../scenery/land.ts";
import { sea as seaWater } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";

export const SEA = "#1f6f9e";

export const sea: Place = {
  name: "sea",
  indoors: false,
  horizon: 0.56,
  water: { from: 0.58, to: 0.8 },
  footing: seaFooting,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("cliff");
    const side = stage.sun.x < w / 2 ? 1 : 0;
    const cliff = Array.from({ length: 4 }, (_, index) =>
      rock(
        stage,
        {
          x: side * w + (side === 0 ? 1 : -1) * index * 60 * k,
          y: height * 0.99 + index * 6,
          size: (150 - index * 26) * k,
          color: "#4f5866",
        },
        random,
      ),
    );
    return {
      back: group([
        hill(stage, { y: h - 6, swing: 12, color: "#6f8fb0", depth: 0.9, name: "coast", bottom: h + 8 }),
        seaWater(stage, { from: h, to: height, color: SEA }),
      ]),
      middle: "",
      front: group(cliff),
    };
  },
};

/** A deck for those who sail, else a flat rock by the water. */
function seaFooting(stage: Stage): string {
  const sails = stage.mentions("ship", "boat", "deck", "sail", "sailor", "captain", "pirate", "crew", "raft", "voyage");
  return sails ? deck(stage, stage.down(0.74)) : ledgeRock(stage, stage.down(0.74));
}

function ledgeRock(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const random = stage.random.fork("ledge");
  const ledge = Array.from(
    { length: 12 },
    (_, index): Point => [
      (index / 11) * (w + 80) - 40,
      y + Math.sin(index * 1.7) * 12 + Math.abs(index - 5.5) * 9 + random.between(-8, 8),
    ],
  );
  return group([
    path(
      `${line(ledge)}L${w + 40} ${height + 10}L-40 ${height + 10}Z`,
      stage.defs.vertical([
        [0, stage.shade("#8b93a0")],
        [0.25, stage.shade("#646c7a")],
        [1, stage.shade("#343a47")],
      ]),
    ),
    stroke(line(ledge), stage.shade("#d9e6ee"), 4, { opacity: 0.6 }),
    ...ledge
      .slice(1, 11)
      .map(([x, top]) =>
        stroke(
          `M${round(x)} ${round(top + 8)}l${round(random.between(-30, 30))} ${round(random.between(30, 90))}`,
          stage.shade("#3a414e"),
          2.5,
          { opacity: 0.5 },
        ),
      ),
  ]);
}

function deck(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const planks = Array.from({ length: 19 }, (_, index) =>
    stroke(
      line([
        [w / 2 + (index - 9) * w * 0.062, y],
        [w / 2 + (index - 9) * w * 0.13, height],
      ]),
      stage.shade("#4a3222"),
      2.5,
      { opacity: 0.6 },
    ),
  );
  const posts = Array.from({ length: 13 }, (_, index) =>
    rectangle(
      (index / 12) * w - 6,
      y - 92,
      12,
      96,
      stage.defs.horizontal([
        [0, stage.shade("#a5774c")],
        [1, stage.shade("#5f4028")],
      ]),
      { rx: 4 },
    ),
  );
  return group([
    rectangle(
      0,
      y,
      w,
      height - y,
      stage.defs.vertical([
        [0, stage.shade("#b5824f")],
        [1, stage.shade("#5f3f27")],
      ]),
    ),
    ...planks,
    ...posts,
    rectangle(-4, y - 100, w + 8, 14, stage.shade("#8a5c38"), { rx: 5 }),
    rectangle(0, y - 6, w, 12, stage.shade("#7a5030")),
  ]);
}
