import { END, Send } from "@langchain/langgraph";
import { type PlanStep, stepsToStart } from "../models/plan.ts";
import { characterWork } from "../nodes/character-generator.ts";
import { isDone, isSceneDone, unansweredFailures } from "../nodes/progress.ts";
import { sceneWork } from "../nodes/scene-asset-generator.ts";
import type { FilmState } from "../nodes/state.ts";

/** Where the dispatcher may send the run. */
export const DISPATCH_TARGETS = [
  "planner",
  "scene_generator",
  "character_generator",
  "scene_asset_generator",
  "music_generator",
  "video_composer",
  END,
] as const;
type Target = (typeof DISPATCH_TARGETS)[number];

/** Every step to start now; the planner when something failed; the end when all is done or hopeless. */
export function dispatch(state: FilmState): Target | (Target | Send)[] {
  if (state.problem || !state.plan) return END;
  if (unansweredFailures(state).length > 0) return "planner";
  const ready = stepsToStart(state.plan.steps, (tool) => isDone(state, tool));
  return ready.length === 0 ? END : ready.flatMap((step) => unfold(step, state));
}

/**
 * A step over scenes becomes one for each scene that is not done. The characters are sent too, before the scenes that
 * wait for them: LangGraph begins what is sent first, and with a `maxConcurrency` nothing else until that has ended.
 */
function unfold(step: PlanStep, state: FilmState): (Target | Send)[] {
  if (step.tool === "character_generator") return [new Send("character_generator", characterWork(state))];
  if (step.tool !== "scene_asset_generator") return [step.tool];
  return state.scenes
    .filter((scene) => !isSceneDone(state, scene.index))
    .map((scene) => new Send("scene_asset_generator", sceneWork(state, scene.index)));
}
