import { estimateWordTimes, splitWords } from "../media/captions/word-times.ts";
import { isVendorFailure } from "../models/error.ts";
import type { Narration, WordTime } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import type { SceneMaterial } from "./materials.ts";
import { order, passedOver } from "./order.ts";
import type { ToolDeps } from "./types.ts";

/** Speaks a scene's narration. A voice that fails costs the scene its sound and is told; the captions stay. */
export async function narrate(data: SceneMaterial, deps: ToolDeps, degraded: Degradation[]): Promise<Narration | null> {
  const { index } = data.scene;
  try {
    const speech = await speak(data, deps);
    const { asset } = speech;
    const path = await deps.providers.storage.localPath(asset.key, deps);
    degraded.push(...passedOver(index, "narration", speech));
    return { asset, ...(await timeWords(path, speech.words, data, deps)) };
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    degraded.push({ scene: index, wanted: "narration", got: "captions without a voice", reason: error.message });
    return null;
  }
}

/** Words where the voice is heard: vendors that tell no times often leave silence before and after it. */
async function timeWords(
  path: string,
  told: WordTime[] | null,
  { scene, language }: SceneMaterial,
  { media, signal }: ToolDeps,
): Promise<Pick<Narration, "seconds" | "words">> {
  if (told)
    return { seconds: await media.audioSeconds(path, signal), words: asWritten(told, scene.narration, language) };
  const { seconds, start, end } = await media.speechSpan(path, signal);
  const words = estimateWordTimes(scene.narration, end - start, language);
  const later = ({ text, ...word }: WordTime) => ({ text, start: word.start + start, end: word.end + start });
  return { seconds, words: words.map(later) };
}

/** Vendors tell words only: what stands between them, such as a dash or an ampersand, goes with the word before. */
function asWritten(told: readonly WordTime[], text: string, language: string): WordTime[] {
  const written = splitWords(text, language);
  if (written.length !== told.length) return [...told];
  return told.map((word, at) => ({ ...word, text: written[at] ?? word.text }));
}

async function speak({ scene, request, language, voiceSample }: SceneMaterial, deps: ToolDeps) {
  const { speech, storage } = deps.providers;
  const sample = voiceSample && (await storage.localPath(voiceSample.key, deps));
  const wish = { text: scene.narration, language, voice: request.voice, voiceSample: sample };
  return order({ kind: "narration", item: "narration", wish }, speech.generate, deps);
}
