import { END, Send } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { dispatch } from "../../graph/routes.ts";
import type { Plan } from "../../models/plan.ts";
import { VideoRequest } from "../../models/request.ts";
import type { FilmState, StepResult } from "../../nodes/state.ts";
import { aFilmState, aScene } from "../samples.ts";

const plan: Plan = {
  revision: 1,
  steps: [
    { tool: "scene_generator", args: { scenes: 2 }, after: [] },
    { tool: "scene_asset_generator", args: {}, after: ["scene_generator"] },
    { tool: "music_generator", args: { mood: "calm" }, after: ["scene_generator"] },
    { tool: "video_composer", args: {}, after: ["scene_asset_generator", "music_generator"] },
  ],
};
const done: StepResult = { status: "done" };
const failed: StepResult = {
  status: "failed",
  revision: 1,
  problem: { code: "vendor_failed", message: "No.", retryable: true },
};

function aState(changes: Partial<FilmState>): FilmState {
  const scenes = [aScene({ index: 0 }), aScene({ index: 1, frames: 120 })];
  return aFilmState({ request: VideoRequest.parse({ prompt: "x".repeat(5000) }), plan, scenes, ...changes });
}

const namesOf = (targets: ReturnType<typeof dispatch>) =>
  [targets].flat().map((target) => {
    if (!(target instanceof Send)) return target;
    return target.args.scene ? `${target.node}:${target.args.scene.index}` : target.node;
  });

describe("the dispatcher", () => {
  it("starts with what waits for nothing", () => {
    expect(namesOf(dispatch(aState({ scenes: [] })))).toEqual(["scene_generator"]);
  });

  it("unfolds the step over scenes into one for each, beside the music", () => {
    const targets = dispatch(aState({ steps: { scene_generator: done } }));
    expect(namesOf(targets)).toEqual(["scene_asset_generator:0", "scene_asset_generator:1", "music_generator"]);
  });

  it("sends the characters before the scenes that wait for them, as LangGraph begins in this order", () => {
    const drawn: Plan = {
      revision: 1,
      steps: [
        { tool: "scene_asset_generator", args: {}, after: ["scene_generator", "character_generator"] },
        { tool: "character_generator", args: {}, after: ["scene_generator"] },
      ],
    };
    const state = aState({ plan: drawn, steps: { scene_generator: done } });
    const sent = [dispatch(state)].flat().filter((target) => target instanceof Send);
    expect(namesOf(sent)).toEqual(["character_generator", "scene_asset_generator:0", "scene_asset_generator:1"]);
  });

  it("sends a scene without the whole prompt", () => {
    const targets = [dispatch(aState({ steps: { scene_generator: done } }))].flat();
    expect(JSON.stringify(targets).length).toBeLessThan(4000);
  });

  it("does not send a scene again that is done", () => {
    const steps = { scene_generator: done, "scene_asset_generator:0": done, music_generator: done };
    expect(namesOf(dispatch(aState({ steps })))).toEqual(["scene_asset_generator:1"]);
  });

  it("composes when everything is there", () => {
    const steps = {
      scene_generator: done,
      "scene_asset_generator:0": done,
      "scene_asset_generator:1": done,
      music_generator: done,
    };
    expect(namesOf(dispatch(aState({ steps })))).toEqual(["video_composer"]);
    expect(dispatch(aState({ steps: { ...steps, video_composer: done } }))).toBe(END);
  });

  it("asks the planner when a step failed under the plan in force", () => {
    const steps = { scene_generator: done, music_generator: failed };
    expect(dispatch(aState({ steps }))).toBe("planner");
  });

  it("goes on when a later plan has answered to the failure", () => {
    const steps = { scene_generator: done, "scene_asset_generator:0": done, music_generator: failed };
    const answered = { revision: 2, steps: plan.steps.filter((step) => step.tool !== "music_generator") };
    expect(namesOf(dispatch(aState({ steps, plan: answered })))).toEqual(["scene_asset_generator:1"]);
  });

  it("ends when the film cannot be finished", () => {
    expect(dispatch(aState({ problem: { code: "plan_rejected", message: "No.", retryable: true } }))).toBe(END);
    expect(dispatch(aState({ plan: null }))).toBe(END);
  });
});
