import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { PixoraError } from "../models/error.ts";
import type { Task } from "../models/task.ts";
import { type Degradation, Manifest, VideoMetadata } from "../models/video.ts";
import { dollars, megabytes, plainText, seconds } from "./format.ts";
import { describeLoss } from "./plain-view.ts";

/** The files that may lie beside a film, in the order in which they are named. */
const BESIDE = ["poster.jpg", "captions.srt", "captions.vtt", "manifest.json"];

/** Absolute paths. */
export interface FilmFolders {
  folder: string;
  /** Of the film that it is a variant of; null for a film of its own, and where that is not known any more. */
  sourceFolder: string | null;
}

/**
 * What is said about a film that is done: where it is, what it is, and what is not as it was asked for.
 * @param elapsed milliseconds that this run took; null for a film that was made before
 */
export async function resultLines(
  { result, cost, variantOf }: Task,
  { folder, sourceFolder }: FilmFolders,
  elapsed: number | null,
): Promise<string[]> {
  if (!result) return [];
  const { videoUrl, durationSeconds, width, height, captions, degraded } = result;
  const path = join(folder, "video.mp4");
  const { size } = await stat(path).catch((cause) => {
    throw gone(folder, cause);
  });
  const beside = BESIDE.filter((name) => captions !== null || !name.startsWith("captions"));
  const perhaps = cost.reservedUsd > 0 ? ` and perhaps ${dollars(cost.reservedUsd)} more` : "";
  const spent = cost.spentUsd > 0 ? `, for ${dollars(cost.spentUsd)}${perhaps}` : "";
  const { credits, video } = await readManifest(folder);
  const source = sourceFolder === null ? null : await readManifest(sourceFolder).catch(() => null);
  // Another film may have taken its place, such as the variant itself.
  const isSame = source?.taskId === variantOf && source?.video.sha256 === video.sha256;
  return [
    plainText(path),
    ...(videoUrl === path ? [] : [`published: ${plainText(videoUrl)}`]),
    `${seconds(durationSeconds)}, ${width}×${height}, ${megabytes(size)}; made ${elapsed === null ? "before" : `in ${seconds(elapsed / 1000)}`}${spent}`,
    `beside it: ${beside.join(", ")}${credits.length > 0 ? "; credits to show where you publish are in manifest.json" : ""}`,
    ...(isSame ? [`nothing is different: it is the film of ${variantOf}, byte for byte`] : []),
    ...(degraded.length > 0 ? ["not as asked:", ...lossLines(degraded)] : []),
  ];
}

/** A film that was made before may have been moved since. */
function gone(folder: string, cause: unknown): PixoraError {
  const message = `The film was made, and is not in ${folder} any more: it was moved or deleted. Make it anew.`;
  return new PixoraError("output_unwritable", message, { cause });
}

/** What of the manifest is told. */
const Told = Manifest.pick({ taskId: true, credits: true }).extend({ video: VideoMetadata.pick({ sha256: true }) });

async function readManifest(folder: string): Promise<z.infer<typeof Told>> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch((cause) => {
    throw gone(folder, cause);
  });
  return Told.parse(JSON.parse(text));
}

/** One line for each kind of loss, however many scenes it shows in. */
function lossLines(degraded: readonly Degradation[]): string[] {
  const kinds = new Map<string, Degradation[]>();
  for (const loss of degraded) {
    const kind = describeLoss(loss);
    kinds.set(kind, [...(kinds.get(kind) ?? []), loss]);
  }
  return [...kinds].map(([kind, losses]) => `  ${placeOf(losses)}: ${kind}`);
}

function placeOf(losses: readonly Degradation[]): string {
  const scenes = losses.flatMap(({ scene }) => (scene === null ? [] : [scene + 1]));
  if (scenes.length === 0) return "the film";
  return scenes.length === 1 ? `scene ${scenes[0]}` : `scenes ${scenes.join(", ")}`;
}
