/** Loudness as EBU R 128 measures it, from decoded sound. */
import { PixoraError } from "../../models/error.ts";
import type { FfmpegInput, RunFfmpeg } from "../ffmpeg.ts";

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
/** Without the peak, which is half the work. */
const LEVEL_METER = "ebur128=framelog=verbose";

/** What is measured, and through which chain of filters. */
export interface Measuring {
  input: FfmpegInput;
  chain?: string;
  /** Working directory that relative paths start from. */
  folder?: string;
  deadlineSeconds: number;
}

/** Measures one input. */
export async function measureLoudness(run: RunFfmpeg, measuring: Measuring, signal: AbortSignal): Promise<Loudness> {
  return readLoudness(await meterLog(run, measuring, METER, signal));
}

/** Integrated loudness of one input, as `Loudness` tells it. */
export async function measureLevel(run: RunFfmpeg, measuring: Measuring, signal: AbortSignal): Promise<number> {
  return readLevel(await meterLog(run, measuring, LEVEL_METER, signal));
}

async function meterLog(run: RunFfmpeg, { chain, ...measuring }: Measuring, meter: string, signal: AbortSignal) {
  const { input, ...job } = measuring;
  const filter = `[0:a]${chain === undefined ? "" : `${chain},`}${meter}[sound]`;
  const { log } = await run(
    { ...job, inputs: [input], filter, outputOptions: ["-map", "[sound]"], output: null },
    signal,
  );
  return log;
}

/** Reads the summary that the meter prints at the end of a run. */
export function readLoudness(log: string): Loudness {
  const dbtp = /Peak:\s+(-?[\d.]+|-inf|nan) dBFS/.exec(summaryOf(log))?.[1];
  if (dbtp === undefined) throw notMeasured();
  return { lufs: readLevel(log), dbtp: atLeast(SILENT_DBTP, Number(dbtp)) };
}

function readLevel(log: string): number {
  const lufs = /I:\s+(-?[\d.]+|-inf|nan) LUFS/.exec(summaryOf(log))?.[1];
  if (lufs === undefined) throw notMeasured();
  return atLeast(SILENT_LUFS, Number(lufs));
}

function summaryOf(log: string): string {
  return log.slice(log.lastIndexOf("Integrated loudness:"));
}

function notMeasured(): PixoraError {
  return new PixoraError("ffmpeg_failed", "ffmpeg measured no loudness: it may be built without the filter ebur128.");
}

/** `-inf` and `nan` are no numbers. */
function atLeast(floor: number, value: number): number {
  return Number.isFinite(value) ? Math.max(floor, value) : floor;
}
