/** What the bench and its composing process say to each other. */
import type { FilmFormat, MusicSound, SceneCut } from "../../../media/types.ts";

export interface ComposeOrder {
  format: FilmFormat;
  cuts: SceneCut[];
  music: MusicSound[];
  /** Existing folder that receives the film. */
  folder: string;
  /**
   * What is measured. `film`: all of it. `tail`: from when the last scene is there, and all others are done, as is the
   * sound, which was told before.
   * `preview`: one of all scenes but the last, when these are done.
   */
  what: "film" | "tail" | "preview";
}

export interface ComposeReport {
  seconds: number;
  /** Milliseconds of CPU, user and system. */
  cpu: ComposeCpu;
  /** Milliseconds that the main thread's event loop was late. */
  lag: { p99: number; worst: number };
  /** Pieces that were rendered, and those that were taken from earlier films. */
  rendered: number;
  reused: number;
  /** The film, and its frames; null for a preview that was not made. */
  video: string | null;
  srt: string | null;
  frames: number;
}

export interface ComposeCpu {
  /** The main thread. */
  main: number;
  /** All others of the process: those that draw, and the runtime's own. */
  threads: number;
  /** Programs that it started, and that have ended. */
  programs: number;
}

export type ComposeAnswer = { report: ComposeReport } | { problem: string };

export function allCpu({ main, threads, programs }: ComposeCpu): number {
  return main + threads + programs;
}
