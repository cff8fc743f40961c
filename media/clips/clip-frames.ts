/** Decodes the part of a clip that a piece shows into raw frames of the film's size. */
import { rm, stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { PixoraError } from "../../models/error.ts";
import { FRAME_RATE } from "../../models/timeline.ts";
import type { FfmpegReport, RunFfmpeg } from "../ffmpeg.ts";
import { blameFile, foreignInput } from "../foreign-files.ts";
import { containFilter, coverFilter, cutAround } from "../pictures/fitting.ts";
import { type FrameSize, frameBytes, type PlayingClip } from "../stills/piece-plan.ts";
import type { ClipEnds } from "./clip-ends.ts";
import { AT_FILM_RATE, lookAt, readSeenClip } from "./clip-info.ts";

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

/** What a piece shows of a clip, in the film's size. */
export interface ShownClip {
  playing: PlayingClip;
  range: ClipRange;
  size: FrameSize;
}

/**
 * Writes these frames to the stream as planes like `PiecePlan` wants them, and those of the clip's ends to their file.
 * The clip is decoded from its start, since only counting tells which frame is which.
 */
export async function decodeClip(
  run: RunFfmpeg,
  { stream, ...shown }: ShownClip & { stream: Writable },
  signal: AbortSignal,
): Promise<void> {
  const job = {
    ...(await clipJob(shown)),
    outputOptions: [...clipOutput(shown), "-f", "rawvideo"],
    output: stream,
  };
  // Whoever waits for the rest would wait for ever.
  await checkClip(shown, await run(job, signal).catch(blameClip));
}

/** What is the same of every run over a clip: its frames are `[film]`, those of its ends go to their file. */
export async function clipJob({ playing, range, size }: ShownClip) {
  const { clip, ends } = playing;
  const last = Math.max(range.last, ...(ends?.frames ?? []));
  return {
    inputs: [await foreignInput(clip.path, "clip")],
    filter: ends ? partAndEnds({ playing, range, size }, ends) : part(playing, range, size),
    ...(ends && { beside: { path: ends.path, outputOptions: ["-map", "[ends]", "-f", "rawvideo"] } }),
    deadlineSeconds: START_SECONDS + (last + 1) * FRAME_SECONDS,
  };
}

/** One error ends it: what ffmpeg makes up for broken frames is not the clip. */
export function clipOutput({ range }: ShownClip, label = "film"): string[] {
  return ["-xerror", "-map", `[${label}]`, "-frames:v", String(range.last - range.first + 1)];
}

/** Rejects, and leaves no ends, when a clip turned out to be another than it was taken for. */
export async function checkClip(shown: ShownClip, report: FfmpegReport): Promise<void> {
  try {
    await compare(shown, report);
  } catch (error) {
    const { ends } = shown.playing;
    if (ends) await rm(ends.path, { force: true });
    throw error;
  }
}

export function blameClip(error: unknown): never {
  throw blameFile("clip", error);
}

async function compare({ playing: { clip, ends }, range, size }: ShownClip, { frames, log }: FfmpegReport) {
  const count = range.last - range.first + 1;
  if (frames !== count) throw unlike(`gave ${frames} frames instead of ${count}`);
  const kept = ends ? (await stat(ends.path)).size / frameBytes(size) : 0;
  const wanted = ends?.frames.length ?? 0;
  if (kept !== wanted) throw unlike(`has ${kept} frames at its ends instead of ${wanted}`);
  const seen = readSeenClip(log);
  if (seen?.width === clip.width && seen.height === clip.height && seen.matrix === clip.matrix) return;
  throw unlike("has another size, or other colours, than it says");
}

function unlike(what: string): PixoraError {
  return new PixoraError("ffmpeg_failed", `A clip ${what}.`);
}

function part(playing: PlayingClip, range: ClipRange, size: FrameSize): string {
  return `${begun("all")};[all]${trimmed(range)},${fitted(playing, size)}[film]`;
}

function partAndEnds({ playing, range, size }: ShownClip, ends: ClipEnds): string {
  const last = Math.max(range.last, ...ends.frames);
  // A frame that should not be there is kept like those of the ends, and counted.
  const mayGoOn = !playing.clip.isMeasured && last === playing.clip.frames - 1;
  const kept = mayGoOn ? [...ends.frames, last + 1] : ends.frames;
  const all = trimmed({ first: 0, last: mayGoOn ? last + 1 : last });
  return [
    begun("all"),
    `[all]${all},${fitted(playing, size)},split[part][rest]`,
    `[part]${trimmed(range)}[film]`,
    `[rest]${onlyFrames(kept)},setpts=N/${FRAME_RATE}/TB,fps=${FRAME_RATE}[ends]`,
  ].join(";");
}

/** The filter that lets only these frames through. */
function onlyFrames(frames: readonly number[]): string {
  return `select='${frames.map((frame) => `eq(n,${frame})`).join("+")}'`;
}

/** The clip at the film's rate, looked at. */
function begun(label: string): string {
  return `[0:V:0]${AT_FILM_RATE},split[${label}][start];${lookAt("start")}`;
}

/**
 * The rate is said again after `setpts`, which newer ffmpegs lose it by, and before an overlay, after which the last frame
 * would be dropped.
 */
function trimmed({ first, last }: ClipRange): string {
  return `trim=start_frame=${first}:end_frame=${last + 1},setpts=PTS-STARTPTS,fps=${FRAME_RATE}`;
}

/** Pixels that are not square are made so: the clip was measured as it is seen. */
function fitted({ clip, fit, subject }: PlayingClip, size: FrameSize): string {
  const colours = `in_color_matrix=${clip.matrix}:out_color_matrix=bt709:out_range=tv`;
  if (fit === "contain") return containFilter(clip, size, colours);
  return coverFilter(cutAround(subject, clip, size), colours);
}
