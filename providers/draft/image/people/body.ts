/** One person on its way to the picture: everything that the parts need to know of each other. */
import { type Build, buildOf } from "./build.ts";
import type { Costume, Top } from "./costume.ts";
import { between, type Point, point } from "./geometry.ts";
import type { Ink } from "./ink.ts";
import { poseBody, type Skeleton, type Stance } from "./pose.ts";
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
  stance: Stance;
}

export function layOutBody({ ink, costume, chance, stance }: BodyOrder): Body {
  const build = buildOf(costume);
  const skeleton = poseBody(build, costume, stance, chance);
  const { yaw } = stance;
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

const FLARES: Readonly<Partial<Record<Top, number>>> = { dress: 1.75, robe: 1.55, kimono: 1.25, coat: 1.42 };

/** A straight cone from the waist to a hem that a stride cannot leave. */
function skirtRows(build: Build, skeleton: Skeleton, costume: Costume): Row[] {
  const seen = Math.hypot(Math.cos(skeleton.yaw), (build.depth + 0.12) * Math.sin(skeleton.yaw));
  const waist = between(skeleton.hip, skeleton.shoulder, 0.34);
  const hem = hemPoint(skeleton, costume.hem);
  const natural = build.hip * (1 + ((FLARES[costume.top] ?? 1.6) - 1) * Math.min(1, costume.hem + 0.35)) * seen;
  const broad = Math.min(
    Math.max(natural, ...strideOf(build, skeleton, hem)),
    natural * (costume.hem > 0.6 ? 2.2 : 1.3),
  );
  return [0, 0.2, 0.45, 0.75, 1].map((share) => ({
    centre: between(waist, hem, share),
    half: build.waist * 1.02 * seen + (broad - build.waist * 1.02 * seen) * share ** 0.82,
  }));
}

/** How far the joints above the hem stand out from its middle. */
function strideOf(build: Build, skeleton: Skeleton, hem: Point): number[] {
  const joints = skeleton.legs.flatMap((leg) => [leg.joints[1], leg.joints[2]]).filter((p) => p.y < hem.y + 24);
  return joints.map((p) => Math.abs(p.x - hem.x) + build.legBreadth * 0.4);
}

function hemPoint(skeleton: Skeleton, hem: number): Point {
  const [first, second] = skeleton.legs;
  const middle = (joint: 1 | 2): Point => between(first.joints[joint], second.joints[joint], 0.5);
  const lowest = point(middle(2).x, Math.max(first.joints[2].y, second.joints[2].y) + 8);
  return hem < 0.5 ? between(skeleton.hip, middle(1), hem * 2) : between(middle(1), lowest, (hem - 0.5) * 2);
}
