/** The last steps of a film: missing pieces, the sound, the join, the files beside, and their publication. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PixoraError } from "../models/error.ts";
import { FRAME_RATE, type Timeline } from "../models/timeline.ts";
import type { VideoMetadata } from "../models/video.ts";
import { toSrt, toVtt } from "./captions/caption-files.ts";
import { filmCues } from "./captions/caption-track.ts";
import { refuseFullDisk } from "./disk-space.ts";
import type { RunFfmpeg } from "./ffmpeg.ts";
import { joinPieces, measureFilm } from "./joining.ts";
import {
  describeFile,
  hiddenFile,
  PARTIAL_FILM,
  prepareFolder,
  publishFile,
  removeDocument,
  removeUnfinished,
  writeDocument,
} from "./output-folder.ts";
import { choosePoster, writePoster } from "./pictures/poster.ts";
import type { PieceCache } from "./pieces/piece-cache.ts";
import type { PieceStore } from "./pieces/piece-store.ts";
import { piecesOf } from "./pieces/pieces.ts";
import type { MixingDesk } from "./sound/mixing-desk.ts";
import type { Soundtrack } from "./sound/soundtrack.ts";
import { together } from "./teamwork.ts";
import type { FilmFormat, FinishedFilm, FinishOptions, SceneCut } from "./types.ts";

export interface Workshop {
  run: RunFfmpeg;
  /** What works on files of our own. */
  own: { run: RunFfmpeg };
  store: PieceStore;
  desk: MixingDesk;
  /** The room's folder. */
  folder: string;
  format: FilmFormat;
  /** Where pieces of earlier films are; null for nowhere. */
  cache: PieceCache | null;
}

/** Shares of the whole in the progress told. */
const PROGRESS = { pieces: 0.5, sound: 0.4, joined: 0.97 };

/** Finishes a film of these scenes, which are all that the timeline names. */
export async function finishFilm(
  workshop: Workshop,
  scenes: readonly SceneCut[],
  options: FinishOptions,
  signal: AbortSignal,
): Promise<FinishedFilm> {
  const { timeline, folder, captions } = options;
  await prepareFolder(folder);
  await removeUnfinished(folder);
  const cuts = scenesOnTimeline(timeline, scenes);
  const { format, cache } = workshop;
  const space = { workFolder: workshop.folder, cache, hasPieces: true };
  await refuseFullDisk({ ...format, frames: timeline.frames, folder }, space);
  const video = hiddenFile(folder, "video.mp4");
  const poster = hiddenFile(folder, "poster.jpg");
  try {
    const [metadata] = await together<VideoMetadata | undefined>(
      [
        (shared) => composeFilm(workshop, cuts, { ...options, output: video.unfinished }, shared),
        async (shared) => void (await printPoster(workshop, cuts, poster.unfinished, shared)),
      ],
      signal,
    );
    if (!metadata) throw new PixoraError("internal", "A film was composed and never measured.");
    const unkept = workshop.cache?.problem() ?? null;
    if (unkept !== null) options.onProgress?.(PROGRESS.joined, unkept);
    options.onProgress?.(PROGRESS.joined, "Writing the files");
    const beside = await writeCaptions(folder, captions === "none" ? [] : filmCues(timeline, cuts, workshop.format));
    await publishFile(poster);
    await publishFile(video);
    await removeDocument(folder, PARTIAL_FILM);
    options.onProgress?.(1, "The film is finished");
    return { video: video.final, poster: poster.final, srt: null, vtt: null, ...beside, metadata };
  } finally {
    await Promise.all([video, poster].map(({ unfinished }) => rm(unfinished, { force: true })));
  }
}

/** The film as one file, measured. */
async function composeFilm(
  workshop: Workshop,
  cuts: readonly SceneCut[],
  { output, ...options }: FinishOptions & { output: string },
  signal: AbortSignal,
): Promise<VideoMetadata> {
  const { pieces, sound } = await makeParts(workshop, cuts, options, signal);
  await joinPieces(workshop.own.run, { ...workshop, pieces, track: sound?.path ?? null, output }, signal);
  const wanted = { frames: options.timeline.frames, hasSound: sound !== null };
  const [measured, { bytes, sha256 }] = await Promise.all([measureFilm(output, wanted), describeFile(output)]);
  const loudness = { loudnessLufs: sound?.loudnessLufs ?? null, truePeakDbtp: sound?.truePeakDbtp ?? null };
  return { ...measured, frameRate: FRAME_RATE, bytes, sha256, ...loudness };
}

async function printPoster(
  { run, store, format }: Workshop,
  cuts: readonly SceneCut[],
  output: string,
  signal: AbortSignal,
): Promise<void> {
  const best = await choosePoster(cuts, (scene) => store.worth(scene, signal));
  if (best) await writePoster(run, best, { film: format, output }, signal);
}

/** Scenes with the lengths and transitions that the timeline settled on. */
function scenesOnTimeline(timeline: Timeline, scenes: readonly SceneCut[]): SceneCut[] {
  const cuts = timeline.scenes.map(({ index, frames, transition }, position): SceneCut => {
    const scene = scenes.find((candidate) => candidate.index === index);
    if (!scene) throw new PixoraError("internal", `Scene ${index} was never handed to the cutting room.`);
    const transitionBefore = timeline.scenes[position - 1]?.transition ?? "cut";
    return { ...scene, frames, transition, transitionBefore, isLast: position === timeline.scenes.length - 1 };
  });
  const frames = piecesOf(cuts).reduce((sum, piece) => sum + piece.frames, 0);
  if (frames === timeline.frames) return cuts;
  throw new PixoraError("internal", `The pieces have ${frames} frames, the timeline ${timeline.frames}.`);
}

interface Parts {
  pieces: { name: string; frames: number }[];
  sound: Soundtrack | null;
}

/** Pieces that are still missing, and the sound, side by side. */
async function makeParts(
  { store, desk }: Workshop,
  cuts: readonly SceneCut[],
  { timeline, music, onProgress }: FinishOptions,
  signal: AbortSignal,
): Promise<Parts> {
  const pieces = piecesOf(cuts);
  const done = { pieces: 0, sound: 0 };
  const tell = (message: string) =>
    onProgress?.(PROGRESS.pieces * (done.pieces / pieces.length) + PROGRESS.sound * done.sound, message);
  const names: string[] = [];
  let sound: Soundtrack | null = null;
  const onSound = (fraction: number) => {
    done.sound = fraction;
    tell("Mixing the sound");
  };
  const mix = async (shared: AbortSignal) => {
    sound = await desk.take({ timeline, sounds: cuts, music }, { signal: shared, onProgress: onSound });
  };
  const makePieces = pieces.map((piece, position) => async (shared: AbortSignal) => {
    names[position] = await store.ensure(piece, shared);
    done.pieces += 1;
    tell("Rendering the pictures");
  });
  await together([mix, ...makePieces], signal);
  return { sound, pieces: pieces.map(({ frames }, position) => ({ name: names[position] ?? "", frames })) };
}

/** Null when there is nothing to read. Those of an earlier film in the folder are removed: players would show them. */
async function writeCaptions(folder: string, cues: ReturnType<typeof filmCues>) {
  if (cues.length === 0) {
    await Promise.all(["captions.srt", "captions.vtt"].map((name) => rm(join(folder, name), { force: true })));
    return null;
  }
  const srt = await writeDocument(folder, "captions.srt", toSrt(cues));
  const vtt = await writeDocument(folder, "captions.vtt", toVtt(cues));
  return { srt: join(folder, srt.name), vtt: join(folder, vtt.name) };
}
