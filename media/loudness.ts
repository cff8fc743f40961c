/** Loudness as EBU R 128 measures it, from decoded sound. */
import { PixoraError } from "../models/error.ts";
import type { FfmpegInput, RunFfmpeg } from "./ffmpeg.ts";

export interface Loudness {
  /** Integrated loudness; `SILENT_LUFS` where nothing passes the gate. */
  lufs: number;
  /** True peak of the loudest channel; `SILENT_DBTP` for digital silence. */
  dbtp: number;
}

/** What the meter shows for silence, and for sound shorter than its window of 0.4 s. */
export const SILENT_LUFS = -70;
export const SILENT_DBTP = -120;

/** End of a filter chain that measures; the sound goes through unchanged. Read its log with `readLoudness`. */
export const METER = "ebur128=peak=true:framelog=verbose";

/** Measures one input through an optional chain of filters. */
export async function measureLoudness(
  run: RunFfmpeg,
  { input, chain, deadlineSeconds }: { input: FfmpegInput; chain?: string; deadlineSeconds: number },
  signal: AbortSignal,
): Promise<Loudness> {
  const filter = `[0:a]${chain === undefined ? "" : `${chain},`}${METER}[sound]`;
  const outputOptions = ["-map", "[sound]"];
  const { log } = await run({ inputs: [input], filter, outputOptions, output: null, deadlineSeconds }, signal);
  return readLoudness(log);
}

/** Reads the summary that the meter prints at the end of a run. */
export function readLoudness(log: string): Loudness {
  const summary = log.slice(log.lastIndexOf("Integrated loudness:"));
  const lufs = /I:\s+(-?[\d.]+|-inf|nan) LUFS/.exec(summary)?.[1];
  const dbtp = /Peak:\s+(-?[\d.]+|-inf|nan) dBFS/.exec(summary)?.[1];
  if (lufs === undefined || dbtp === undefined) {
    throw new PixoraError("ffmpeg_failed", "ffmpeg measured no loudness: it may be built without the filter ebur128.");
  }
  return { lufs: atLeast(SILENT_LUFS, Number(lufs)), dbtp: atLeast(SILENT_DBTP, Number(dbtp)) };
}

/** `-inf` and `nan` are no numbers. */
function atLeast(floor: number, value: number): number {
  return Number.isFinite(value) ? Math.max(floor, value) : floor;
}
