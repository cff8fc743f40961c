import type { FilmFormat, SceneCut } from "../media/types.ts";
import { estimateWordTimes } from "../media/word-times.ts";
import { frameSize } from "../models/request.ts";
import type { SceneAssets, WordTime } from "../models/scene.ts";
import { FRAME_RATE, LEAD_FRAMES, TAIL_FRAMES } from "../models/timeline.ts";
import type { SceneMaterial } from "./materials.ts";
import type { ToolDeps } from "./types.ts";

/** What the cutting room is told about a scene. The same for the same scene, whoever asks. */
export async function sceneCut(
  assets: SceneAssets,
  data: Omit<SceneMaterial, "voiceSample">,
  deps: ToolDeps,
): Promise<{ format: FilmFormat; scene: SceneCut }> {
  const { scene, request, captions, language } = data;
  const format = {
    ...frameSize(request.aspectRatio, request.resolution),
    captions: captions === "burned" ? request.captionStyle : null,
    fit: request.fit,
  };
  const cut: SceneCut = {
    index: scene.index,
    frames: assets.frames,
    picture: await deps.providers.storage.localPath(assets.still.key, deps),
    clip: assets.clip ? await deps.providers.storage.localPath(assets.clip.asset.key, deps) : null,
    subjectPlace: assets.still.subjectPlace ?? null,
    move: scene.move,
    transition: data.isLast ? "cut" : scene.transition,
    transitionBefore: data.transitionBefore,
    isLast: data.isLast,
    words: captions === "none" ? [] : captionWords(assets, scene.narration, language),
  };
  return { format, scene: cut };
}

/** Words on the scene's clock. Without a voice they share the scene's length, so that they can be read. */
function captionWords({ narration, frames }: SceneAssets, text: string, language: string): WordTime[] {
  const lead = LEAD_FRAMES / FRAME_RATE;
  const silent = (frames - LEAD_FRAMES - TAIL_FRAMES) / FRAME_RATE;
  const words = narration?.words ?? (silent > 0 ? estimateWordTimes(text, silent, language) : []);
  return words.map((word) => ({ text: word.text, start: word.start + lead, end: word.end + lead }));
}
