import { describe, expect, it } from "vitest";
import {
  checkPlan,
  heights,
  type PlanRules,
  type PlanStep,
  type ProposedCall,
  stepsToStart,
  type ToolName,
} from "../../models/plan.ts";
import { TOOLS } from "../../tools/index.ts";

const rules: PlanRules = { argumentsOf: (tool) => TOOLS[tool].arguments, ruledOut: {}, done: [] };

const call = (name: string, args: Record<string, unknown> = {}): ProposedCall => ({
  name,
  args: { after: [], ...args },
});
const wholeFilm = [
  call("scene_generator", { scenes: 3 }),
  call("character_generator"),
  call("scene_asset_generator"),
  call("music_generator", { mood: "calm" }),
  call("video_composer"),
];

function problemsOf(calls: ProposedCall[], extra: Partial<PlanRules> = {}): string {
  const checked = checkPlan(calls, { ...rules, ...extra });
  return "problems" in checked ? checked.problems.join("\n") : "";
}

function stepsOf(calls: ProposedCall[], extra: Partial<PlanRules> = {}): PlanStep[] {
  const checked = checkPlan(calls, { ...rules, ...extra });
  if ("problems" in checked) throw new Error(checked.problems.join("\n"));
  return checked.steps;
}

describe("a checked plan", () => {
  it("says what each step waits for", () => {
    const composer = stepsOf(wholeFilm).find((step) => step.tool === "video_composer");
    expect(composer?.after).toEqual(["scene_asset_generator", "music_generator"]);
  });

  it("waits for nothing that is not planned", () => {
    const steps = stepsOf(wholeFilm.filter(({ name }) => name !== "music_generator" && name !== "character_generator"));
    expect(steps.map((step) => step.after)).toEqual([[], ["scene_generator"], ["scene_asset_generator"]]);
  });

  it("keeps an order that the model wishes", () => {
    const wished = wholeFilm.map((made) =>
      made.name === "music_generator"
        ? call("music_generator", { mood: "calm", after: ["scene_asset_generator"] })
        : made,
    );
    expect(stepsOf(wished).find((step) => step.tool === "music_generator")?.after).toContain("scene_asset_generator");
  });

  it.each([
    ["an unknown tool", [...wholeFilm, call("rm_rf")], /no tool "rm_rf"/],
    [
      "arguments out of range",
      [call("scene_generator", { scenes: 900 }), ...wholeFilm.slice(1)],
      /scene_generator: .*<=60/s,
    ],
    ["a missing argument", [call("scene_generator"), ...wholeFilm.slice(1)], /scene_generator/],
    ["a missing composer", wholeFilm.slice(0, -1), /video_composer is missing/],
    ["scenes that nobody writes", wholeFilm.slice(1), /scene_generator is missing/],
    [
      "pictures that nobody makes",
      wholeFilm.filter(({ name }) => name !== "scene_asset_generator"),
      /scene_asset_generator is missing/,
    ],
    [
      "a tool called twice",
      [...wholeFilm, call("music_generator", { mood: "tense" })],
      /music_generator is called twice/,
    ],
    [
      "a circle",
      wholeFilm.map((made) =>
        made.name === "scene_generator" ? call("scene_generator", { scenes: 3, after: ["video_composer"] }) : made,
      ),
      /wait for each other/,
    ],
  ])("refuses %s", (_what, calls, problem) => {
    expect(problemsOf(calls)).toMatch(problem);
  });

  it("refuses a tool that the request rules out, with the reason", () => {
    expect(problemsOf(wholeFilm, { ruledOut: { music_generator: "the request wants no music" } })).toContain(
      "music_generator must not be called: the request wants no music",
    );
  });

  it("needs no tool again whose result is there", () => {
    const steps = stepsOf([call("video_composer")], { done: ["scene_generator", "scene_asset_generator"] });
    expect(steps).toHaveLength(1);
  });
});

describe("the order of steps", () => {
  const steps = stepsOf(wholeFilm);
  const startAfter = (...done: ToolName[]) =>
    stepsToStart(steps, (tool) => done.includes(tool)).map((step) => step.tool);

  it("counts how many steps follow", () => {
    expect(Object.fromEntries(heights(steps))).toEqual({
      scene_generator: 2,
      character_generator: 1,
      scene_asset_generator: 1,
      music_generator: 1,
      video_composer: 0,
    });
  });

  it("starts scenes, music and characters side by side, since a scene waits for its characters by itself", () => {
    expect(startAfter()).toEqual(["scene_generator"]);
    const made = ["character_generator", "music_generator", "scene_asset_generator"];
    expect(startAfter("scene_generator").sort()).toEqual(made);
    expect(startAfter("scene_generator", "character_generator")).toEqual(["scene_asset_generator", "music_generator"]);
    expect(startAfter("scene_generator", "character_generator", "music_generator")).toEqual(["scene_asset_generator"]);
    expect(startAfter("scene_generator", "character_generator", "music_generator", "scene_asset_generator")).toEqual([
      "video_composer",
    ]);
  });

  it("keeps every other step back until what it waits for is done", () => {
    const ordered = stepsOf(
      wholeFilm.map((made) =>
        made.name === "scene_asset_generator" ? call("scene_asset_generator", { after: ["music_generator"] }) : made,
      ),
    );
    const started = stepsToStart(ordered, (tool) => tool === "scene_generator").map((step) => step.tool);
    expect(started).toEqual(["music_generator"]);
  });

  it("starts nothing when all is done", () => {
    expect(stepsToStart(steps, () => true)).toEqual([]);
  });
});
