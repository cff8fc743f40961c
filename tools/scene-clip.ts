import type { ClipInfo } from "../media/types.ts";
import type { Asset } from "../models/asset.ts";
import { isVendorFailure } from "../models/error.ts";
import { chooseFit, isAlike } from "../models/fit.ts";
import { frameSize } from "../models/request.ts";
import type { Clip, Scene } from "../models/scene.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import type { Degradation } from "../models/video.ts";
import type { VideoProvider } from "../providers/types.ts";
import { WISHES } from "./losses.ts";
import type { SceneMaterial } from "./materials.ts";
import { type Obtained, order, passedOver } from "./order.ts";
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
    const filmed = await climbDown(video, wish, data, deps, degraded);
    const { asset } = filmed;
    const path = await deps.providers.storage.localPath(asset.key, deps);
    const info = await deps.media.clipInfo(path, deps.signal, wish.frames);
    degraded.push(...passedOver(scene, "a clip", filmed), ...shortcomings(info, wish, data, asset));
    return { asset, seconds: info.seconds };
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    lost(error.message);
    return null;
  }
}

/** A hold of the last frame that nobody would notice. */
const SHORT_HOLD_SECONDS = 0.3;

/** What the film makes up for when a clip is not as it was ordered. */
function shortcomings(
  { seconds, width, height }: ClipInfo,
  { frames }: ClipWish,
  { scene, request }: SceneMaterial,
  { provenance }: Asset,
): Degradation[] {
  const wanted = frames / FRAME_RATE;
  const size = frameSize(request.aspectRatio, request.resolution);
  const isWhole = chooseFit(request.fit, { width, height }, size) === "contain";
  const reason = `the clip that ${provenance.model} made is so`;
  const held = { wanted: `a clip of ${wanted.toFixed(1)} s`, got: `${seconds.toFixed(1)} s and its last frame held` };
  const shown = isWhole ? "whole before a blurred copy of itself" : "cut at its sides";
  const shape = { wanted: WISHES.clipShape(request), got: `one of ${width}×${height}, ${shown}` };
  return [
    ...(wanted - seconds > SHORT_HOLD_SECONDS ? [{ scene: scene.index, ...held, reason }] : []),
    ...(isAlike({ width, height }, size) ? [] : [{ scene: scene.index, ...shape, reason }]),
  ];
}

/** As written, and once in milder words when these were refused. */
async function climbDown(
  video: VideoProvider,
  { picture, frames }: ClipWish,
  { scene, request }: SceneMaterial,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Obtained> {
  const film = (item: string, { motion, move }: Pick<Scene, "motion" | "move">) => {
    const size = frameSize(request.aspectRatio, request.resolution);
    const clip = { picture, seconds: frames / FRAME_RATE, ...size, seed: request.seed + scene.index };
    return order({ kind: "clip", item, wish: { ...clip, prompt: clipPrompt(motion, move) } }, video.generate, deps);
  };
  try {
    return await film("clip", scene);
  } catch (error) {
    if (!isVendorFailure(error) || error.code !== "content_refused") throw error;
    const motion = await softenDescription("clip", scene.motion || scene.picture.description, deps);
    if (motion === null) throw error;
    const softened = await film("clip.softened", { ...scene, motion });
    degraded.push({ scene: scene.index, wanted: "the clip as written", got: "a milder one", reason: error.message });
    return softened;
  }
}
