import { drawTitleCard } from "../media/pictures/title-card.ts";
import type { Asset } from "../models/asset.ts";
import type { Character } from "../models/character.ts";
import { isVendorFailure, type PixoraError } from "../models/error.ts";
import { frameSize } from "../models/request.ts";
import type { Scene } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import type { ImageRequest, Produced } from "../providers/types.ts";
import { keep } from "./keep.ts";
import type { SceneMaterial } from "./materials.ts";
import { type Obtained, order, passedOver } from "./order.ts";
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
    const top = { item: "still", scene: data.scene, cast, isMild: false };
    const still = await climbDown(top, data, deps, degraded);
    degraded.push(...passedOver(index, "a picture", still));
    return still.asset;
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    degraded.push({ scene: index, wanted: "a picture", got: "a title card", reason: error.message });
    return keep("title_card", await titleCard(data), deps);
  }
}

/** One way to ask for the picture. */
interface Rung {
  /** Its name in the ledger: `still`, `still.softened`, `still.words`, … */
  item: string;
  scene: Scene;
  cast: readonly Character[];
  /** Whether its words were made milder already. */
  isMild: boolean;
}

/** A rung further down, and what the film loses there. */
interface Descent {
  rung: Rung;
  loss: Pick<Degradation, "wanted" | "got">;
}

/** As asked; in milder words, once, when these were refused; without the sheets, when nobody can draw with them. */
async function climbDown(rung: Rung, data: SceneMaterial, deps: ToolDeps, degraded: Degradation[]): Promise<Obtained> {
  const { scene, cast } = rung;
  try {
    const wish = await imageRequest({ ...data, scene }, cast, deps);
    return await order({ kind: "still", item: rung.item, wish }, deps.providers.image.generate, deps);
  } catch (error) {
    if (!isVendorFailure(error)) throw error;
    const next = error.code === "content_refused" ? await inMilderWords(rung, deps) : fromWords(rung, error, deps);
    if (next === null) throw error;
    const picture = await climbDown(next.rung, data, deps, degraded);
    degraded.push({ scene: scene.index, ...next.loss, reason: error.message });
    return picture;
  }
}

async function inMilderWords({ item, scene, ...rung }: Rung, deps: ToolDeps): Promise<Descent | null> {
  const description = rung.isMild ? null : await softenDescription(item, scene.picture.description, deps);
  if (description === null) return null;
  const milder = { ...scene, picture: { ...scene.picture, description } };
  return {
    rung: { ...rung, item: `${item}.softened`, scene: milder, isMild: true },
    loss: { wanted: "the picture as written", got: "a milder one" },
  };
}

function fromWords({ item, cast, ...rung }: Rung, { code }: PixoraError, { providers }: ToolDeps): Descent | null {
  const likenesses = likenessesOf(cast, providers.image.maxReferences);
  const showsSheets = likenesses.some(({ pictures }) => pictures.length > 0);
  if (!showsSheets || code === "over_budget") return null;
  return {
    rung: { ...rung, item: `${item}.words`, cast: cast.map(withoutSheets) },
    loss: { wanted: "characters as on their sheets", got: "as described in words" },
  };
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
  const likenesses = likenessesOf(characters, deps.providers.image.maxReferences);
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
