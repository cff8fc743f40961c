/** Furniture, each piece drawn round the middle of its foot; `size` is about one metre. */
import { lighten, mix } from "../drawing/color.ts";
import type { Random } from "../drawing/random.ts";
import { circle, ellipse, group, line, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import { glowAt } from "./room.ts";

export type Piece = (stage: Stage, x: number, y: number, size: number) => string;

const WOOD = "#8f6240";

function timber(stage: Stage, color = WOOD): string {
  return stage.defs.vertical([
    [0, stage.shade(lighten(color, 0.14))],
    [1, stage.shade(mix(color, "#1a1018", 0.3))],
  ]);
}

function contact(stage: Stage, x: number, y: number, half: number): string {
  return ellipse(
    x,
    y,
    half,
    half * 0.1,
    stage.defs.radial([
      [0, "#0c0710", 0.55],
      [1, "#0c0710", 0],
    ]),
  );
}

export const table: Piece = (stage, x, y, size) => {
  const top = y - size * 0.76;
  const leg = (dx: number) =>
    rectangle(x + dx * size - size * 0.04, top, size * 0.08, size * 0.76, stage.shade(mix(WOOD, "#1a1018", 0.3)));
  return group([
    contact(stage, x, y, size),
    leg(-0.72),
    leg(0.72),
    rectangle(x - size * 0.86, top - size * 0.07, size * 1.72, size * 0.1, timber(stage), { rx: 4 }),
    rectangle(x - size * 0.76, top + size * 0.03, size * 1.52, size * 0.1, stage.shade(mix(WOOD, "#1a1018", 0.2))),
  ]);
};

export const chair: Piece = (stage, x, y, size) =>
  group([
    contact(stage, x, y, size * 0.4),
    ...[-0.24, 0.18].map((dx) => rectangle(x + dx * size, y - size * 0.46, size * 0.06, size * 0.46, timber(stage))),
    rectangle(x - size * 0.27, y - size * 0.5, size * 0.54, size * 0.08, timber(stage), { rx: 3 }),
    rectangle(x - size * 0.27, y - size * 1.05, size * 0.06, size * 0.58, timber(stage)),
    rectangle(x + size * 0.19, y - size * 1.05, size * 0.06, size * 0.58, timber(stage)),
    rectangle(x - size * 0.27, y - size * 1.02, size * 0.52, size * 0.2, timber(stage), { rx: 4 }),
  ]);

export const bed: Piece = (stage, x, y, size) => {
  const quilt = stage.random.fork("quilt").pick(["#5f8fc4", "#c46a6a", "#6aa57f", "#b58fd0"]);
  return group([
    contact(stage, x, y, size * 1.3),
    rectangle(x - size * 1.2, y - size * 1.05, size * 0.14, size * 1.05, timber(stage), { rx: 6 }),
    rectangle(x + size * 1.06, y - size * 0.7, size * 0.12, size * 0.7, timber(stage), { rx: 6 }),
    rectangle(x - size * 1.1, y - size * 0.42, size * 2.2, size * 0.26, timber(stage)),
    rectangle(x - size * 1.08, y - size * 0.62, size * 2.14, size * 0.28, stage.shade("#f4efe6"), { rx: 12 }),
    rectangle(x - size * 1.02, y - size * 0.78, size * 0.52, size * 0.24, stage.shade("#ffffff"), { rx: 14 }),
    path(
      `M${round(x - size * 0.42)} ${round(y - size * 0.68)}H${round(x + size * 1.06)}V${round(y - size * 0.22)}Q${round(x + size * 0.4)} ${round(y - size * 0.12)} ${round(x - size * 0.42)} ${round(y - size * 0.24)}Z`,
      stage.defs.vertical([
        [0, stage.shade(lighten(quilt, 0.15))],
        [1, stage.shade(mix(quilt, "#1a1428", 0.3))],
      ]),
    ),
    rectangle(x - size * 0.5, y - size * 0.7, size * 0.24, size * 0.46, stage.shade(lighten(quilt, 0.5)), { rx: 6 }),
  ]);
};

export const sofa: Piece = (stage, x, y, size) => {
  const color = stage.random.fork("sofa").pick(["#4f7f8f", "#b5654f", "#6f7f5a", "#8a6fa5"]);
  const dark = stage.shade(mix(color, "#1a1428", 0.3));
  const fill = stage.defs.vertical([
    [0, stage.shade(lighten(color, 0.14))],
    [1, dark],
  ]);
  return group([
    contact(stage, x, y, size * 1.2),
    rectangle(x - size, y - size * 0.95, size * 2, size * 0.7, fill, { rx: size * 0.12 }),
    ...[-0.98, 0.02].map((dx) =>
      rectangle(x + dx * size, y - size * 0.52, size * 0.96, size * 0.26, stage.shade(lighten(color, 0.2)), {
        rx: size * 0.07,
      }),
    ),
    rectangle(x - size, y - size * 0.3, size * 2, size * 0.22, dark),
    ...[-1.16, 0.92].map((dx) =>
      rectangle(x + dx * size, y - size * 0.66, size * 0.24, size * 0.6, fill, { rx: size * 0.1 }),
    ),
    rectangle(x - size * 0.7, y - size * 0.82, size * 0.4, size * 0.36, stage.shade("#e9c46a"), {
      rx: 8,
      transform: `rotate(-12 ${round(x - size * 0.5)} ${round(y - size * 0.6)})`,
    }),
  ]);
};

const SPINES = ["#a8483f", "#3f6f8f", "#5f8a5a", "#c49a4a", "#6f4f86", "#d9cbb0", "#4a4f63"] as const;

export const bookshelf: Piece = (stage, x, y, size) => {
  const random = stage.random.fork(`books${Math.round(x)}`);
  const wide = size * 1.5;
  const high = size * 2.5;
  const parts = [
    contact(stage, x, y, wide * 0.6),
    rectangle(x - wide / 2, y - high, wide, high, stage.shade(mix(WOOD, "#140c10", 0.5))),
  ];
  for (let row = 0; row < 5; row++) {
    const foot = y - high + ((row + 1) * high) / 5 - size * 0.05;
    let left = x - wide / 2 + size * 0.08;
    while (left < x + wide / 2 - size * 0.14) {
      const thick = size * random.between(0.05, 0.11);
      const tall = size * random.between(0.28, 0.4);
      if (!random.chance(0.08))
        parts.push(rectangle(left, foot - tall, thick - 1, tall, stage.shade(random.pick(SPINES))));
      left += thick;
    }
    parts.push(rectangle(x - wide / 2, foot, wide, size * 0.06, timber(stage)));
  }
  return group([
    ...parts,
    rectangle(x - wide / 2, y - high, size * 0.07, high, timber(stage)),
    rectangle(x + wide / 2 - size * 0.07, y - high, size * 0.07, high, timber(stage)),
    rectangle(x - wide / 2 - 5, y - high - size * 0.08, wide + 10, size * 0.1, timber(stage)),
  ]);
};

export const fireplace: Piece = (stage, x, y, size) => {
  const random = stage.random.fork("bricks");
  const stone = "#9a8478";
  const bricks = Array.from({ length: 26 }, () =>
    rectangle(
      x + random.between(-0.8, 0.6) * size,
      y - random.between(0.1, 1.3) * size,
      size * 0.18,
      size * 0.08,
      stage.shade(random.pick(["#a8938a", "#86716a", "#b5a096"])),
    ),
  );
  const flame = (dx: number, high: number, color: string) =>
    path(
      `M${round(x + (dx - 0.14) * size)} ${round(y - size * 0.12)}q${round(-size * 0.05)} ${round(-size * high * 0.5)} ${round(size * 0.12)} ${round(-size * high)}q${round(size * 0.05)} ${round(size * high * 0.4)} ${round(size * 0.14)} ${round(size * high * 0.5)}q${round(size * 0.06)} ${round(size * high * 0.3)} ${round(-size * 0.02)} ${round(size * high * 0.5)}Z`,
      color,
    );
  return group([
    rectangle(x - size * 0.85, y - size * 1.4, size * 1.7, size * 1.4, stage.shade(stone)),
    rectangle(x - size * 0.5, y - size * 3, size, size * 1.6, stage.shade(mix(stone, "#1a1018", 0.15))),
    ...bricks,
    path(
      `M${round(x - size * 0.5)} ${round(y)}v${round(-size * 0.6)}a${round(size * 0.5)} ${round(size * 0.4)} 0 0 1 ${round(size)} 0v${round(size * 0.6)}Z`,
      "#1c0f0d",
    ),
    glowAt(stage, x, y - size * 0.35, size * 1.6, "#ff9a3d", 0.75),
    flame(-0.12, 0.5, "#ff7a2e"),
    flame(0.14, 0.42, "#ff8f3a"),
    flame(0.02, 0.34, "#ffd75e"),
    rectangle(x - size * 0.34, y - size * 0.14, size * 0.68, size * 0.1, "#4a2d1c", { rx: 6 }),
    rectangle(x - size, y - size * 1.5, size * 2, size * 0.13, timber(stage)),
  ]);
};

export const kitchenLine: Piece = (stage, x, y, size) => {
  const front = stage.random.fork("kitchen").pick(["#7fa8a0", "#d9cdb8", "#8fa3bd", "#c48f7a"]);
  const doors = [-1.9, -1.15, 0.4, 1.15].map(
    (dx) =>
      rectangle(x + dx * size, y - size * 0.8, size * 0.68, size * 0.74, stage.shade(lighten(front, 0.08)), {
        rx: 4,
        stroke: stage.shade(mix(front, "#1a1420", 0.35)),
        "stroke-width": 2,
      }) + circle(x + dx * size + size * 0.58, y - size * 0.45, size * 0.035, stage.shade("#e8d9a8")),
  );
  const upper = [-1.95, 1.1].map((dx) =>
    rectangle(x + dx * size, y - size * 2.3, size * 0.85, size * 0.75, stage.shade(lighten(front, 0.05)), {
      rx: 4,
      stroke: stage.shade(mix(front, "#1a1420", 0.35)),
      "stroke-width": 2,
    }),
  );
  return group([
    contact(stage, x, y, size * 2.1),
    rectangle(x - size * 2, y - size * 0.88, size * 4, size * 0.88, stage.shade(mix(front, "#1a1420", 0.12))),
    ...doors,
    rectangle(x - size * 0.4, y - size * 0.86, size * 0.74, size * 0.84, stage.shade("#dfe2e4"), { rx: 4 }),
    rectangle(x - size * 0.32, y - size * 0.58, size * 0.58, size * 0.42, stage.shade("#2f2d35"), { rx: 4 }),
    ...[-0.24, -0.08, 0.08, 0.24].map((dx) =>
      circle(x + dx * size - size * 0.03, y - size * 0.72, size * 0.04, stage.shade("#59626f")),
    ),
    rectangle(x - size * 2.06, y - size * 0.98, size * 4.12, size * 0.11, timber(stage, "#b98d62")),
    ...upper,
    path(
      `M${round(x - size * 0.2)} ${round(y - size * 0.98)}v${round(-size * 0.22)}h${round(size * 0.36)}v${round(size * 0.22)}Z`,
      stage.shade("#c4513f"),
    ),
    ellipse(x - size * 0.02, y - size * 1.2, size * 0.18, size * 0.03, stage.shade("#7d2f28")),
    ...[0, 1, 2].map((puff) =>
      circle(x + puff * 6, y - size * (1.35 + puff * 0.16), size * (0.06 + puff * 0.03), "#ffffff", {
        opacity: round(0.35 - puff * 0.1),
      }),
    ),
    ...[-1.5, -1.3, 0.7, 0.86].map((dx, index) =>
      rectangle(
        x + dx * size,
        y - size * (index % 2 === 0 ? 1.26 : 1.2),
        size * 0.12,
        size * (index % 2 === 0 ? 0.28 : 0.22),
        stage.shade(["#d9a04a", "#5f8a5a", "#e9dcc4", "#8a4f3a"][index] ?? "#d9a04a"),
        { rx: 3 },
      ),
    ),
  ]);
};

export const desk: Piece = (stage, x, y, size) =>
  group([
    table(stage, x, y, size),
    rectangle(x - size * 0.34, y - size * 1.3, size * 0.62, size * 0.4, stage.shade("#2b2f3a"), { rx: 5 }),
    rectangle(x - size * 0.31, y - size * 1.27, size * 0.56, size * 0.33, "#8fd3e8", { rx: 2 }),
    rectangle(x - size * 0.06, y - size * 0.92, size * 0.08, size * 0.1, stage.shade("#2b2f3a")),
    rectangle(x + size * 0.42, y - size * 0.92, size * 0.24, size * 0.09, stage.shade("#c4513f")),
    rectangle(x + size * 0.44, y - size, size * 0.22, size * 0.08, stage.shade("#3f6f8f")),
  ]);

export const plant: Piece = (stage, x, y, size) => {
  const leaf = (angle: number, long: number) =>
    path(
      `M${round(x)} ${round(y - size * 0.4)}q${round(Math.cos(angle) * long - size * 0.1)} ${round(Math.sin(angle) * long * 0.6)} ${round(Math.cos(angle) * long)} ${round(Math.sin(angle) * long)}q${round(-Math.cos(angle) * long * 0.3 + size * 0.1)} ${round(-Math.sin(angle) * long * 0.3)} ${round(-Math.cos(angle) * long)} ${round(-Math.sin(angle) * long)}Z`,
      stage.shade(angle < -1.6 ? "#3f8a58" : "#5aa86a"),
    );
  return group([
    contact(stage, x, y, size * 0.4),
    ...[-2.7, -2.2, -1.8, -1.4, -1, -0.5].map((angle, index) => leaf(angle, size * (0.7 + (index % 2) * 0.25))),
    polygon(
      [
        [x - size * 0.24, y - size * 0.44],
        [x + size * 0.24, y - size * 0.44],
        [x + size * 0.17, y],
        [x - size * 0.17, y],
      ],
      stage.shade("#c4744a"),
    ),
  ]);
};

export const floorLamp: Piece = (stage, x, y, size) =>
  group([
    stage.atmosphere.darkness > 0.2 ? glowAt(stage, x, y - size * 1.6, size * 1.5) : "",
    rectangle(x - size * 0.025, y - size * 1.5, size * 0.05, size * 1.5, stage.shade("#4a3d35")),
    ellipse(x, y, size * 0.22, size * 0.05, stage.shade("#4a3d35")),
    polygon(
      [
        [x - size * 0.28, y - size * 1.42],
        [x + size * 0.28, y - size * 1.42],
        [x + size * 0.17, y - size * 1.86],
        [x - size * 0.17, y - size * 1.86],
      ],
      stage.atmosphere.darkness > 0.2 ? "#ffe3a0" : stage.shade("#f1e3c4"),
    ),
  ]);

export const pictures: Piece = (stage, x, y, size) => {
  const random = stage.random.fork(`art${Math.round(x)}`);
  return group(
    [
      [-0.5, 0, 0.6, 0.8],
      [0.2, 0.1, 0.5, 0.5],
      [0.25, -0.5, 0.42, 0.45],
    ].map(([dx = 0, dy = 0, wide = 0.5, high = 0.5]) => {
      const left = x + dx * size;
      const top = y - dy * size - high * size;
      const ground = random.pick(["#7fb0c4", "#e0b27a", "#a5c48f", "#d08f8f"]);
      return group([
        rectangle(left - 5, top - 5, wide * size + 10, high * size + 10, timber(stage)),
        rectangle(left, top, wide * size, high * size, stage.shade(ground)),
        path(
          `M${round(left)} ${round(top + high * size)}v${round(-high * size * 0.35)}q${round(wide * size * 0.3)} ${round(-high * size * 0.3)} ${round(wide * size * 0.55)} 0t${round(wide * size * 0.45)} 0v${round(high * size * 0.35)}Z`,
          stage.shade(mix(ground, "#24402f", 0.5)),
        ),
      ]);
    }),
  );
};

/** A round rug lies on the floor; `x`, `y` is its middle. */
export const rug: Piece = (stage, x, y, size) => {
  const color = stage.random.fork("rug").pick(["#b5524a", "#4f6f9a", "#c49a4a", "#6f8a6a"]);
  return group([
    ellipse(x, y, size * 2.2, size * 0.42, stage.shade(color)),
    ellipse(x, y, size * 1.9, size * 0.35, "none", {
      stroke: stage.shade(lighten(color, 0.5)),
      "stroke-width": 4,
      "stroke-dasharray": "14 8",
    }),
    ellipse(x, y, size * 1.2, size * 0.22, stage.shade(lighten(color, 0.22))),
  ]);
};

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

/** A lamp that hangs from the ceiling; `y` is its lower edge. */
export const pendant: Piece = (stage, x, y, size) =>
  group([
    rectangle(x - 1.5, -4, 3, y, stage.shade("#3b3236")),
    glowAt(stage, x, y, size * 1.4),
    path(
      `M${round(x - size * 0.3)} ${round(y)}q${round(size * 0.04)} ${round(-size * 0.32)} ${round(size * 0.3)} ${round(-size * 0.32)}t${round(size * 0.3)} ${round(size * 0.32)}Z`,
      stage.shade("#b5653f"),
    ),
    ellipse(x, y, size * 0.3, size * 0.05, "#fff0c4"),
  ]);
