/** Towers, battlements, flags and whole castles. */
import { lighten, mix } from "../drawing/color.ts";
import { group, line, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import { type Building, facade, pane } from "./buildings.ts";

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
