/** A round upright surface (trunk, skirt) on which panels are laid by height and by the angle round the body. */
import { degrees, type Point, point, type Ribbon } from "./geometry.ts";

export interface Row {
  centre: Point;
  half: number;
}

export interface Surface {
  /** Height share 0 at the first row, 1 at the last; longitude in degrees, 0 in front. Null when turned away. */
  at(height: number, longitude: number): Point | null;
  /** The visible part of a panel, or null when it is behind. */
  band(panel: Panel): Ribbon | null;
  row(height: number): Row;
}

export interface Panel {
  from: number;
  to: number;
  left: number;
  right: number;
  /** Longitudes at the lower end where they differ: coats that open, lapels that meet. */
  leftTo?: number;
  rightTo?: number;
  /** Factor on the breadth: what is worn over something else. */
  over?: number;
  /** How far the lower end bows down, as a share of the half breadth. */
  bow?: number;
}

export const ALL_ROUND = { left: -180, right: 180 } as const;

export function createSurface(rows: readonly Row[], yaw: number): Surface {
  const turned = (yaw * 180) / Math.PI;
  const row = (height: number): Row => {
    const place = Math.max(0, Math.min(1, height)) * (rows.length - 1);
    const index = Math.min(Math.floor(place), rows.length - 2);
    const [a, b] = [rows[index], rows[index + 1]];
    if (!a || !b) return { centre: point(0, 0), half: 0 };
    const share = place - index;
    return {
      centre: point(a.centre.x + (b.centre.x - a.centre.x) * share, a.centre.y + (b.centre.y - a.centre.y) * share),
      half: a.half + (b.half - a.half) * share,
    };
  };
  const place = (height: number, view: number, over: number): Point => {
    const { centre, half } = row(height);
    return point(centre.x + half * over * Math.sin(degrees(view)), centre.y);
  };
  return {
    row,
    at(height, longitude) {
      const view = wrap(longitude + turned);
      return Math.abs(view) > 74 ? null : place(height, view, 1);
    },
    band(panel) {
      const upper = visible(panel.left + turned, panel.right + turned);
      const lower = visible((panel.leftTo ?? panel.left) + turned, (panel.rightTo ?? panel.right) + turned);
      if (!upper || !lower) return null;
      const over = panel.over ?? 1;
      const shares = panel.to - panel.from > 0.4 ? [0, 0.17, 0.33, 0.5, 0.67, 0.83, 1] : [0, 0.5, 1];
      const edge = (start: number, end: number): Point[] =>
        shares.map((share) => place(panel.from + (panel.to - panel.from) * share, start + (end - start) * share, over));
      const left = edge(upper[0], lower[0]);
      const right = edge(upper[1], lower[1]);
      const breadth = Math.abs((right.at(-1)?.x ?? 0) - (left.at(-1)?.x ?? 0));
      return { left, right, endBow: point(0, breadth * (panel.bow ?? 0.05)) };
    },
  };
}

/** The part of a range of longitudes that faces the viewer. */
function visible(start: number, end: number): [number, number] | null {
  if (end - start >= 300) return [-90, 90];
  for (const shift of [0, -360, 360]) {
    const low = Math.max(start + shift, -90);
    const high = Math.min(end + shift, 90);
    if (high - low > 2) return [low, high];
  }
  return null;
}

export function wrap(angle: number): number {
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}
