import { drawTitleCard } from "../media/title-card.ts";
import type { Asset } from "../models/asset.ts";
import type { Character } from "../models/character.ts";
import { isVendorFailure } from "../models/error.ts";
import { frameSize } from "../models/request.ts";
import type { Scene } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import type { ImageRequest, Produced } from "../providers/types.ts";
import { order, passedOver } from "./attempts.ts";
import { keep } from "./keep.ts";
import type { SceneMaterial } from "./materials.ts";
import { type Likeness, likenessesOf, stillPrompt } from "./picture-prompt.ts";
import { softenDescription } from "./soften-description.ts";
import type { ToolDeps } from "./types.ts";

/** Draws a scene's still with the sheets of those who are in it; at the ladder's end stands a title card. */
export async function drawStill(
  data: SceneMaterial,
  cast: readonly Character[],
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Asset> {
  const index = data.scene.index;
  try {
    const picture = await climbDown(data, cast, deps, degraded);
    const still = await keep("still", picture, deps);
    degraded.push(...passedOver(index, "a picture", picture));
    return still;
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    degraded.push({ scene: index, wanted: "a picture", got: "a title card", reason: error.message });
    return keep("title_card", await titleCard(data), deps);
  }
}

/** As asked; in milder words, once, when these were refused; without the sheets, when nobody can draw with them. */
async function climbDown(
  data: SceneMaterial,
  cast: readonly Character[],
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Produced> {
  const draw = async (item: string, scene: Scene, seen: readonly Character[]) => {
    const wish = await imageRequest({ ...data, scene }, seen, deps);
    return order(item, (context) => deps.providers.image.generate(wish, context), deps);
  };
  const { scene } = data;
  try {
    return await draw("still", scene, cast);
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    const reason = error.message;
    if (error.code === "content_refused") {
      const description = await softenDescription(scene.picture.description, deps);
      if (description === null) throw error;
      const softened = await draw("still.softened", { ...scene, picture: { ...scene.picture, description } }, cast);
      degraded.push({ scene: scene.index, wanted: "the picture as written", got: "a milder one", reason });
      return softened;
    }
    if (cast.length === 0 || error.code === "over_budget") throw error;
    const plain = await draw("still.words", scene, cast.map(withoutSheets));
    degraded.push({
      scene: scene.index,
      wanted: "characters as on their sheets",
      got: "as described in words",
      reason,
    });
    return plain;
  }
}

function withoutSheets(character: Character): Character {
  return { ...character, sheets: {} };
}

async function titleCard({ scene, request }: SceneMaterial): Promise<Produced> {
  const { width, height } = frameSize(request.aspectRatio, request.resolution);
  const bytes = await drawTitleCard(scene.title, scene.mood, width, height);
  const made = { vendor: "pixora", model: "title-card", prompt: scene.title };
  const provenance = { ...made, seed: null, requestId: null, costUsd: 0, credits: [] };
  return { bytes, mediaType: "image/png", provenance };
}

async function imageRequest(
  { scene, request }: SceneMaterial,
  characters: readonly Character[],
  deps: ToolDeps,
): Promise<ImageRequest> {
  const likenesses = likenessesOf(characters);
  const pathOf = (asset: Asset) => deps.providers.storage.localPath(asset.key, deps);
  const cast = likenesses.map(async ({ character: { sheets, ...character } }) => {
    const sheet = sheets.front ?? sheets.side ?? sheets.back;
    return { character, path: sheet ? await pathOf(sheet) : null };
  });
  return {
    prompt: stillPrompt(scene, likenesses, request.style),
    references: await Promise.all(likenesses.flatMap(({ pictures }: Likeness) => pictures).map(pathOf)),
    subject: { kind: "still", picture: scene.picture, mood: scene.mood, cast: await Promise.all(cast) },
    style: request.style,
    ...frameSize(request.aspectRatio, request.resolution),
    seed: request.seed + scene.index,
  };
}
