import { isVendorFailure } from "../models/error.ts";
import { frameSize } from "../models/request.ts";
import type { Clip, Scene } from "../models/scene.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import type { Degradation } from "../models/video.ts";
import type { Produced, VideoProvider } from "../providers/types.ts";
import { order, passedOver } from "./attempts.ts";
import { keep } from "./keep.ts";
import type { SceneMaterial } from "./materials.ts";
import { clipPrompt } from "./picture-prompt.ts";
import { softenDescription } from "./soften-description.ts";
import type { ToolDeps } from "./types.ts";

/** What a scene's clip begins with, and how long the scene is. */
export interface ClipWish {
  /** Absolute path of the still. */
  picture: string;
  frames: number;
}

/** Films a scene's clip from its still; null, with the reason told, where the still itself will be moved. */
export async function filmClip(
  wish: ClipWish,
  data: SceneMaterial,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Clip | null> {
  const scene = data.scene.index;
  const { video } = deps.providers;
  const lost = (reason: string) => degraded.push({ scene, wanted: "a clip", got: "a moving still", reason });
  if (video === null) {
    lost("no vendor that makes clips is set up");
    return null;
  }
  try {
    const produced = await climbDown(video, wish, data, deps, degraded);
    const asset = await keep("clip", produced, deps);
    const { seconds } = await deps.media.clipInfo(await deps.providers.storage.localPath(asset.key, deps), deps.signal);
    degraded.push(...passedOver(scene, "a clip", produced));
    return { asset, seconds };
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    lost(error.message);
    return null;
  }
}

/** As written, and once in milder words when these were refused. */
async function climbDown(
  video: VideoProvider,
  { picture, frames }: ClipWish,
  { scene, request }: SceneMaterial,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Produced> {
  const film = (item: string, { motion, move }: Pick<Scene, "motion" | "move">) => {
    const size = frameSize(request.aspectRatio, request.resolution);
    const clip = { picture, seconds: frames / FRAME_RATE, ...size, seed: request.seed + scene.index };
    return order(item, (context) => video.generate({ ...clip, prompt: clipPrompt(motion, move) }, context), deps);
  };
  try {
    return await film("clip", scene);
  } catch (error) {
    if (!isVendorFailure(error) || error.code !== "content_refused") throw error;
    const motion = await softenDescription(scene.motion || scene.picture.description, deps);
    if (motion === null) throw error;
    const softened = await film("clip.softened", { ...scene, motion });
    degraded.push({ scene: scene.index, wanted: "the clip as written", got: "a milder one", reason: error.message });
    return softened;
  }
}
