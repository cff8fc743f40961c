/** Beings whose bodies are not made of flesh and cloth, on the same joints as people. */
import type { Body } from "./body.ts";
import type { HeadFrame } from "./head.ts";
import type { Limb } from "./pose.ts";
import { drawGhost } from "./rig-ghost.ts";
import { drawMermaid } from "./rig-mermaid.ts";
import { drawRobot } from "./rig-robot.ts";
import { drawSkeleton } from "./rig-skeleton.ts";
import type { Role } from "./role.ts";

/** `drawArm` draws a dressed arm with its hand and what it holds. */
export type Rig = (body: Body, frame: HeadFrame, drawArm: (body: Body, arm: Limb) => string) => string;

export const RIGS: Readonly<Record<NonNullable<Role["rig"]>, Rig>> = {
  robot: drawRobot,
  ghost: drawGhost,
  skeleton: drawSkeleton,
  mermaid: drawMermaid,
};
