/** Length of an audio file, from its samples: headers of vendors' files can lie. */
import { isCancellation, PixoraError } from "../models/error.ts";
import type { RunFfmpeg } from "./ffmpeg.ts";

/** Decoding an hour takes less. */
const DEADLINE_SECONDS = 120;
const RATE = 48_000;

/**
 * Decodes a WAV, MP3, AAC, FLAC or Ogg file and counts.
 * Rejects with `vendor_failed` (worth another try) for what holds no sound: a vendor made the file.
 */
export async function audioSeconds(path: string, run: RunFfmpeg, signal: AbortSignal): Promise<number> {
  const samples = await countSamples(path, run, signal);
  if (samples > 0) return samples / RATE;
  throw new PixoraError("vendor_failed", "A sound file holds no sound.", { retryable: true });
}

async function countSamples(path: string, run: RunFfmpeg, signal: AbortSignal): Promise<number> {
  const job = {
    inputs: [{ source: path, options: ["-vn"] }],
    filter: `[0:a]aresample=${RATE},astats[sound]`,
    outputOptions: ["-map", "[sound]"],
    output: null,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  try {
    const { log } = await run(job, signal);
    return Number(/.*Number of samples: (\d+)/s.exec(log)?.[1] ?? 0);
  } catch (cause) {
    if (isCancellation(cause) || !(cause instanceof PixoraError) || cause.code !== "ffmpeg_failed") throw cause;
    throw new PixoraError("vendor_failed", "A sound file is broken: ffmpeg cannot decode it.", {
      cause,
      retryable: true,
    });
  }
}
