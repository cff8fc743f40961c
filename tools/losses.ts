/** Losses that a variant of the film may not have: what was wanted has its name here, by which they are known again. */
import type { VideoRequest } from "../models/request.ts";
import type { Degradation, Film } from "../models/video.ts";

/** The level of every film's sound. */
export const LOUDNESS_LUFS = -14;

/** What is wanted of putting a film together. */
export const WISHES = {
  burnedCaptions: "captions burned into the picture",
  loudness: `sound at ${LOUDNESS_LUFS} LUFS`,
  length: ({ durationSeconds }: Pick<VideoRequest, "durationSeconds">) => `${durationSeconds} s`,
  clipShape: ({ aspectRatio }: Pick<VideoRequest, "aspectRatio">) => `a clip of ${aspectRatio}`,
  published: (name: string) => `${name} in the storage`,
} as const;

/** What a variant of a finished film lacks, too: all that was lost before the film was put together. */
export function lastingLosses(
  { degraded, files }: Pick<Film, "degraded" | "files">,
  request: VideoRequest,
  changed: VideoRequest,
): Degradation[] {
  const isSameShape = request.aspectRatio === changed.aspectRatio;
  const foundAnew = new Set([
    WISHES.burnedCaptions,
    WISHES.loudness,
    WISHES.length(request),
    ...files.map(({ name }) => WISHES.published(name)),
    ...(isSameShape ? [] : [WISHES.clipShape(request)]),
  ]);
  return degraded.filter(({ wanted }) => !foundAnew.has(wanted));
}
