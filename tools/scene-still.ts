import { drawTitleCard } from "../media/title-card.ts";
import type { Asset } from "../models/asset.ts";
import type { Character } from "../models/character.ts";
import { isVendorFailure } from "../models/error.ts";
import { frameSize } from "../models/request.ts";
import type { Degradation } from "../models/video.ts";
import type { CharacterReference, ImageRequest, Produced } from "../providers/types.ts";
import { keep } from "./keep.ts";
import type { SceneMaterial } from "./materials.ts";
import { stillPrompt } from "./picture-prompt.ts";

import type { ToolDeps } from "./types.ts";

/** How often one picture is tried before the scene gets a title card. */
const ATTEMPTS = 2;

/** Draws a scene's still with the sheets of those who are in it; at the ladder's end stands a title card. */
export async function drawStill(data: SceneMaterial, deps: ToolDeps, degraded: Degradation[]): Promise<Asset> {
  const wish = await imageRequest(data, deps);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await keep("still", await deps.providers.image.generate(wish, deps), deps);
    } catch (error) {
      if (!isVendorFailure(error)) throw error;
      if (error.retryable && attempt < ATTEMPTS) continue;
      degraded.push({ scene: data.scene.index, wanted: "a picture", got: "a title card", reason: error.message });
      return keep("title_card", await titleCard(data, wish), deps);
    }
  }
}

async function titleCard({ scene }: SceneMaterial, { width, height }: ImageRequest): Promise<Produced> {
  const bytes = await drawTitleCard(scene.title, scene.mood, width, height);
  const made = { vendor: "pixora", model: "title-card", prompt: scene.title };
  const provenance = { ...made, seed: null, requestId: null, costUsd: 0, credits: [] };
  return { bytes, mediaType: "image/png", provenance };
}

async function imageRequest({ scene, request, characters }: SceneMaterial, deps: ToolDeps): Promise<ImageRequest> {
  const cast = await Promise.all(characters.map((character) => reference(character, deps)));
  return {
    prompt: stillPrompt(scene, characters, request.style),
    subject: { kind: "still", picture: scene.picture, mood: scene.mood, cast },
    style: request.style,
    ...frameSize(request.aspectRatio, request.resolution),
    seed: request.seed + scene.index,
  };
}

async function reference({ sheets, ...character }: Character, deps: ToolDeps): Promise<CharacterReference> {
  const sheet = sheets.front ?? sheets.side ?? sheets.back;
  return { character, path: sheet ? await deps.providers.storage.localPath(sheet.key, deps) : null };
}
