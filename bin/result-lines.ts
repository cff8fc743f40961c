import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Task } from "../models/task.ts";
import { dollars, megabytes, plainText, seconds } from "./format.ts";
import { describeLoss } from "./plain-view.ts";

/** What is said about a film that is done: where it is, what it is, and what is not as it was asked for. */
export async function resultLines({ result, cost }: Task, elapsed: number): Promise<string[]> {
  if (!result) return [];
  const { videoUrl, durationSeconds, width, height, captions, posterUrl, manifestUrl, degraded } = result;
  const { size } = await stat(videoUrl);
  const beside = [posterUrl, ...(captions ? [captions.srt, captions.vtt] : []), manifestUrl].map((path) =>
    basename(path),
  );
  const spent = cost.spentUsd > 0 ? `, for ${dollars(cost.spentUsd)}` : "";
  return [
    plainText(videoUrl),
    `${seconds(durationSeconds)}, ${width}×${height}, ${megabytes(size)}; made in ${seconds(elapsed / 1000)}${spent}`,
    `beside it: ${beside.join(", ")}; credits to show where you publish are in ${basename(manifestUrl)}`,
    ...(degraded.length > 0 ? ["not as asked:", ...degraded.map((loss) => `  ${describeLoss(loss)}`)] : []),
  ];
}
