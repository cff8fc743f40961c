/** Decodes the part of a clip that a piece shows into raw frames of the film's size. */
import type { Writable } from "node:stream";
import { PixoraError } from "../../models/error.ts";
import { FRAME_RATE } from "../../models/timeline.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import { blameFile, foreignInput } from "../foreign-files.ts";
import type { FrameSize, PlayingClip } from "../stills/piece-plan.ts";
import { AT_FILM_RATE } from "./clip-info.ts";

/** Frames of a clip, both included. */
export interface ClipRange {
  first: number;
  last: number;
}

const START_SECONDS = 60;
/** Far above what a slow machine under load needs. */
const FRAME_SECONDS = 1;

/** The frames of a clip that a piece needs, when it shows the clip from one of its own frames to another. */
export function clipRange({ clip, startFrame }: PlayingClip, shown: { first: number; last: number }): ClipRange {
  const within = (frame: number) => Math.max(0, Math.min(clip.frames - 1, frame));
  return { first: within(startFrame + shown.first), last: within(startFrame + shown.last) };
}

/**
 * Writes these frames to the stream as planes like `PiecePlan` wants them. The clip is decoded from its start, since
 * only counting tells which frame is which.
 */
export async function decodeClip(
  run: RunFfmpeg,
  { playing, range, size, stream }: { playing: PlayingClip; range: ClipRange; size: FrameSize; stream: Writable },
  signal: AbortSignal,
): Promise<void> {
  const { path, matrix } = playing.clip;
  const count = range.last - range.first + 1;
  const part = `trim=start_frame=${range.first}:end_frame=${range.last + 1},setpts=PTS-STARTPTS`;
  const colours = `in_color_matrix=${matrix}:out_color_matrix=bt709:out_range=tv`;
  const job = {
    inputs: [await foreignInput(path, "clip")],
    filter: `[0:V:0]${AT_FILM_RATE},${part},${covering(size)}:${colours},${cut(size)},fps=${FRAME_RATE}[film]`,
    outputOptions: ["-map", "[film]", "-frames:v", String(count), "-f", "rawvideo"],
    output: stream,
    deadlineSeconds: START_SECONDS + (range.last + 1) * FRAME_SECONDS,
  };
  const { frames } = await run(job, signal).catch((error: unknown) => {
    throw blameFile("clip", error);
  });
  // Whoever waits for the rest would wait for ever.
  if (frames !== count) throw new PixoraError("ffmpeg_failed", `A clip gave ${frames} frames instead of ${count}.`);
}

/** Pixels that are not square are made so. Rounded, so that a clip of the film's aspect is not cut. */
function covering({ width, height }: FrameSize): string {
  return `scale=w='max(${width},round(${height}*dar))':h='max(${height},round(${width}/dar))':flags=bicubic+accurate_rnd`;
}

function cut({ width, height }: FrameSize): string {
  return `crop=${width}:${height},setsar=1,format=yuv420p`;
}
