/** Furniture, each piece drawn round the middle of its foot; `size` is about one metre. */
import { lighten, mix } from "../drawing/color.ts";
import { ellipse, group, path, polygon, rectangle, round } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import { glowAt } from "./room.ts";

export type Piece = (stage: Stage, x: number, y: number, size: number) => string;

export const WOOD = "#8f6240";

export function timber(stage: Stage, color = WOOD): string {
  return stage.defs.vertical([
    [0, stage.shade(lighten(color, 0.14))],
    [1, stage.shade(mix(color, "#1a1018", 0.3))],
  ]);
}

export function contact(stage: Stage, x: number, y: number, half: number): string {
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
