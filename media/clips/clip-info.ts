/** What a clip turns out to be when it is decoded whole: headers of vendors' files can lie. */
import { FRAME_RATE } from "../../models/timeline.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import { blameFile, foreignInput, MAX_CLIP_SECONDS, notUsable } from "../foreign-files.ts";
import type { ClipInfo } from "../types.ts";

/** How a clip's colours were made: as it says itself, or as its size lets expect where it says nothing. */
export type ColourMatrix = "auto" | "bt601" | "bt709";

/** What is seen of a clip, whatever its length. Pixels as `ClipInfo` tells them. */
export interface SeenClip {
  width: number;
  height: number;
  matrix: ColourMatrix;
}

/** A clip measured. */
export interface MeasuredClip extends SeenClip, ClipInfo {}

/** Some vendors' 4K takes a small machine this long. */
const DEADLINE_SECONDS = 600;
/** Video without a colour description is bt709 from this many lines on. */
const HD_LINES = 720;

/**
 * From its first picture on, at the film's rate: frame n shows what is seen at n / 30 s. The last one passes always:
 * how long it is seen is not known where the rate changes, and ffmpeg would drop it.
 */
export const AT_FILM_RATE = `setpts=PTS-STARTPTS,fps=${FRAME_RATE}:eof_action=pass`;

/** A branch of a filter graph that looks at the first frame of what is labelled so; read its log with `readSeenClip`. */
export function lookAt(label: string): string {
  return `[${label}]trim=end_frame=1,showinfo,nullsink`;
}

/** What a run that looked at a clip saw; null when it saw nothing. */
export function readSeenClip(log: string): SeenClip | null {
  const shown = / sar:(\d+)\/(\d+) s:(\d+)x(\d+) /.exec(log);
  if (!shown) return null;
  const [across = 0, down = 0, width = 0, height = 0] = shown.slice(1).map(Number);
  const square = across > 0 && down > 0 ? Math.round((width * across) / down) : width;
  const told = / color_space:(\S+)/.exec(log)?.[1] ?? "unknown";
  return { width: square, height, matrix: matrixFor(told === "unknown" ? null : told, height) };
}

/** @param told what the clip says of its colours; null where it says nothing */
export function matrixFor(told: string | null, height: number): ColourMatrix {
  if (told !== null) return "auto";
  return height >= HD_LINES ? "bt709" : "bt601";
}

/**
 * Decodes a clip whole and counts. Rejects with `vendor_failed` (worth another try) for what is not a whole video,
 * or a longer one than is read.
 */
export async function measureClip(run: RunFfmpeg, path: string, signal: AbortSignal): Promise<MeasuredClip> {
  const input = await foreignInput(path, "clip");
  const job = {
    inputs: [input],
    filter: `[0:V:0]${AT_FILM_RATE},split[film][start];${lookAt("start")}`,
    // One error ends it: a clip that breaks off is not held for the rest of its scene.
    outputOptions: ["-xerror", "-map", "[film]"],
    output: null,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  const { log, frames } = await run(job, signal).catch((error: unknown) => {
    throw blameFile("clip", error);
  });
  const seen = readSeenClip(log);
  if (!seen || frames === 0 || frames > MAX_CLIP_SECONDS * FRAME_RATE) throw notUsable("clip");
  return { ...seen, seconds: frames / FRAME_RATE, frames };
}
