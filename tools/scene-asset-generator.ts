import type { SceneAssets } from "../models/scene.ts";
import { sceneFrames } from "../models/timeline.ts";
import type { Degradation } from "../models/video.ts";
import { StepArguments } from "./arguments.ts";
import type { SceneMaterial } from "./materials.ts";
import { sceneCut } from "./scene-cut.ts";
import { narrate } from "./scene-narration.ts";
import { drawStill } from "./scene-still.ts";
import type { Tool } from "./types.ts";

const Arguments = StepArguments;

/**
 * Makes one scene from voice to cut picture: narration first, because its measured length decides the scene's;
 * the still beside it; then the scene's pieces of film.
 */
export const sceneAssetGenerator: Tool<typeof Arguments, SceneMaterial, SceneAssets> = {
  name: "scene_asset_generator",
  description:
    "Makes every scene's narration, picture and piece of film, all scenes side by side. Called once for the whole film.",
  arguments: Arguments,
  async run(args, deps) {
    const { scene, request } = args;
    const degraded: Degradation[] = noteMotion(args);
    deps.report.progress("narration and picture", 0);
    const [narration, still] = await settleBoth(
      request.narration ? narrate(scene, args, deps, degraded) : Promise.resolve(null),
      drawStill(args, deps, degraded),
    );
    const frames = sceneFrames(scene.frames, narration?.seconds ?? null);
    const assets: SceneAssets = { index: scene.index, frames, still, narration };
    deps.report.progress("cutting", 0.5);
    const cut = await sceneCut(assets, args, deps);
    const room = await deps.cuttingRoom(cut.format);
    await room.addScene(cut.scene, deps.report.piece, deps.signal);
    return { result: assets, degraded };
  },
};

/** Waits for both, so that nothing is still running when the first failure is told. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}

/** No vendor of this version makes clips: a scene that was to be one is a moving still, and says so. */
function noteMotion({ request, scene }: SceneMaterial): Degradation[] {
  if (request.motion === "stills") return [];
  const reason = "no vendor that makes clips is set up";
  return [{ scene: scene.index, wanted: "a clip", got: "a moving still", reason }];
}
