/** What all trees share: their measures, a trunk. */
import { lighten, mix } from "../drawing/color.ts";
import { path, round } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

export type TreeKind =
  | "pine"
  | "leafy"
  | "birch"
  | "palm"
  | "dead"
  | "jungle"
  | "blossom"
  | "bush"
  | "cypress"
  | "cactus";

export interface Tree {
  kind: TreeKind;
  x: number;
  /** Y of the foot. */
  y: number;
  height: number;
  depth: number;
}

export function trunk(stage: Stage, at: Tree, width: number, color: string): string {
  const fill = stage.defs.horizontal([
    [0, stage.shade(lighten(color, stage.sun.x < at.x ? 0.2 : 0), at.depth)],
    [1, stage.shade(mix(color, "#0d0a12", stage.sun.x < at.x ? 0.4 : 0), at.depth)],
  ]);
  const d = `M${round(at.x - width)} ${round(at.y)}Q${round(at.x - width * 0.5)} ${round(at.y - at.height * 0.25)} ${round(at.x - width * 0.5)} ${round(at.y - at.height * 0.55)}L${round(at.x + width * 0.5)} ${round(at.y - at.height * 0.55)}Q${round(at.x + width * 0.5)} ${round(at.y - at.height * 0.25)} ${round(at.x + width)} ${round(at.y)}Z`;
  return path(d, fill);
}

export function disk(x: number, y: number, r: number): string {
  return `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`;
}
