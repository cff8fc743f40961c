/** City blocks with their windows. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { circle, group, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import type { Building } from "./buildings.ts";

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
export function windows(stage: Stage, row: Skyline, at: Building, random: Random): string {
  const size = Math.max(3.4, 7 * (1 - row.depth * 0.5));
  const columns = Math.max(2, Math.floor(at.width / (size * 2.2)));
  const rows = Math.floor((at.height - at.width * 0.4) / (size * 2.4));
  const dark = stage.atmosphere.darkness > 0.3;
  const paths = new Map<string, string>();
  for (let cell = 0; cell < rows * columns; cell++) {
    const color = paneColor(stage, row, random);
    if (color === null) continue;
    const x = at.x + (((cell % columns) + 0.5) / columns) * at.width - size / 2;
    const y = at.y - at.height + at.width * 0.34 + Math.floor(cell / columns) * size * 2.4;
    const known = paths.get(color) ?? "";
    paths.set(color, `${known}M${round(x)} ${round(y)}h${round(size)}v${round(size * 1.3)}h${round(-size)}Z`);
  }
  return group([...paths].map(([color, d]) => path(d, color, { opacity: dark ? 0.9 : 0.55 })));
}

/** The colour of one window; null where the wall is dark or blank. */
function paneColor(stage: Stage, row: Skyline, random: Random): string | null {
  const lit = random.chance(row.lights);
  if (stage.atmosphere.darkness > 0.3)
    return lit ? random.pick(row.lightColors ?? ["#ffd27a", "#ffe6ae", "#ffc15a"]) : null;
  return random.chance(0.25) ? null : stage.shade("#b8d4e6", row.depth);
}
