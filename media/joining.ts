/** Pieces and sound become one file without being encoded again, and the file is measured. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import { PixoraError } from "../models/error.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import { TIMESCALE } from "./encoding.ts";
import type { RunFfmpeg } from "./ffmpeg.ts";

export interface Joining {
  /** Folder of the pieces. */
  folder: string;
  /** Plain file names with their lengths, in the film's order. */
  pieces: readonly { name: string; frames: number }[];
  /** AAC in MP4 of the film's length; null for a film without sound. */
  track: string | null;
  /** Absolute path of the film. */
  output: string;
}

const LIST = "pieces.txt";
const START_SECONDS = 60;

/** Joins by copying: the film's frames are the pieces' frames, bit for bit. Begins with its index (faststart). */
export async function joinPieces(run: RunFfmpeg, { folder, pieces, track, output }: Joining, signal: AbortSignal) {
  const frames = pieces.reduce((sum, piece) => sum + piece.frames, 0);
  // Without their lengths, MP4 pieces drift by half a millisecond each.
  const lines = pieces.map((piece) => `file ${piece.name}\nduration ${(piece.frames / FRAME_RATE).toFixed(6)}\n`);
  await writeFile(join(folder, LIST), `ffconcat version 1.0\n${lines.join("")}`);
  const sound = track === null ? { inputs: [], map: [] } : { inputs: [{ source: track }], map: ["-map", "1:a:0"] };
  const job = {
    inputs: [{ source: LIST, options: ["-protocol_whitelist", "file,pipe", "-f", "concat"] }, ...sound.inputs],
    outputOptions: [
      ...["-map", "0:v:0", ...sound.map, "-c", "copy", "-video_track_timescale", String(TIMESCALE)],
      ...["-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4"],
    ],
    output,
    folder,
    deadlineSeconds: START_SECONDS + frames / FRAME_RATE,
  };
  await run(job, signal);
}

/** What was counted in a film's packets. */
export interface MeasuredFilm {
  frames: number;
  width: number;
  height: number;
  durationSeconds: number;
}

/** How many frames a film has; none where there is no film. */
export async function countFrames(path: string): Promise<number> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    const video = await input.getPrimaryVideoTrack();
    return video ? (await video.computePacketStats()).packetCount : 0;
  } catch {
    return 0;
  } finally {
    input.dispose();
  }
}

/** Measures a joined film. Rejects when it has not exactly these frames, or its sound ends elsewhere. */
export async function measureFilm(path: string, wanted: { frames: number; hasSound: boolean }): Promise<MeasuredFilm> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  try {
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    if (!video) throw unlike("no picture", "one");
    const { packetCount: frames } = await video.computePacketStats();
    const durationSeconds = await video.computeDuration();
    const seconds = wanted.frames / FRAME_RATE;
    if (frames !== wanted.frames) throw unlike(`${frames} frames`, `${wanted.frames}`);
    if (!isWithinFrame(durationSeconds, seconds)) throw unlike(`${durationSeconds} s of picture`, `${seconds} s`);
    if ((audio !== null) !== wanted.hasSound) throw unlike(audio ? "sound" : "no sound", "the opposite");
    const soundSeconds = audio ? await audio.computeDuration() : seconds;
    if (!isWithinFrame(soundSeconds, seconds)) throw unlike(`${soundSeconds} s of sound`, `${seconds} s`);
    return { frames, width: video.displayWidth, height: video.displayHeight, durationSeconds };
  } finally {
    input.dispose();
  }
}

function isWithinFrame(seconds: number, wanted: number): boolean {
  return Math.abs(seconds - wanted) < 1 / FRAME_RATE;
}

function unlike(got: string, wanted: string): PixoraError {
  return new PixoraError("ffmpeg_failed", `The joined film has ${got} instead of ${wanted}.`);
}
