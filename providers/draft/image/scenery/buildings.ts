/** Houses, towers, castles and city blocks, each drawn round its foot. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { circle, ellipse, group, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

export interface Building {
  x: number;
  y: number;
  width: number;
  height: number;
  depth: number;
}

/** A window: warm when it is dark outside, glassy by day. */
export function pane(
  stage: Stage,
  x: number,
  y: number,
  width: number,
  height: number,
  lit: boolean,
  depth = 0,
): string {
  const shine = lit && stage.atmosphere.darkness > 0.3;
  const color = shine ? mix(stage.atmosphere.glow, stage.atmosphere.haze, depth * 0.4) : stage.shade("#7fa3bd", depth);
  const glow = shine
    ? ellipse(
        x + width / 2,
        y + height / 2,
        width * 1.7,
        height * 1.4,
        stage.defs.radial([
          [0, stage.atmosphere.glow, 0.5],
          [1, stage.atmosphere.glow, 0],
        ]),
      )
    : "";
  return glow + rectangle(x, y, width, height, color);
}

export function facade(stage: Stage, color: string, depth: number, x: number): string {
  const sunny = stage.sun.x < x;
  return stage.defs.horizontal([
    [0, stage.shade(sunny ? lighten(color, 0.12) : mix(color, "#141a2e", 0.3), depth)],
    [1, stage.shade(sunny ? mix(color, "#141a2e", 0.3) : lighten(color, 0.12), depth)],
  ]);
}

const WALLS = ["#e9d8b4", "#d9b48a", "#cfd8d6", "#e6c3a5", "#c9a27e", "#dfe3d2"] as const;

const ROOFS = ["#b5523b", "#8f4a3a", "#5f6b86", "#7a4f3f", "#a8623c"] as const;

/** A cottage with a pitched roof, door, windows, chimney and smoke. */
export function house(stage: Stage, at: Building, random: Random): string {
  const { x, y, width, height, depth } = at;
  const wall = random.pick(WALLS);
  const roof = stage.traits.snowy ? "#f1f6fd" : random.pick(ROOFS);
  const wallTop = y - height * 0.56;
  const eave = width * 0.1;
  const beams = random.chance(0.5);
  const timber = stage.shade("#5b4030", depth);
  const parts = [
    chimney(stage, at, random),
    rectangle(x - width / 2, wallTop, width, height * 0.56, facade(stage, wall, depth, x)),
    polygon(
      [
        [x - width / 2 - eave, wallTop + 3],
        [x - width * 0.32, y - height],
        [x + width * 0.32, y - height],
        [x + width / 2 + eave, wallTop + 3],
      ],
      stage.defs.vertical([
        [0, stage.shade(lighten(roof, 0.1), depth)],
        [1, stage.shade(mix(roof, "#20182a", 0.28), depth)],
      ]),
    ),
    rectangle(
      x - width / 2 - eave,
      wallTop + 1,
      width + eave * 2,
      height * 0.03,
      stage.shade(mix(roof, "#20182a", 0.5), depth),
    ),
  ];
  if (beams) {
    parts.push(
      ...[-0.48, -0.16, 0.16, 0.46].map((share) =>
        rectangle(x + share * width, wallTop, width * 0.03, height * 0.56, timber),
      ),
    );
    parts.push(rectangle(x - width / 2, wallTop + height * 0.26, width, height * 0.025, timber));
  }
  const doorWide = width * 0.17;
  parts.push(
    path(
      `M${round(x - doorWide / 2)} ${round(y)}v${round(-height * 0.26)}a${round(doorWide / 2)} ${round(doorWide / 2)} 0 0 1 ${round(doorWide)} 0v${round(height * 0.26)}Z`,
      stage.shade("#6b4630", depth),
    ),
  );
  for (const share of [-0.34, 0.2]) {
    const left = x + share * width;
    parts.push(pane(stage, left, wallTop + height * 0.14, width * 0.15, height * 0.16, random.chance(0.85), depth));
    parts.push(
      stroke(
        `M${round(left + width * 0.075)} ${round(wallTop + height * 0.14)}v${round(height * 0.16)}M${round(left)} ${round(wallTop + height * 0.22)}h${round(width * 0.15)}`,
        timber,
        Math.max(1, width * 0.012),
      ),
    );
  }
  return group(parts);
}

function chimney(stage: Stage, at: Building, random: Random): string {
  const side = random.chance(0.5) ? 1 : -1;
  const x = at.x + side * at.width * 0.2;
  const top = at.y - at.height * 1.08;
  const smoke = [0, 1, 2, 3].map((puff) =>
    circle(x + puff * 7 + puff * puff * 2, top - 8 - puff * 15, 5 + puff * 4, stage.shade("#e8ebf0", at.depth), {
      opacity: round(0.5 - puff * 0.11),
    }),
  );
  return group([
    ...smoke,
    rectangle(x - at.width * 0.05, top, at.width * 0.1, at.height * 0.3, stage.shade("#8a5a48", at.depth)),
  ]);
}

/** A row of houses over the width, with gaps. */
export function houses(
  stage: Stage,
  row: { y: number; size: number; count: number; depth: number; name: string; clearing?: number },
): string {
  const random = stage.random.fork(row.name);
  const count = Math.max(2, Math.round(row.count * Math.max(0.55, stage.width / 1280)));
  return group(
    Array.from({ length: count }, (_, index) => {
      const share = (index + random.between(0.3, 0.7)) / count;
      const open = row.clearing ?? 0;
      const x = (share < 0.5 ? share * (1 - open) : 1 - (1 - share) * (1 - open)) * stage.width;
      const size = row.size * random.between(0.8, 1.2);
      return house(
        stage,
        {
          x,
          y: row.y + random.between(-6, 8),
          width: size * random.between(0.95, 1.3),
          height: size,
          depth: row.depth,
        },
        random.fork(`${index}`),
      );
    }),
  );
}

/** A lamp post with its light. */
export function lamp(stage: Stage, at: { x: number; y: number; height: number }): string {
  const { x, y, height } = at;
  const post = stage.shade("#2f3640");
  const on = stage.atmosphere.darkness > 0.2;
  const glow = stage.defs.radial([
    [0, stage.atmosphere.glow, 0.75],
    [0.3, stage.atmosphere.glow, 0.28],
    [1, stage.atmosphere.glow, 0],
  ]);
  return group([
    on ? ellipse(x, y, height * 0.5, height * 0.07, glow) : "",
    rectangle(x - height * 0.013, y - height * 0.92, height * 0.026, height * 0.92, post),
    rectangle(x - height * 0.04, y - height * 0.03, height * 0.08, height * 0.03, post),
    on ? circle(x, y - height * 0.95, height * 0.36, glow) : "",
    polygon(
      [
        [x - height * 0.05, y - height * 0.9],
        [x + height * 0.05, y - height * 0.9],
        [x + height * 0.036, y - height],
        [x - height * 0.036, y - height],
      ],
      on ? "#fff3cf" : stage.shade("#d9e6ea"),
    ),
    polygon(
      [
        [x - height * 0.06, y - height],
        [x, y - height * 1.05],
        [x + height * 0.06, y - height],
      ],
      post,
    ),
  ]);
}
