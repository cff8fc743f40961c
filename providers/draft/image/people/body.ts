/** One person on its way to the picture: everything that the parts need to know of each other. */
import { type Build, buildOf } from "./build.ts";
import type { Costume } from "./costume.ts";
import { between, type Point, point } from "./geometry.ts";
import type { Ink } from "./ink.ts";
import { type PoseName, poseBody, type Skeleton } from "./pose.ts";
import type { Chance } from "./seeded.ts";
import { createSurface, type Row, type Surface } from "./surface.ts";

export interface Body {
  ink: Ink;
  costume: Costume;
  build: Build;
  skeleton: Skeleton;
  chance: Chance;
  /** From the neck (0) to the fork of the legs (1). */
  trunk: Surface;
  /** From the waist (0) to the hem (1) of a dress, robe, coat or skirt. */
  skirt: Surface;
  /** Whether the viewer sees mostly the back. */
  fromBehind: boolean;
}

export interface BodyOrder {
  ink: Ink;
  costume: Costume;
  chance: Chance;
  pose: PoseName;
  /** Radians. */
  yaw: number;
}

export function layOutBody({ ink, costume, chance, pose, yaw }: BodyOrder): Body {
  const build = buildOf(costume);
  const skeleton = poseBody(build, costume, pose, yaw, chance);
  return {
    ink,
    costume,
    build,
    skeleton,
    chance,
    trunk: createSurface(trunkRows(build, skeleton, costume), yaw),
    skirt: createSurface(skirtRows(build, skeleton, costume), yaw),
    fromBehind: Math.cos(yaw) < -0.1,
  };
}

/** Height share of the waist on the trunk. */
export const WAIST = 0.62;

function trunkRows(build: Build, skeleton: Skeleton, costume: Costume): Row[] {
  const puff = costume.top === "spacesuit" ? 1.22 : costume.top === "armour" ? 1.08 : 1;
  const seen = Math.hypot(Math.cos(skeleton.yaw), build.depth * Math.sin(skeleton.yaw)) * puff;
  const slope = Math.hypot(Math.cos(skeleton.yaw), 0.45 * Math.sin(skeleton.yaw));
  const neck = build.headRx * 0.36;
  const halves: readonly [number, number][] = [
    [1.07, neck],
    [1.0, build.shoulder * 0.8 * slope],
    [0.9, Math.max(build.shoulder * slope, build.chest * seen * 0.9)],
    [0.74, build.chest * seen],
    [0.56, (build.chest * 0.45 + build.waist * 0.55) * seen],
    [0.38, build.waist * seen],
    [0.18, (build.waist * 0.3 + build.hip * 0.74) * seen],
    [-0.06, build.hip * 1.03 * seen],
  ];
  return halves.map(([height, half]) => ({ centre: between(skeleton.hip, skeleton.shoulder, height), half }));
}

function skirtRows(build: Build, skeleton: Skeleton, costume: Costume): Row[] {
  const seen = Math.hypot(Math.cos(skeleton.yaw), (build.depth + 0.12) * Math.sin(skeleton.yaw));
  const waist = between(skeleton.hip, skeleton.shoulder, 0.34);
  const ankles = skeleton.legs.map((leg) => leg.joints[2]);
  const knees = skeleton.legs.map((leg) => leg.joints[1]);
  const flare = { dress: 1.75, robe: 1.55, kimono: 1.25, coat: 1.42 }[costume.top as string] ?? 1.6;
  const hem = hemPoint(skeleton, costume.hem);
  const depth = (p: Point): number => (p.y - waist.y) / Math.max(hem.y - waist.y, 1);
  const reach = (share: number, centre: number): number => {
    const joints = [...knees, ...ankles].filter((p) => Math.abs(depth(p) - share) < 0.3);
    return Math.max(0, ...joints.map((p) => Math.abs(p.x - centre) + build.legBreadth * 0.42));
  };
  return [0, 0.2, 0.45, 0.75, 1].map((share) => {
    const centre = between(waist, hem, share);
    const ease = share ** 0.75;
    const natural = (build.waist * 1.02 * (1 - ease) + build.hip * flare * ease) * seen;
    return {
      centre,
      half: share > 0.3 ? Math.max(natural, reach(share, centre.x) * Math.min(1, share + 0.2)) : natural,
    };
  });
}

function hemPoint(skeleton: Skeleton, hem: number): Point {
  const [first, second] = skeleton.legs;
  const middle = (joint: 1 | 2): Point => between(first.joints[joint], second.joints[joint], 0.5);
  const lowest = point(middle(2).x, Math.max(first.joints[2].y, second.joints[2].y) + 8);
  if (skeleton.pose === "sitting") return between(skeleton.hip, lowest, Math.min(1, hem + 0.2));
  return hem < 0.5 ? between(skeleton.hip, middle(1), hem * 2) : between(middle(1), lowest, (hem - 0.5) * 2);
}
