/** What every part of a picture is drawn with: its size, its light, its chance. Not here: anything with a shape. */

import type { Random } from "../random.ts";
import { type Atmosphere, shade } from "./atmosphere.ts";
import type { Defs } from "./drawing/svg.ts";
import { type Frame, frameOf } from "./frame.ts";

/** Lengths are in units of which the frame's shorter side has 720. */
export interface Stage extends Frame {
  /** How much larger tall things are than in a frame 720 high. */
  scale: number;
  /** Y of the line where ground and sky meet. */
  horizon: number;
  /** Where the sun or the moon stands. */
  sun: { x: number; y: number };
  atmosphere: Atmosphere;
  random: Random;
  defs: Defs;
  traits: Traits;
  /** Whether one of these words is in the scene's place or description. */
  mentions(...words: string[]): boolean;
  /** A thing's own colour as it is seen in this light; `depth` 0 near, 1 at the horizon. */
  shade(color: string, depth?: number): string;
}

/** What the season and the age of a place do to its ground, trees and walls. */
export interface Traits {
  snowy: boolean;
  autumn: boolean;
  dead: boolean;
  blossom: boolean;
  festive: boolean;
}

/** All of a stage that its frame does not decide. */
export type StagePlan = Omit<Stage, "shade" | "scale" | Exclude<keyof Frame, "width" | "height">>;

export function createStage(plan: StagePlan): Stage {
  return {
    ...plan,
    ...frameOf(plan.width, plan.height),
    scale: (plan.height / 720) ** 0.7,
    shade: (color, depth = 0) => shade(plan.atmosphere, color, depth),
  };
}
