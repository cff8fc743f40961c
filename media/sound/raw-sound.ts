/** Uncompressed sound on its way through a mix: bare samples, so that files one after another are one sound. */
import type { FfmpegInput } from "../ffmpeg.ts";
import { SAMPLE_RATE } from "./soundtrack-graph.ts";

/** How a run writes it: floats, so that nothing clips, of `COMMON_FORMAT`. */
export const RAW_OUTPUT: readonly string[] = ["-c:a", "pcm_f32le", "-f", "f32le"];

const RAW_INPUT = ["-protocol_whitelist", "file,concat", "-f", "f32le", "-ar", String(SAMPLE_RATE), "-ac", "2"];

/**
 * Files read as one sound, all of it so often.
 * @param files plain names of ours, in the run's working directory
 */
export function rawInput(files: readonly string[], times = 1): FfmpegInput {
  const again = times > 1 ? ["-stream_loop", String(times - 1)] : [];
  return { source: `concat:${files.join("|")}`, options: [...again, ...RAW_INPUT] };
}
