import type { ErrorCode, Problem } from "../models/error.ts";
import { ToolName } from "../models/plan.ts";
import { stepKey } from "./services.ts";
import type { FilmState } from "./state.ts";

/** How many plans a film may have: the first, and two answers to failures. */
export const MAX_REVISIONS = 3;

/** Without these a film is one all the same: their failure must not be the end of what was paid for. */
export const DISPENSABLE: readonly ToolName[] = ["character_generator", "music_generator"];

/** What no other plan can mend: somebody has to look after an account or the network, or decide about a purchase in doubt. */
export const FOR_PEOPLE: readonly ErrorCode[] = ["account_refused", "in_doubt", "unreachable"];

/** Whether a tool has nothing left to do; the tool over scenes is done when each scene is. */
export function isDone(state: FilmState, tool: ToolName): boolean {
  if (tool !== "scene_asset_generator") return state.steps[tool]?.status === "done";
  return state.scenes.length > 0 && state.scenes.every((scene) => isSceneDone(state, scene.index));
}

/** Whether a scene's assets are made. */
export function isSceneDone(state: FilmState, scene: number): boolean {
  return state.steps[stepKey({ step: "scene_asset_generator", scene })]?.status === "done";
}

export function finishedTools(state: FilmState): ToolName[] {
  return ToolName.options.filter((tool) => isDone(state, tool));
}

export interface Failure {
  tool: ToolName;
  scene: number | null;
  problem: Problem;
}

/** Steps that failed under the plan in force: the planner has not answered to them yet. */
export function unansweredFailures(state: FilmState): Failure[] {
  return Object.entries(state.steps).flatMap(([key, result]) => {
    if (result.status !== "failed" || result.revision !== state.plan?.revision) return [];
    const [name, scene] = key.split(":");
    const tool = ToolName.safeParse(name);
    if (!tool.success) return [];
    return [{ tool: tool.data, scene: scene === undefined ? null : Number(scene), problem: result.problem }];
  });
}
