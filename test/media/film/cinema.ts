/** Makes whole films through the room's front door, and decodes them. Knows nothing of what is behind the door. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { createMedia } from "../../../media/index.ts";
import type { FilmFormat, FinishedFilm, FinishOptions, Media, SceneCut } from "../../../media/types.ts";
import { layTimeline, type Timeline } from "../../../models/timeline.ts";

const { path: program } = await findFfmpeg();
const never = new AbortController().signal;
const ignore = () => {};

/** A scene as a test tells it. */
export type Shot = Pick<SceneCut, "frames" | "picture"> & Partial<SceneCut>;

/** What a film has beside its shots. */
export interface Programme {
  format: FilmFormat;
  music?: FinishOptions["music"];
  captions?: FinishOptions["captions"];
  /** Indices of the shots in the order in which they are added; all at once when it is left out. */
  order?: readonly number[];
}

export interface Cinema {
  media: Media;
  /** A path in the cinema's own folder. */
  at(name: string): string;
  show(shots: readonly Shot[], programme: Programme): Promise<FinishedFilm & { timeline: Timeline }>;
  close(): Promise<void>;
}

/** Opens a cinema that shares nothing with another one: no cache, no thread. */
export async function openCinema(): Promise<Cinema> {
  const base = await mkdtemp(join(tmpdir(), "pixora cinema "));
  const media = createMedia({ ffmpegPath: null, workFolder: join(base, "work"), readsForeignFiles: true });
  // Stays open, so that the threads need not start anew for each film.
  const keeper = await media.openCuttingRoom({ width: 64, height: 36, captions: null, fit: null });
  return {
    media,
    at: (name) => join(base, name),
    async show(shots, { format, music = [], captions = "none", order }) {
      const cuts = cutsOf(shots);
      const timeline = layTimeline(cuts);
      const folder = await mkdtemp(join(base, "film-"));
      const room = await media.openCuttingRoom(format);
      try {
        if (order) for (const index of order) await room.addScene(cuts[index] as SceneCut, ignore, never);
        else await Promise.all(cuts.map((cut) => room.addScene(cut, ignore, never)));
        const film = await room.finish({ timeline, music, captions, folder }, never);
        return { ...film, timeline };
      } finally {
        await room.close();
      }
    },
    async close() {
      await keeper.close();
      await rm(base, { recursive: true, force: true });
    },
  };
}

export function cutsOf(shots: readonly Shot[]): SceneCut[] {
  return shots.map((shot, index) => ({
    clip: null,
    subjectPlace: null,
    move: "zoom_in",
    transition: "cut",
    words: [],
    narration: null,
    ...shot,
    index,
    transitionBefore: shots[index - 1]?.transition ?? "cut",
    isLast: index === shots.length - 1,
  }));
}

/** Brightness of every decoded frame from 0 to 255, each drawn at this size: of the film, or smaller and so cheaper. */
export function greyFrames(path: string, { width, height }: { width: number; height: number }): Buffer[] {
  const filter = `scale=${width}:${height}:flags=area:in_range=tv:out_range=pc,format=gray`;
  const words = ["-v", "error", "-i", path, "-map", "0:v", "-vf", filter, "-vsync", "0", "-f", "rawvideo", "pipe:1"];
  const raw = execFileSync(program, words, { maxBuffer: 2 ** 30 });
  const bytes = width * height;
  return Array.from({ length: raw.length / bytes }, (_, index) => raw.subarray(index * bytes, (index + 1) * bytes));
}

/** Seconds at which the frames of a film's picture, or the packets of its sound, are due. */
export function dueTimes(path: string, track: "v" | "a"): number[] {
  const words = ["-v", "error", "-i", path, "-map", `0:${track}`, "-vsync", "0", "-copyts", "-f", "framecrc", "pipe:1"];
  const lines = execFileSync(program, words, { maxBuffer: 2 ** 28 })
    .toString()
    .split("\n");
  const [, ticks = "1", base = "1"] = /#tb 0: (\d+)\/(\d+)/.exec(lines.join("\n")) ?? [];
  const rows = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return rows.map((line) => (Number(line.split(",")[2]) * Number(ticks)) / Number(base));
}

/** Loudness in LUFS and true peak in dBTP of a film's sound, measured by ffmpeg's own meter. */
export function soundReport(path: string): { lufs: number; dbtp: number } {
  const words = ["-hide_banner", "-nostats", "-i", path, "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-"];
  const { stderr } = spawnSync(program, words, { maxBuffer: 2 ** 26 });
  const summary = stderr.toString().split("Summary:").at(-1) ?? "";
  const figure = (pattern: RegExp) => Number(pattern.exec(summary)?.[1]);
  return { lufs: figure(/I:\s+(-?[\d.]+) LUFS/), dbtp: figure(/Peak:\s+(-?[\d.]+) dBFS/) };
}

/** Runs ffmpeg, and returns what it says. */
export function runFfmpeg(words: readonly string[], input?: Buffer): string {
  const options = { maxBuffer: 2 ** 30, stdio: ["pipe", "pipe", "pipe"] as ["pipe", "pipe", "pipe"] };
  return execFileSync(program, ["-hide_banner", "-y", ...words], { ...options, ...(input && { input }) }).toString();
}

/** Root mean square. */
export function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
