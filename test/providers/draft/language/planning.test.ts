import { describe, expect, it } from "vitest";
import { ToolName } from "../../../../models/plan.ts";
import { VideoRequest } from "../../../../models/request.ts";
import { chooseScenes, planFilm } from "../../../../providers/draft/language/planning.ts";
import { PlanningData } from "../../../../providers/draft/language/protocol.ts";

const ALL = new Set<string>(ToolName.options);

function plan(request: Record<string, unknown>, state: Record<string, unknown> = {}) {
  const data = PlanningData.parse({
    request: VideoRequest.parse({ prompt: "A fox finds a lantern", ...request }),
    ...state,
  });
  return planFilm(data, ALL);
}

function toolsOf(planned: ReturnType<typeof planFilm>): string[] {
  return typeof planned === "string" ? [] : planned.map((call) => call.name);
}

const failure = (tool: ToolName, retryable: boolean, scene: number | null = null) => ({
  tool,
  scene,
  problem: { code: "vendor_failed", message: "It broke.", retryable },
});

describe("planFilm", () => {
  it("calls the tools in the order of a plain film", () => {
    expect(toolsOf(plan({}))).toEqual([...ToolName.options]);
  });

  it("plans no character step for a story without characters", () => {
    expect(toolsOf(plan({ prompt: "sunset over the ocean" }))).not.toContain("character_generator");
    expect(toolsOf(plan({ characterConsistency: false }))).not.toContain("character_generator");
  });

  it("finds characters in other languages and in emoji", () => {
    for (const prompt of ["एक लोमड़ी को जंगल में लालटेन मिलती है", "🦊🌲"]) {
      expect(toolsOf(plan({ prompt }))).toContain("character_generator");
    }
  });

  it("leaves out what is done and what is ruled out", () => {
    const tools = toolsOf(
      plan({}, { done: ["scene_generator"], ruledOut: { character_generator: "pictures are given" } }),
    );
    expect(tools).toEqual(["scene_asset_generator", "music_generator", "video_composer"]);
  });

  it("goes on without music when music failed", () => {
    const tools = toolsOf(plan({}, { done: ["scene_generator"], failed: [failure("music_generator", false)] }));
    expect(tools).toEqual(["character_generator", "scene_asset_generator", "video_composer"]);
  });

  it("tries again what may work, and says why there is no film where nothing can", () => {
    expect(toolsOf(plan({}, { failed: [failure("scene_generator", true)] }))).toContain("scene_generator");
    expect(plan({}, { failed: [failure("scene_generator", false)] })).toContain("It broke.");
  });

  it("tries several scenes again side by side", () => {
    const failed = [failure("scene_asset_generator", true, 0), failure("scene_asset_generator", true, 1)];
    expect(toolsOf(plan({}, { failed }))).toContain("scene_asset_generator");
  });
});

describe("chooseScenes", () => {
  it.each([
    [5, 1],
    [8, 2],
    [30, 6],
    [600, 60],
  ])("fits %d seconds with %d scenes", (seconds, scenes) => {
    expect(chooseScenes("A fox finds a lantern", seconds)).toBe(scenes);
  });

  it.each([
    ["Der Fuchs findet eine Laterne im Wald", 30, null, 3],
    ["Une souris habite ici. Un soir elle trouve une clé. Elle ouvre la porte.", 20, null, 4],
    ["Freiheit", 30, "de", 3],
  ])(
    "has no more scenes than %j has words for in its own language, unless they were very long",
    (prompt, seconds, language, scenes) => {
      expect(chooseScenes(prompt, seconds, language)).toBe(scenes);
    },
  );

  it("follows the number of sentences of a long story", () => {
    const story = "He came. He saw. He sang. He ate. He left. He slept. He woke.";
    expect(chooseScenes(story, 30)).toBe(7);
  });
});
