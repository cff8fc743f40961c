/** What stands in schools, shops, laboratories, ships and cafés; drawn like furniture. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { circle, ellipse, group, line, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import { contact, type Piece, timber, WOOD } from "./furniture.ts";
import { glowAt } from "./room.ts";

export const blackboard: Piece = (stage, x, y, size) => {
  const chalk = "#e8efe6";
  const scrawl = [0, 1, 2, 3].map((row) =>
    stroke(
      `M${round(x - size * 1.5)} ${round(y - size * (1.5 - row * 0.28))}q${round(size * 0.2)} ${round(-size * 0.08)} ${round(size * 0.4)} 0t${round(size * 0.4)} 0t${round(size * (0.2 + row * 0.08))} 0`,
      chalk,
      2.6,
      { opacity: 0.75 },
    ),
  );
  return group([
    rectangle(x - size * 1.9, y - size * 1.9, size * 3.8, size * 1.6, timber(stage)),
    rectangle(x - size * 1.8, y - size * 1.8, size * 3.6, size * 1.4, stage.shade("#2f5248")),
    ...scrawl,
    circle(x + size * 0.7, y - size * 1.1, size * 0.34, "none", { stroke: chalk, "stroke-width": 2.6, opacity: 0.8 }),
    stroke(
      line([
        [x + size * 0.7, y - size * 1.1],
        [x + size * 1.3, y - size * 1.5],
        [x + size * 1.5, y - size * 0.8],
        [x + size * 0.7, y - size * 1.1],
      ]),
      chalk,
      2.6,
      { opacity: 0.8 },
    ),
    rectangle(x - size * 1.8, y - size * 0.4, size * 3.6, size * 0.07, timber(stage)),
  ]);
};

/** A wall of goods, as in a shop. */
export const shelves: Piece = (stage, x, y, size) => {
  const random = stage.random.fork(`goods${Math.round(x)}`);
  const parts = [
    contact(stage, x, y, size),
    rectangle(x - size, y - size * 2.3, size * 2, size * 2.3, stage.shade(mix(WOOD, "#140c10", 0.42))),
  ];
  for (let row = 0; row < 4; row++) {
    const foot = y - size * 2.3 + (row + 1) * size * 0.56;
    for (let slot = 0; slot < 8; slot++)
      parts.push(good(stage, x - size * 0.9 + slot * size * 0.23, foot, size, random));
    parts.push(rectangle(x - size, foot, size * 2, size * 0.06, timber(stage)));
  }
  return group(parts);
};

function good(stage: Stage, x: number, y: number, size: number, random: Random): string {
  const color = stage.shade(random.pick(["#d8574a", "#e8b44a", "#5fa07a", "#4f83b8", "#b57bc4", "#e8dcc4", "#e0855a"]));
  switch (random.whole(0, 3)) {
    case 0:
      return rectangle(x, y - size * 0.3, size * 0.15, size * 0.3, color, { rx: 3 });
    case 1:
      return path(
        `M${round(x)} ${round(y)}v${round(-size * 0.2)}l${round(size * 0.05)} ${round(-size * 0.06)}v${round(-size * 0.1)}h${round(size * 0.06)}v${round(size * 0.1)}l${round(size * 0.05)} ${round(size * 0.06)}v${round(size * 0.2)}Z`,
        color,
      );
    case 2:
      return circle(x + size * 0.08, y - size * 0.1, size * 0.1, color);
    default:
      return (
        rectangle(x, y - size * 0.18, size * 0.18, size * 0.18, color) +
        rectangle(x, y - size * 0.13, size * 0.18, size * 0.05, "#ffffff", { opacity: 0.5 })
      );
  }
}

export const counter: Piece = (stage, x, y, size) =>
  group([
    contact(stage, x, y, size * 1.6),
    rectangle(x - size * 1.5, y - size * 0.95, size * 3, size * 0.95, timber(stage)),
    ...Array.from({ length: 6 }, (_, index) =>
      rectangle(x - size * 1.42 + index * size * 0.48, y - size * 0.8, size * 0.4, size * 0.66, "none", {
        stroke: stage.shade(mix(WOOD, "#140c10", 0.5)),
        "stroke-width": 2,
      }),
    ),
    rectangle(x - size * 1.58, y - size * 1.05, size * 3.16, size * 0.13, stage.shade(lighten(WOOD, 0.35)), { rx: 3 }),
  ]);

export const labBench: Piece = (stage, x, y, size) => {
  const flask = (dx: number, color: string, tall: number) => {
    const cx = x + dx * size;
    const foot = y - size * 0.92;
    return group([
      glowAt(stage, cx, foot - size * 0.16, size * 0.4, color, 0.5),
      path(
        `M${round(cx - size * 0.05)} ${round(foot - size * tall)}h${round(size * 0.1)}v${round(size * tall * 0.4)}l${round(size * 0.13)} ${round(size * tall * 0.6)}h${round(-size * 0.36)}l${round(size * 0.13)} ${round(-size * tall * 0.6)}Z`,
        "#e6f6ff",
        { opacity: 0.5 },
      ),
      path(
        `M${round(cx - size * 0.11)} ${round(foot - size * tall * 0.34)}h${round(size * 0.22)}l${round(size * 0.07)} ${round(size * tall * 0.34)}h${round(-size * 0.36)}Z`,
        color,
      ),
    ]);
  };
  return group([
    contact(stage, x, y, size * 1.9),
    rectangle(x - size * 1.8, y - size * 0.84, size * 3.6, size * 0.84, stage.shade("#c9d2da")),
    ...[-1.2, 0, 1.2].map((dx) =>
      rectangle(x + (dx - 0.52) * size, y - size * 0.72, size * 1.04, size * 0.62, stage.shade("#aeb9c4"), { rx: 4 }),
    ),
    rectangle(x - size * 1.88, y - size * 0.94, size * 3.76, size * 0.12, stage.shade("#eef3f6")),
    flask(-1.3, "#4fe08a", 0.5),
    flask(-0.85, "#ff5fa8", 0.4),
    flask(0.3, "#4fb8ff", 0.55),
    flask(0.8, "#ffc24f", 0.4),
    flask(1.35, "#b07bff", 0.46),
  ]);
};

/** A panel of screens and lamps, as in a spaceship. */
export const consolePanel: Piece = (stage, x, y, size) => {
  const random = stage.random.fork(`console${Math.round(x)}`);
  const colors = ["#38e1ff", "#4fffb0", "#ffb84f", "#ff5d7d"] as const;
  const screens = [-1.3, -0.3, 0.7].map((dx, index) => {
    const left = x + dx * size;
    const top = y - size * 1.5;
    const color = colors[index] ?? colors[0];
    return group([
      glowAt(stage, left + size * 0.35, top + size * 0.24, size * 0.7, color, 0.4),
      rectangle(left, top, size * 0.76, size * 0.5, "#0d1c2e", { rx: 6, stroke: color, "stroke-width": 2 }),
      stroke(
        `M${round(left + size * 0.08)} ${round(top + size * 0.32)}l${round(size * 0.12)} ${round(-size * random.between(0, 0.2))}l${round(size * 0.14)} ${round(size * 0.1)}l${round(size * 0.14)} ${round(-size * 0.2)}l${round(size * 0.18)} ${round(size * 0.12)}`,
        color,
        2.4,
      ),
    ]);
  });
  const buttons = Array.from({ length: 26 }, (_, index) =>
    circle(
      x - size * 1.4 + (index % 13) * size * 0.23,
      y - size * (0.72 - Math.floor(index / 13) * 0.16),
      size * 0.045,
      random.pick(colors),
      { opacity: 0.9 },
    ),
  );
  return group([
    contact(stage, x, y, size * 1.8),
    polygon(
      [
        [x - size * 1.7, y],
        [x - size * 1.5, y - size * 0.9],
        [x + size * 1.5, y - size * 0.9],
        [x + size * 1.7, y],
      ],
      stage.defs.vertical([
        [0, stage.shade("#8b97ad")],
        [1, stage.shade("#3b4358")],
      ]),
    ),
    ...screens,
    ...buttons,
  ]);
};

export const hospitalBed: Piece = (stage, x, y, size) =>
  group([
    contact(stage, x, y, size * 1.2),
    ...[-1, 0.94].map((dx) =>
      rectangle(x + dx * size, y - size * 0.9, size * 0.06, size * 0.9, stage.shade("#c4ccd4")),
    ),
    rectangle(x - size, y - size * 0.62, size * 2, size * 0.2, stage.shade("#ffffff"), { rx: 8 }),
    rectangle(x - size * 0.95, y - size * 0.78, size * 0.46, size * 0.2, stage.shade("#f4f8fb"), { rx: 8 }),
    path(
      `M${round(x - size * 0.4)} ${round(y - size * 0.68)}H${round(x + size)}V${round(y - size * 0.34)}H${round(x - size * 0.4)}Z`,
      stage.shade("#8fc4c9"),
    ),
    rectangle(x - size * 1.4, y - size * 1.9, size * 0.04, size * 1.9, stage.shade("#aab4bd")),
    rectangle(x - size * 1.52, y - size * 1.9, size * 0.26, size * 0.36, stage.shade("#dff1f7"), { rx: 6 }),
  ]);

export const piano: Piece = (stage, x, y, size) =>
  group([
    contact(stage, x, y, size),
    rectangle(
      x - size * 0.8,
      y - size * 1.25,
      size * 1.6,
      size * 1.25,
      stage.defs.vertical([
        [0, stage.shade("#4a3530")],
        [1, stage.shade("#1f1518")],
      ]),
      { rx: 5 },
    ),
    rectangle(x - size * 0.86, y - size * 0.74, size * 1.72, size * 0.16, stage.shade("#2b1d1c")),
    rectangle(x - size * 0.8, y - size * 0.72, size * 1.6, size * 0.09, stage.shade("#fbf8f0")),
    ...Array.from({ length: 15 }, (_, key) =>
      rectangle(x - size * 0.76 + key * size * 0.105, y - size * 0.72, size * 0.045, size * 0.055, "#18141a"),
    ),
  ]);

export const cafeTable: Piece = (stage, x, y, size) =>
  group([
    contact(stage, x, y, size * 0.6),
    rectangle(x - size * 0.035, y - size * 0.7, size * 0.07, size * 0.7, stage.shade("#3b3236")),
    ellipse(x, y - size * 0.02, size * 0.26, size * 0.05, stage.shade("#3b3236")),
    ellipse(x, y - size * 0.72, size * 0.6, size * 0.11, stage.shade("#f4ede2")),
    path(
      `M${round(x - size * 0.6)} ${round(y - size * 0.72)}a${round(size * 0.6)} ${round(size * 0.11)} 0 0 0 ${round(size * 1.2)} 0l${round(-size * 0.06)} ${round(size * 0.3)}q${round(-size * 0.54)} ${round(size * 0.14)} ${round(-size * 1.08)} 0Z`,
      stage.shade("#d8d0c4"),
    ),
    rectangle(x - size * 0.02, y - size * 0.98, size * 0.04, size * 0.22, stage.shade("#f7f0dc")),
    glowAt(stage, x, y - size * 1.02, size * 0.3),
    ellipse(x, y - size * 1.02, size * 0.025, size * 0.06, "#ffd75e"),
  ]);
