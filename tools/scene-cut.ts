import { estimateWordTimes } from "../media/captions/word-times.ts";
import { drawTitleCard } from "../media/pictures/title-card.ts";
import type { FilmFormat, HeardScene, SceneCut } from "../media/types.ts";
import type { Asset } from "../models/asset.ts";
import { frameSize } from "../models/request.ts";
import { hasWords, type Scene, type SceneAssets, type WordTime } from "../models/scene.ts";
import { FRAME_RATE, LEAD_FRAMES, TAIL_FRAMES } from "../models/timeline.ts";
import type { SceneMaterial } from "./materials.ts";
import type { ToolDeps } from "./types.ts";

/** What of a request the cutting room is opened for. The same for all of a film. */
export function filmFormat({ request, captions }: Pick<SceneMaterial, "request" | "captions">): FilmFormat {
  // A film that was begun before there was a choice has made none.
  const { captionStyle = "box", fit = null } = request;
  const size = frameSize(request.aspectRatio, request.resolution);
  return { ...size, captions: captions === "burned" ? captionStyle : null, fit };
}

/** What the cutting room is told about a scene's sound, before there is a picture. The same as in its `sceneCut`. */
export async function heardScene(
  { narration, frames }: Pick<SceneAssets, "narration" | "frames">,
  { scene, isLast }: Pick<SceneMaterial, "scene" | "isLast">,
  deps: ToolDeps,
): Promise<HeardScene> {
  const path = narration ? await deps.providers.storage.localPath(narration.asset.key, deps) : null;
  return { index: scene.index, frames, isLast, narration: path };
}

/** What the cutting room is told about a scene. The same for the same scene, whoever asks. */
export async function sceneCut(
  assets: SceneAssets,
  data: Omit<SceneMaterial, "voiceSample">,
  deps: ToolDeps,
): Promise<{ format: FilmFormat; scene: SceneCut }> {
  const { scene, captions, language } = data;
  const format = filmFormat(data);
  const cut: SceneCut = {
    ...(await heardScene(assets, data, deps)),
    picture: await picturePath(assets.still, scene, format, deps),
    isTitleCard: assets.still.kind === "title_card",
    clip: assets.clip ? await deps.providers.storage.localPath(assets.clip.asset.key, deps) : null,
    subjectPlace: assets.still.subjectPlace ?? null,
    move: scene.move,
    transition: data.isLast ? "cut" : scene.transition,
    transitionBefore: data.transitionBefore,
    words: captions === "none" ? [] : captionWords(assets, scene.narration, language),
  };
  return { format, scene: cut };
}

/** A title card that was made for a film of another size is drawn anew: cut or shrunk it could not be read. */
async function picturePath(still: Asset, { title, mood }: Scene, film: FilmFormat, deps: ToolDeps): Promise<string> {
  const { storage } = deps.providers;
  const path = await storage.localPath(still.key, deps);
  if (still.kind !== "title_card") return path;
  const { width, height } = await deps.media.pictureSize(path, deps.signal);
  if (width === film.width && height === film.height) return path;
  const card = await storage.put(await drawTitleCard(title, mood, film.width, film.height), "image/png", deps);
  return storage.localPath(card.key, deps);
}

/** Words on the scene's clock. Without a voice they share the scene's length, so that they can be read. */
function captionWords({ narration, frames }: SceneAssets, text: string, language: string): WordTime[] {
  if (!hasWords(text)) return [];
  const lead = LEAD_FRAMES / FRAME_RATE;
  const silent = (frames - LEAD_FRAMES - TAIL_FRAMES) / FRAME_RATE;
  const words = narration?.words ?? (silent > 0 ? estimateWordTimes(text, silent, language) : []);
  return words.map((word) => ({ text: word.text, start: word.start + lead, end: word.end + lead }));
}
