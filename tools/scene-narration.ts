import { estimateWordTimes } from "../media/word-times.ts";
import { isVendorFailure } from "../models/error.ts";
import type { Narration, Scene } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import { keep } from "./keep.ts";
import type { SceneMaterial } from "./materials.ts";
import type { ToolDeps } from "./types.ts";

/** How often one narration is tried before the scene goes without. */
const ATTEMPTS = 2;

/** Speaks a scene's narration. A voice that fails costs the scene its sound and is told; the captions stay. */
export async function narrate(
  scene: Scene,
  { request, language }: SceneMaterial,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Narration | null> {
  const wish = { text: scene.narration, language, voice: request.voice };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const speech = await deps.providers.speech.generate(wish, deps);
      const asset = await keep("narration", speech, deps);
      const path = await deps.providers.storage.localPath(asset.key, deps);
      const seconds = await deps.media.audioSeconds(path, deps.signal);
      const words = speech.words ?? estimateWordTimes(scene.narration, seconds, language);
      return { asset, seconds, words };
    } catch (error) {
      if (!isVendorFailure(error)) throw error;
      if (error.retryable && attempt < ATTEMPTS) continue;
      degraded.push({
        scene: scene.index,
        wanted: "narration",
        got: "captions without a voice",
        reason: error.message,
      });
      return null;
    }
  }
}
