import { describe, expect, it } from "vitest";
import { VideoRequest, type VideoRequestInput } from "../../models/request.ts";
import type { SceneBreakdown, SceneDraft } from "../../models/scene.ts";
import { sceneGenerator } from "../../tools/scene-generator.ts";
import { aSceneDraft } from "../samples.ts";
import { toolDeps } from "./deps.ts";

const fox = { id: "fox", name: "Fox", kind: "fox" };
const breakdown: SceneBreakdown = {
  title: "The Lantern",
  cast: [fox, { id: "owl", name: "Owl", kind: "owl" }],
  scenes: [
    aSceneDraft({ characters: ["fox", "nobody"], narration: "Short." }),
    aSceneDraft({ characters: ["fox"], narration: "This one has a good many more words to say than the other one." }),
  ],
};

function run(
  request: Partial<VideoRequestInput> = {},
  answer: SceneBreakdown = breakdown,
  missingGlyphs: string[] = [],
) {
  const deps = toolDeps({ script: () => [{ name: "scene_breakdown", args: answer }], missingGlyphs });
  const parsed = VideoRequest.parse({ prompt: "A fox", durationSeconds: 12, ...request });
  const scenes = Math.max(2, answer.scenes.length);
  return sceneGenerator.run({ after: [], scenes, request: parsed, language: "en", characters: true }, deps);
}

describe("the scene generator", () => {
  it("gives scenes that say more a longer share of exactly the asked duration", async () => {
    const { result } = await run();
    const [first = 0, second = 0] = result.scenes.map((scene) => scene.frames);
    expect(first + second).toBe(360);
    expect(second).toBeGreaterThan(2 * first);
  });

  it("keeps only those of the cast who are seen, and only known names in scenes", async () => {
    const { result } = await run();
    expect(result.cast).toEqual([fox]);
    expect(result.scenes.map((scene) => scene.characters)).toEqual([["fox"], ["fox"]]);
  });

  it("puts one transition over the whole film where the request names one", async () => {
    const { result } = await run({ transition: "cut" });
    expect(result.scenes.map((scene) => scene.transition)).toEqual(["cut", "cut"]);
  });

  it("chooses the transitions by mood, place and time where the request names none", async () => {
    const scenes = ["calm", "joyful", "calm"].map((mood) => aSceneDraft({ mood: mood as SceneDraft["mood"] }));
    const { result } = await run({ durationSeconds: 18 }, { ...breakdown, scenes }, []);
    expect(result.scenes.map((scene) => scene.transition)).toEqual(["crossfade", "fade", "cut"]);
  });

  it("lets no two neighbours move the same way, whatever was proposed", async () => {
    const scenes = [
      aSceneDraft({ move: "pan_left" }),
      aSceneDraft({ move: "pan_left" }),
      aSceneDraft({ move: "zoom_out" }),
    ];
    const { result } = await run({ durationSeconds: 18 }, { ...breakdown, scenes });
    expect(result.scenes.map((scene) => scene.move)).toEqual(["pan_left", "pan_right", "zoom_out"]);
  });

  it("leaves captions out of the picture when no shipped font can draw them, and says so", async () => {
    const { result, degraded } = await run({}, breakdown, ["狐"]);
    expect(result.captions).toBe("files");
    expect(degraded).toMatchObject([
      { scene: null, wanted: "captions burned into the picture", reason: expect.stringContaining("狐") },
    ]);
  });

  it("passes on what the writer says it left out of the story", async () => {
    const loss = { scene: null, wanted: "the whole story", got: "3 of its 60 sentences", reason: "no time" };
    const deps = toolDeps({ script: () => [{ name: "scene_breakdown", args: breakdown }] });
    const asked: Record<string, unknown>[] = [];
    const losses = (data: Record<string, unknown>) => {
      asked.push(data);
      return [loss];
    };
    const providers = { ...deps.providers, language: { ...deps.providers.language, losses } };
    const story = { request: VideoRequest.parse({ prompt: "A fox" }), language: "en", characters: true };
    const { degraded } = await sceneGenerator.run({ after: [], scenes: 2, ...story }, { ...deps, providers });
    expect(degraded).toEqual([loss]);
    expect(asked).toMatchObject([{ prompt: "A fox", scenes: 2, language: "en" }]);
  });

  it("does not take fewer scenes than were asked for", async () => {
    const short = { ...breakdown, scenes: breakdown.scenes.slice(0, 1) };
    await expect(run({}, short)).rejects.toMatchObject({ code: "answer_rejected", retryable: true });
  });
});
