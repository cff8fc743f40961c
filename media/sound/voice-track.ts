/**
 * All narrations of a film as one track of uncompressed sound. It is written a few narrations at a time: the memory of
 * one run grows with each input, and its time with their square.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { FfmpegInput, RunFfmpeg } from "../ffmpeg.ts";
import { foreignInput } from "../foreign-files.ts";
import { RAW_OUTPUT, rawInput } from "./raw-sound.ts";
import { soundDeadline, type VoicePlace, voiceGraph } from "./soundtrack-graph.ts";

export interface VoiceTrack {
  /** See `rawInput`. */
  input: FfmpegInput;
  remove(): Promise<void>;
}

export interface VoiceTrackOptions {
  places: readonly VoicePlace[];
  /** Existing folder that receives the track's files, which begin with this name. */
  folder: string;
  name: string;
}

/** Twelve take 80 MB; sixty in one run 200, and more time. */
const SPOKEN_AT_ONCE = 12;

/** Writes the track, as long as its places together, or leaves nothing; null when nobody speaks. */
export async function writeVoiceTrack(
  run: RunFfmpeg,
  { places, folder, name }: VoiceTrackOptions,
  signal: AbortSignal,
): Promise<VoiceTrack | null> {
  if (places.every(({ narration }) => narration === null)) return null;
  const parts = inGroups(places);
  const files = parts.map((_, index) => `${name}-${index}.raw`);
  const remove = async () => {
    await Promise.all(files.map((file) => rm(join(folder, file), { force: true })));
  };
  try {
    for (const [index, part] of parts.entries())
      await writePart(run, part, join(folder, `${name}-${index}.raw`), signal);
  } catch (error) {
    await remove();
    throw error;
  }
  return { input: rawInput(files), remove };
}

/** Each group has something that is spoken: a run needs an input. */
function inGroups(places: readonly VoicePlace[]): VoicePlace[][] {
  const groups: VoicePlace[][] = [[]];
  let spoken = 0;
  for (const place of places) {
    if (place.narration !== null && spoken++ === SPOKEN_AT_ONCE) {
      groups.push([]);
      spoken = 1;
    }
    groups.at(-1)?.push(place);
  }
  return groups;
}

async function writePart(run: RunFfmpeg, places: readonly VoicePlace[], output: string, signal: AbortSignal) {
  const paths = places.flatMap(({ narration }) => narration ?? []);
  const job = {
    inputs: await Promise.all(paths.map((path) => foreignInput(path, "sound"))),
    filter: voiceGraph(places),
    outputOptions: ["-map", "[voice]", ...RAW_OUTPUT],
    output,
    deadlineSeconds: soundDeadline(places.reduce((sum, { frames }) => sum + frames, 0)),
  };
  await run(job, signal);
}
