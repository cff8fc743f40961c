import { PARTIAL_FILM, prepareFolder, removeDocument } from "../media/output-folder.ts";
import type { Asset } from "../models/asset.ts";
import { isVendorFailure, PixoraError } from "../models/error.ts";
import { frameSize, type VideoRequest } from "../models/request.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import { estimatePrice, refuseUnaffordable } from "../tools/estimate.ts";
import { keep } from "../tools/keep.ts";
import { type CheckedRequest, checkRequest } from "../tools/request-check.ts";
import type { ToolDeps } from "../tools/types.ts";
import { type Services, termsOf } from "./services.ts";

/** A film that may be begun. */
export interface FilmStart extends CheckedRequest {
  references: Asset[];
  voiceSample: Asset | null;
}

/** Finds out all that would stop a film before anything is bought, opens its account anew, and fetches the user's own files. */
export async function startFilm(request: VideoRequest, services: Services, deps: ToolDeps): Promise<FilmStart> {
  const { providers } = deps;
  const checked = await checkRequest(request, providers);
  const price = estimatePrice(checked, providers);
  refuseUnaffordable(checked.request, price);
  services.accounts.begin(deps.taskId, termsOf(checked.request, price.totalUsd.max));
  services.handovers.forget(deps.taskId);
  await prepareWork(deps, request);
  await removeDocument(deps.folder, PARTIAL_FILM);
  return { ...checked, ...(await fetchOwnFiles(checked, deps)) };
}

/**
 * Finds out what would stop any work on a film: it is another machine each time, or another state of it.
 * @param request what is begun, and so needs all of its space on the disk; null for a film that is gone on with
 */
export async function prepareWork(
  { media, providers, folder, signal }: Pick<ToolDeps, "media" | "providers" | "folder" | "signal">,
  request: VideoRequest | null = null,
): Promise<void> {
  await media.ready(request ? { ...plannedSize(request), folder } : undefined);
  await providers.storage.ready({ signal });
  // A task that was cancelled meanwhile leaves no empty folder.
  signal.throwIfAborted();
  await prepareFolder(folder);
}

function plannedSize({ aspectRatio, resolution, durationSeconds }: VideoRequest) {
  return { ...frameSize(aspectRatio, resolution), frames: durationSeconds * FRAME_RATE };
}

/** A file that cannot be had is the user's to mend, before anything is bought. */
async function fetchOwnFiles({ referenceUrls, voiceSampleUrl }: CheckedRequest, deps: ToolDeps) {
  const fetchKept = async (field: string, url: string, kind: "image" | "audio") => {
    const { bytes, mediaType } = await deps.providers.fetchOutside(url, kind, deps).catch((error: unknown) => {
      throw isVendorFailure(error) ? unusable(field, error) : error;
    });
    const made = {
      vendor: "user",
      model: "own file",
      prompt: "",
      seed: null,
      requestId: null,
      costUsd: 0,
      credits: [],
    };
    return keep("reference", { bytes, mediaType, provenance: made }, deps);
  };
  const [voiceSample, ...references] = await Promise.all([
    voiceSampleUrl === null ? null : fetchKept("voiceSampleUrl", voiceSampleUrl, "audio"),
    ...referenceUrls.map((url, position) => fetchKept(`referenceUrls[${position}]`, url, "image")),
  ]);
  return { references, voiceSample: voiceSample ?? null };
}

/** Names which of the user's files it is. */
function unusable(field: string, { message, retryable, cause }: PixoraError): PixoraError {
  return new PixoraError("invalid_request", `${field}: ${message}`, { retryable, cause });
}
