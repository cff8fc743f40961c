/** Where the joints of an animal are in each pose. Not here: what it looks like. */
import type { Point } from "../../drawing/svg.ts";
import type { Beast } from "./beast.ts";
import type { Joint, Sketch } from "./canvas.ts";

export interface Skeleton {
  /** Rump first, chest last. */
  body: readonly Joint[];
  neck: readonly Joint[];
  head: Point;
  tail: Point;
  sitting: boolean;
  /** How far each leg is swung forward, in degrees. */
  swing: readonly [nearFront: number, farFront: number, nearHind: number, farHind: number];
}

export interface Leg {
  joints: readonly Joint[];
  far: boolean;
}

const SWINGS = {
  standing: [0, 4, 0, 8],
  walking: [17, -16, -15, 18],
  running: [42, 28, -38, -22],
  sitting: [0, 3, 0, 0],
} as const;

export function skeletonOf(beast: Beast, pose: Sketch["pose"]): Skeleton {
  const sitting = pose === "sitting";
  const rump: Joint = sitting
    ? [-beast.length * 0.27, -beast.rump * 1.02, beast.rump * 1.1]
    : [-beast.length / 2, -beast.height, beast.rump];
  const lift = pose === "running" ? 6 : 0;
  const chest: Joint = sitting
    ? [beast.length * 0.17, -beast.height * 1.12, beast.chest]
    : [beast.length / 2, -beast.height - (beast.chest - beast.rump) * 0.3 - lift, beast.chest];
  const middle: Joint = [
    (rump[0] + chest[0]) / 2 - (sitting ? 5 : 0),
    (rump[1] + chest[1]) / 2 + 1,
    sitting ? beast.waist * 1.08 : beast.waist,
  ];
  const angle = ((beast.neck.angle + (sitting ? 14 : pose === "running" ? -14 : 0)) * Math.PI) / 180;
  const base: Joint = [chest[0] + beast.chest * 0.1, chest[1] - beast.chest * 0.28, beast.neck.base];
  const head: Point = [base[0] + Math.cos(angle) * beast.neck.length, base[1] - Math.sin(angle) * beast.neck.length];
  const bend: Joint = [
    base[0] + Math.cos(angle) * beast.neck.length * 0.52 + 2,
    base[1] - Math.sin(angle) * beast.neck.length * 0.48,
    (beast.neck.base + beast.neck.top) * 0.48,
  ];
  return {
    body: [rump, middle, chest],
    neck: [base, bend, [head[0] - 2, head[1] + 2, beast.neck.top]],
    head,
    tail: [rump[0] - rump[2] * 0.75, rump[1] - rump[2] * (sitting ? -0.35 : 0.35)],
    sitting,
    swing: SWINGS[pose],
  };
}

/** The legs that a pose shows, far ones first. */
export function legs(beast: Beast, bones: Skeleton): Leg[] {
  const chest = bones.body.at(-1) ?? [0, 0, 1];
  const rump = bones.body[0] ?? [0, 0, 1];
  const [nearFront, farFront, nearHind, farHind] = bones.swing;
  const front = (x: number, swing: number, far: boolean): Leg => ({ joints: frontLeg(beast, chest, x, swing), far });
  const hind = (x: number, swing: number, far: boolean): Leg => ({ joints: hindLeg(beast, rump, x, swing), far });
  const fronts = [front(beast.chest * 0.42, farFront, true), front(-beast.chest * 0.1, nearFront, false)];
  if (bones.sitting) return fronts;
  return [hind(beast.rump * 0.55, farHind, true), ...fronts, hind(0, nearHind, false)];
}

function frontLeg(beast: Beast, [x, y]: Joint, shift: number, swing: number): Joint[] {
  const [top, bottom] = beast.leg;
  const from: Point = [x + shift, y + beast.chest * 0.25];
  const drop = -from[1];
  return turned(from, swing, [
    [0, 0, top * 1.1],
    [-1, drop * 0.45, top * 0.8],
    [1, drop * 0.75, bottom * 1.05],
    [0, drop - bottom, bottom],
  ]);
}

function hindLeg(beast: Beast, [x, y]: Joint, shift: number, swing: number): Joint[] {
  const [top, bottom] = beast.leg;
  const from: Point = [x + shift, y + beast.rump * 0.1];
  const drop = -from[1];
  const bend = beast.foot === "column" ? 0.25 : 1;
  return turned(from, swing, [
    [0, 0, top * 1.7],
    [top * 0.9 * bend, drop * 0.4, top * 1.15],
    [-top * 0.55 * bend, drop * 0.7, bottom * 1.15],
    [top * 0.05 * bend, drop - bottom, bottom],
  ]);
}

/** Swings a leg about its root; a foot that would sink into the ground is drawn up. */
function turned([x, y]: Point, degrees: number, joints: readonly Joint[]): Joint[] {
  const angle = (-degrees * Math.PI) / 180;
  const placed = joints.map(
    ([dx, dy, radius]): Joint => [
      x + dx * Math.cos(angle) - dy * Math.sin(angle),
      y + dx * Math.sin(angle) + dy * Math.cos(angle),
      radius,
    ],
  );
  return placed.map(([px, py, radius]): Joint => [px, Math.min(py, -radius), radius]);
}
