/** How a variant of a finished film begins: with all that its source is made from. Nothing is bought, and no model asked. */
import { PARTIAL_FILM, removeDocument } from "../media/output-folder.ts";
import { PixoraError } from "../models/error.ts";
import type { Plan } from "../models/plan.ts";
import type { VideoRequest } from "../models/request.ts";
import type { Scene } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import { chooseCaptions } from "../tools/caption-choice.ts";
import { lastingLosses } from "../tools/losses.ts";
import { collectAssets } from "../tools/manifest.ts";
import type { ToolDeps } from "../tools/types.ts";
import { prepareWork } from "./film-start.ts";
import type { FilmSource } from "./services.ts";
import type { FilmState } from "./state.ts";

/** All that is left to do for a variant, also when it has failed: no model could think of anything else. */
export const VARIANT_STEPS: Plan["steps"] = [{ tool: "video_composer", args: { after: [] }, after: [] }];

type Material = Pick<
  FilmState,
  "language" | "title" | "references" | "voiceSample" | "scenes" | "cast" | "characters" | "sceneAssets" | "music"
>;

/** What a variant's state begins with. */
export interface VariantStart {
  update: Material & Pick<FilmState, "request" | "variantOf" | "captions">;
  /** What its source could not give as asked, as far as it shows here too, and captions that cannot be drawn. */
  degraded: Degradation[];
}

/**
 * Takes over what the source is made from, and enters the variant as one that has these files, before it looks for them.
 * Rejects with `invalid_request` when the source, or a file of it, is there no more.
 */
export async function startVariant(request: VideoRequest, source: FilmSource, deps: ToolDeps): Promise<VariantStart> {
  const state = await source.state();
  if (!isFinished(state)) throw goneMaterial(source, "what it was made from is kept no more");
  const material = materialOf(state);
  await prepareWork(deps, request);
  await removeDocument(deps.folder, PARTIAL_FILM);
  const { scenes } = material;
  const assets = collectAssets(material);
  await Promise.all([...new Set([...material.references, ...assets].map(({ key }) => key))].map(source.claim));
  await findFiles(material, source, deps);
  deps.report.progress(`“${material.title}”, ${scenes.length} scenes`, 1, scenes.map(titleOf));
  for (const { scene, ...asset } of assets) deps.report.asset(asset, scene);
  const { captions, degraded } = await chooseCaptions(scenes, request.captions, deps);
  const lost = lastingLosses(state.film, state.request, request);
  return {
    update: { ...material, request, captions, variantOf: source.taskId },
    degraded: [...lost, ...degraded],
  };
}

const titleOf = ({ index, title }: Scene) => ({ index, title });

type Finished = FilmState & { film: NonNullable<FilmState["film"]> };

/** A state with a film has all that the film was made from. */
function isFinished(state: Partial<FilmState>): state is Finished {
  return state.film !== undefined && state.film !== null;
}

function materialOf(state: FilmState): Material {
  const { language, title, references, voiceSample, scenes, cast, characters, sceneAssets, music } = state;
  return { language, title, references, voiceSample, scenes, cast, characters, sceneAssets, music };
}

/** Files that are seen or heard must be there; what they were made after is only told of. */
async function findFiles({ sceneAssets, music }: Material, source: FilmSource, deps: ToolDeps): Promise<void> {
  const needed = collectAssets({ sceneAssets, music, characters: [], voiceSample: null });
  const find = ({ key }: { key: string }) =>
    deps.providers.storage.localPath(key, deps).catch((cause: unknown) => {
      const isGone = cause instanceof PixoraError && cause.code === "vendor_failed" && !cause.retryable;
      throw isGone ? goneMaterial(source, `${key} is gone, which it was made from`, cause) : cause;
    });
  await Promise.all(needed.map(find));
}

function goneMaterial({ taskId }: FilmSource, reason: string, cause?: unknown): PixoraError {
  const message = `There can be no variant of the task ${taskId} any more: ${reason}. Make its film anew, and the variant of that.`;
  return new PixoraError("invalid_request", message, { cause });
}
