import type { ToolName } from "../models/plan.ts";
import { characterGenerator } from "./character-generator.ts";
import { musicGenerator } from "./music-generator.ts";
import { sceneAssetGenerator } from "./scene-asset-generator.ts";
import { sceneGenerator } from "./scene-generator.ts";
import { videoComposer } from "./video-composer.ts";

/** All tools by name: the same objects are bound to the planner's model and run by the nodes. */
export const TOOLS = {
  scene_generator: sceneGenerator,
  character_generator: characterGenerator,
  scene_asset_generator: sceneAssetGenerator,
  music_generator: musicGenerator,
  video_composer: videoComposer,
} as const satisfies Record<ToolName, object>;
