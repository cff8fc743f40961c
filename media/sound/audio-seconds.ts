/** Length of an audio file, from its samples: headers of vendors' files can lie. */
import type { RunFfmpeg } from "../ffmpeg.ts";
import { blameFile, foreignInput, MAX_SOUND_SECONDS, notUsable } from "../foreign-files.ts";

/** Decoding half an hour takes less. */
const DEADLINE_SECONDS = 120;
const RATE = 48_000;

/**
 * Decodes a WAV, MP3, AAC, FLAC, Ogg, M4A or WebM file and counts.
 * Rejects with `vendor_failed` (worth another try) for what holds no sound, or more than half an hour of it: a vendor
 * made the file.
 */
export async function audioSeconds(path: string, run: RunFfmpeg, signal: AbortSignal): Promise<number> {
  const job = {
    inputs: [await foreignInput(path, "sound")],
    filter: `[0:a:0]aresample=${RATE},astats[sound]`,
    outputOptions: ["-map", "[sound]"],
    output: null,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  const { log } = await run(job, signal).catch((error: unknown) => {
    throw blameFile("sound", error);
  });
  return secondsOf(Number(/.*Number of samples: (\d+)/s.exec(log)?.[1] ?? 0), RATE);
}

/** Seconds of so many samples. Rejects what is no sound, and too much of it. */
export function secondsOf(samples: number, rate: number): number {
  const seconds = samples / rate;
  if (seconds > 0 && seconds <= MAX_SOUND_SECONDS) return seconds;
  throw notUsable("sound");
}
