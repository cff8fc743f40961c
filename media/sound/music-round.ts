/**
 * Music that is too short for its place: from its start to where it turns back, and then round and round, its last
 * seconds blended into its first ones. As files: a graph that does it holds the piece in memory, several times.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { FfmpegInput, RunFfmpeg } from "../ffmpeg.ts";
import { foreignInput } from "../foreign-files.ts";
import { RAW_OUTPUT, rawInput } from "./raw-sound.ts";
import { COMMON_FORMAT, type MusicPart, SAMPLE_RATE, samplesFor, soundDeadline } from "./soundtrack-graph.ts";

export interface MusicRound {
  /** What is played once and, after it, what is played until it is longer than needed; see `rawInput`. */
  inputs: FfmpegInput[];
  remove(): Promise<void>;
}

/** Where the files go, and what their names begin with. */
export interface MusicRoundPlace {
  folder: string;
  name: string;
}

const BLEND_SECONDS = 2;

/** Writes the files, or leaves none. */
export async function writeMusicRound(
  run: RunFfmpeg,
  { path, fileLength, length }: MusicPart,
  { folder, name }: MusicRoundPlace,
  signal: AbortSignal,
): Promise<MusicRound> {
  const blend = Math.min(BLEND_SECONDS * SAMPLE_RATE, Math.floor(fileLength / 4));
  const turn = fileLength - blend;
  const cut = (from: number, to: number) => `atrim=start_sample=${from}:end_sample=${to},asetpts=N/SR/TB`;
  const graphs = {
    head: `[whole]${cut(0, blend)}[sound]`,
    middle: `[whole]${cut(blend, turn)}[sound]`,
    // ffmpeg 4.1 dies in `acrossfade` when it is given nothing but what is to be blended.
    blend: [
      `[whole]asplit[end][start]`,
      `[end]${cut(turn, fileLength)},afade=t=out:ns=${blend}:curve=qsin[going]`,
      `[start]${cut(0, blend)},afade=t=in:ns=${blend}:curve=qsin[coming]`,
      `[going][coming]amix=inputs=2,volume=2[sound]`,
    ].join(";"),
  };
  const fileOf = (part: keyof typeof graphs) => `${name}-${part}.raw`;
  const files = [fileOf("head"), fileOf("middle"), fileOf("blend")];
  const remove = async () => {
    await Promise.all(files.map((file) => rm(join(folder, file), { force: true })));
  };
  const input = await foreignInput(path, "sound");
  try {
    for (const part of ["head", "middle", "blend"] as const) {
      const filter = `[0:a]${COMMON_FORMAT},apad=whole_len=${fileLength}[whole];${graphs[part]}`;
      const outputOptions = ["-map", "[sound]", ...RAW_OUTPUT];
      const deadlineSeconds = soundDeadline(fileLength / samplesFor(1));
      await run(
        { inputs: [input], filter, outputOptions, output: join(folder, fileOf(part)), deadlineSeconds },
        signal,
      );
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const once = rawInput([fileOf("head"), fileOf("middle")]);
  const again = rawInput([fileOf("blend"), fileOf("middle")], Math.ceil(length / turn));
  return { inputs: [once, again], remove };
}
