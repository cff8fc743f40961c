/** Houses, towers, castles and city blocks, each drawn round its foot. */
import { lighten, mix } from "../drawing/color.ts";
import type { Random } from "../drawing/random.ts";
import { circle, ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
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

function facade(stage: Stage, color: string, depth: number, x: number): string {
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

/** A round or square tower with a pointed roof or battlements. */
export function tower(
  stage: Stage,
  at: Building & { color?: string; roof?: string; flag?: boolean; pointed?: boolean },
): string {
  const { x, y, width, height, depth } = at;
  const color = at.color ?? "#b9b3ad";
  const body = y - height;
  const roof = stage.traits.snowy ? "#eef4fc" : (at.roof ?? "#4a5f9e");
  const parts = [
    rectangle(x - width / 2, body, width, height, facade(stage, color, depth, x)),
    battlement(stage, { x: x - width * 0.58, y: body, width: width * 1.16, size: width * 0.14, color, depth }),
  ];
  if (at.pointed !== false) {
    const tip = body - width * 1.5;
    parts.push(
      polygon(
        [
          [x - width * 0.64, body - width * 0.1],
          [x, tip],
          [x + width * 0.64, body - width * 0.1],
        ],
        stage.defs.horizontal([
          [0, stage.shade(lighten(roof, 0.18), depth)],
          [1, stage.shade(mix(roof, "#15122b", 0.4), depth)],
        ]),
      ),
    );
    if (at.flag === true) parts.push(flag(stage, x, tip, width * 0.7, depth));
  }
  for (let row = 0; row < Math.min(4, Math.floor(height / (width * 0.9))); row++) {
    const top = body + width * (0.35 + row * 0.85);
    parts.push(pane(stage, x - width * 0.08, top, width * 0.16, width * 0.32, row % 2 === 0, depth));
  }
  return group(parts);
}

export function flag(stage: Stage, x: number, y: number, size: number, depth: number, color = "#d8413f"): string {
  const high = y - size * 0.9;
  return group([
    stroke(
      line([
        [x, y],
        [x, high],
      ]),
      stage.shade("#6b5b4a", depth),
      Math.max(1, size * 0.05),
    ),
    path(
      `M${round(x)} ${round(high)}q${round(size * 0.3)} ${round(-size * 0.14)} ${round(size * 0.55)} 0t${round(size * 0.4)} 0v${round(size * 0.4)}q${round(-size * 0.2)} ${round(size * 0.12)} ${round(-size * 0.4)} 0t${round(-size * 0.55)} 0Z`,
      stage.shade(color, depth),
    ),
  ]);
}

export function battlement(
  stage: Stage,
  at: { x: number; y: number; width: number; size: number; color: string; depth: number },
): string {
  const teeth = Math.max(2, Math.round(at.width / (at.size * 2)));
  const step = at.width / (teeth * 2 - 1);
  let blocks = "";
  for (let tooth = 0; tooth < teeth; tooth++)
    blocks += `M${round(at.x + tooth * 2 * step)} ${round(at.y)}v${round(-at.size)}h${round(step)}v${round(at.size)}Z`;
  const color = stage.shade(lighten(at.color, 0.06), at.depth);
  return path(blocks, color) + rectangle(at.x, at.y - 1, at.width, at.size * 0.8, color);
}

/** A castle: keep, towers, wall and gate. `size` is its height. */
export function castle(
  stage: Stage,
  at: { x: number; y: number; size: number; depth: number; color?: string; roof?: string },
): string {
  const { x, y, size, depth } = at;
  const color = at.color ?? "#c2b8ac";
  const roof = at.roof ?? "#4c62a8";
  const part = (dx: number, wide: number, high: number, pointed = true, flagged = false): string =>
    tower(stage, {
      x: x + dx * size,
      y,
      width: wide * size,
      height: high * size,
      depth,
      color,
      roof,
      pointed,
      flag: flagged,
    });
  const wall = rectangle(x - size * 0.52, y - size * 0.26, size * 1.04, size * 0.26, facade(stage, color, depth, x));
  const gate = path(
    `M${round(x - size * 0.07)} ${round(y)}v${round(-size * 0.12)}a${round(size * 0.07)} ${round(size * 0.07)} 0 0 1 ${round(size * 0.14)} 0v${round(size * 0.12)}Z`,
    stage.shade("#3a2c28", depth),
  );
  return group([
    part(-0.2, 0.13, 0.62),
    part(0.22, 0.12, 0.56),
    part(0.02, 0.2, 0.66, true, true),
    part(-0.36, 0.11, 0.42),
    part(0.38, 0.11, 0.44),
    battlement(stage, { x: x - size * 0.52, y: y - size * 0.26, width: size * 1.04, size: size * 0.03, color, depth }),
    wall,
    part(-0.55, 0.15, 0.34, true, true),
    part(0.55, 0.15, 0.34, true, true),
    part(-0.13, 0.09, 0.3, false),
    part(0.13, 0.09, 0.3, false),
    gate,
  ]);
}

export interface Skyline {
  y: number;
  height: number;
  color: string;
  depth: number;
  name: string;
  /** Share of lit windows. */
  lights: number;
  lightColors?: readonly [string, ...string[]];
  future?: boolean;
}

/** City blocks side by side with windows. */
export function skyline(stage: Stage, row: Skyline): string {
  const random = stage.random.fork(row.name);
  const parts: string[] = [];
  let x = -random.between(0, 60);
  while (x < stage.width) {
    const width = random.between(54, 120) * (1 - row.depth * 0.35) * Math.min(1.25, stage.scale);
    const height = row.height * random.between(0.42, 1);
    parts.push(block(stage, row, { x, y: row.y, width, height, depth: row.depth }, random));
    x += width + (random.chance(0.3) ? random.between(2, 16) : 0);
  }
  return group(parts);
}

function block(stage: Stage, row: Skyline, at: Building, random: Random): string {
  const { x, y, width, height, depth } = at;
  const color = mix(
    row.color,
    random.pick(["#8c7a8f", "#5a6d8c", "#a08a80", "#6f8290"]),
    row.future === true ? 0.12 : 0.45,
  );
  const top = y - height;
  const outline: Point[] = crownOf(random.whole(0, row.future === true ? 4 : 3), x, top, width);
  const fill = stage.defs.vertical([
    [0, stage.shade(lighten(color, 0.08), depth)],
    [1, mix(stage.shade(color, depth), stage.atmosphere.haze, 0.4)],
  ]);
  const parts = [polygon([[x, y + 4], ...outline, [x + width, y + 4]], fill)];
  const shaded = stage.sun.x < x ? x + width * 0.62 : x;
  parts.push(
    rectangle(shaded, top + width * 0.1, width * 0.38, height, stage.shade(mix(color, "#0c1024", 0.5), depth), {
      opacity: 0.32,
    }),
  );
  if (random.chance(0.25)) {
    parts.push(stroke(`M${round(x + width / 2)} ${round(top)}v${round(-height * 0.16)}`, stage.shade(color, depth), 2));
    if (stage.atmosphere.darkness > 0.4) parts.push(circle(x + width / 2, top - height * 0.16, 2.4, "#ff5d5d"));
  }
  return group([...parts, windows(stage, row, at, random)]);
}

function crownOf(kind: number, x: number, top: number, width: number): Point[] {
  const step = width * 0.2;
  switch (kind) {
    case 1:
      return [
        [x, top + step],
        [x + step, top + step],
        [x + step, top],
        [x + width - step, top],
        [x + width - step, top + step],
        [x + width, top + step],
      ];
    case 2:
      return [
        [x, top + step * 1.6],
        [x + width, top],
      ];
    case 3:
      return [
        [x, top + step],
        [x + width / 2, top - step],
        [x + width, top + step],
      ];
    case 4:
      return [
        [x + width * 0.1, top + step * 3],
        [x + width * 0.3, top],
        [x + width * 0.62, top - step],
        [x + width * 0.9, top + step * 3],
      ];
    default:
      return [
        [x, top],
        [x + width, top],
      ];
  }
}

/** All windows of one block as three paths: dark, lit, and lit in another colour. */
function windows(stage: Stage, row: Skyline, at: Building, random: Random): string {
  const size = Math.max(3.4, 7 * (1 - row.depth * 0.5));
  const columns = Math.max(2, Math.floor(at.width / (size * 2.2)));
  const rows = Math.floor((at.height - at.width * 0.4) / (size * 2.4));
  const dark = stage.atmosphere.darkness > 0.3;
  const colors = row.lightColors ?? ["#ffd27a", "#ffe6ae", "#ffc15a"];
  const paths = new Map<string, string>();
  const unlit = dark ? "" : stage.shade("#b8d4e6", row.depth);
  for (let line = 0; line < rows; line++) {
    for (let column = 0; column < columns; column++) {
      const lit = random.chance(row.lights);
      const color = dark ? (lit ? random.pick(colors) : "") : unlit;
      if (color === "" || (!dark && random.chance(0.25))) continue;
      const x = at.x + ((column + 0.5) / columns) * at.width - size / 2;
      const y = at.y - at.height + at.width * 0.34 + line * size * 2.4;
      paths.set(
        color,
        `${paths.get(color) ?? ""}M${round(x)} ${round(y)}h${round(size)}v${round(size * 1.3)}h${round(-size)}Z`,
      );
    }
  }
  return group([...paths].map(([color, d]) => path(d, color, { opacity: dark ? 0.9 : 0.55 })));
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
