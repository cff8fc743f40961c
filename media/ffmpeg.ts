/**
 * The one place that runs ffmpeg. `fluent-ffmpeg` is archived, so nothing outside this file may know it.
 * A run ends in one of three ways: its output whole, a PixoraError, or both gone together with the process.
 */
import type { ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import fluent, { type FfmpegCommand } from "fluent-ffmpeg";
import { PixoraError } from "../models/error.ts";

/** One input: a file, or a stream that is piped in (at most one of a job). */
export interface FfmpegInput {
  source: string | Readable;
  /** Options before `-i`, one word each. */
  options?: readonly string[];
}

/** One run of ffmpeg. Every option is one word of the command line: nothing is split or quoted. */
export interface FfmpegJob {
  inputs: readonly FfmpegInput[];
  /** A filter graph (`-filter_complex`). File names in it are plain names of ours, relative to `folder`. */
  filter?: string;
  outputOptions: readonly string[];
  /**
   * The output: a path, removed when the run fails; a stream that never closes by itself (`emitClose` and
   * `autoDestroy` off) and holds ffmpeg back while it is full; null when only the log is wanted.
   */
  output: string | Writable | null;
  /** A second output: a file, removed when the run fails. */
  beside?: { path: string; outputOptions: readonly string[] };
  /** Working directory that relative paths start from. */
  folder?: string;
  /** After so many seconds the run is killed. */
  deadlineSeconds: number;
  /** Called about twice a second. */
  onProgress?: (progress: FfmpegProgress) => void;
}

/** How far a run has come in its output. */
export interface FfmpegProgress {
  seconds: number;
}

/** What a run said. */
export interface FfmpegReport {
  /** The end of its log, bounded. */
  log: string;
  /** Frames that went into its output (the first one); 0 for sound. */
  frames: number;
}

/** Runs a job to its end. Rejects with `ffmpeg_failed`, `output_unwritable`, `timeout` or `cancelled`. */
export type RunFfmpeg = (job: FfmpegJob, signal: AbortSignal) => Promise<FfmpegReport>;

const LOG_LINES = 200;
const LOG_LINES_IN_ERROR = 8;
const DISK_IS_FULL = /No space left on device|Disk quota exceeded/;

/** A runner for the ffmpeg at this path. */
export function createFfmpeg(program: string): RunFfmpeg {
  return async (job, signal) => {
    try {
      return await execute(program, job, signal);
    } catch (error) {
      await removeOutputs(job);
      throw error;
    } finally {
      for (const { source } of job.inputs) if (typeof source !== "string") source.destroy();
    }
  };
}

async function removeOutputs({ output, beside, folder = "." }: FfmpegJob): Promise<void> {
  for (const path of [output, beside?.path]) {
    if (typeof path === "string") await rm(resolve(folder, path), { force: true });
  }
}

async function execute(program: string, job: FfmpegJob, signal: AbortSignal): Promise<FfmpegReport> {
  if (signal.aborted) throw cancelled();
  const command = buildCommand(program, job);
  const report = readReport(command, job.onProgress);
  let reason: PixoraError | null = null;
  const halt = (why: PixoraError) => {
    reason ??= why;
    kill(command);
  };
  const onAbort = () => halt(cancelled());
  const deadline = setTimeout(() => halt(deadlinePassed(job)), job.deadlineSeconds * 1000);
  signal.addEventListener("abort", onAbort, { once: true });
  // A halt that came before the process existed had nothing to kill.
  command.once("start", () => reason && kill(command));
  try {
    await end(command);
  } catch (error) {
    throw reason ?? failure(error, report.log);
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener("abort", onAbort);
  }
  // A full disk can hide behind an exit code of 0.
  if (DISK_IS_FULL.test(report.log)) throw failure(null, report.log);
  return report;
}

/** What is left in the pipe is given up: a reader that waits for nothing more would keep the process from ending. */
function kill(command: FfmpegCommand & Partial<Insides>): void {
  command.kill("SIGKILL");
  command.ffmpegProc?.stdout?.destroy();
}

function buildCommand(program: string, job: FfmpegJob): FfmpegCommand {
  const command = fluent(job.folder === undefined ? {} : { cwd: job.folder });
  mend(command, program);
  const isPiped = job.inputs.some(({ source }) => typeof source !== "string");
  const common = ["-hide_banner", "-y", ...(isPiped ? [] : ["-nostdin"])];
  job.inputs.forEach(({ source, options = [] }, position) => {
    const words = [...(position === 0 ? common : []), ...options];
    command.input(source);
    // Called without words, fluent-ffmpeg would add the word `undefined`.
    if (words.length > 0) command.inputOptions(...words);
  });
  // As separate arguments: fluent-ffmpeg splits the words of an array at their blanks.
  const filter = job.filter === undefined ? [] : ["-filter_complex", job.filter];
  const format = job.output === null ? ["-f", "null"] : [];
  command.outputOptions(...filter, ...job.outputOptions, ...format);
  command.output(job.output ?? "-");
  return job.beside ? command.output(job.beside.path).outputOptions(...job.beside.outputOptions) : command;
}

/** What of fluent-ffmpeg has to be replaced. */
interface Insides {
  ffmpegProc?: ChildProcess;
  _spawnFfmpeg(words: string[], options: object, onProcess: unknown, onEnd: SpawnEnd): void;
}
type Lines = { get(): string };
type SpawnEnd = (error: Error | null, stdout?: Lines, stderr?: Lines) => void;

/**
 * fluent-ffmpeg misreads the formats of ffmpeg 7, keeps one path for the whole process,
 * and throws where nobody can catch it when the program does not start.
 */
function mend(command: FfmpegCommand & Partial<Insides>, program: string): void {
  const spawn = command._spawnFfmpeg?.bind(command);
  const noLines: Lines = { get: () => "" };
  const insides: Pick<Insides, "_spawnFfmpeg"> = {
    _spawnFfmpeg: (words, options, onProcess, onEnd) =>
      spawn?.(words, options, onProcess, (error, stdout = noLines, stderr = noLines) => onEnd(error, stdout, stderr)),
  };
  Object.assign(command, insides, {
    _getFfmpegPath: (answer: (error: null, path: string) => void) => answer(null, program),
    _checkCapabilities: (answer: () => void) => answer(),
    availableEncoders: (answer: (error: null, encoders: object) => void) => answer(null, {}),
  });
}

/** Settles when the process is gone, not already when fluent-ffmpeg has an opinion. */
async function end(command: FfmpegCommand & Partial<Insides>): Promise<void> {
  let closed: Promise<void> = Promise.resolve();
  command.once("start", () => {
    const { ffmpegProc } = command;
    if (ffmpegProc?.pid === undefined) return;
    closed = new Promise((settle) => ffmpegProc.once("close", () => settle()));
  });
  try {
    await new Promise<void>((settle, refuse) => {
      command.once("end", () => settle()).on("error", refuse);
      command.run();
    });
  } catch (error) {
    kill(command);
    throw error;
  } finally {
    await closed;
  }
}

/** Fills a report while the command runs. Status lines (`frame= … time= …`) are progress, not log. */
function readReport(command: FfmpegCommand, onProgress: FfmpegJob["onProgress"]): FfmpegReport {
  const lines: string[] = [];
  const report = {
    frames: 0,
    get log() {
      return lines.join("\n");
    },
  };
  command.on("stderr", (line: string) => {
    const status = /^(?:frame=\s*(\d+)|size=).*time=(?:(\d+):(\d+):([\d.]+)|N\/A)/.exec(line);
    if (status) {
      const [frames = 0, hours = 0, minutes = 0, seconds = 0] = status.slice(1).map((digits) => Number(digits ?? 0));
      report.frames = frames;
      onProgress?.({ seconds: hours * 3600 + minutes * 60 + seconds });
    } else if (line.trim() !== "") lines.push(line);
    if (lines.length > LOG_LINES) lines.shift();
  });
  return report;
}

function cancelled(): PixoraError {
  return new PixoraError("cancelled", "Composing was cancelled.");
}

function deadlinePassed(job: FfmpegJob): PixoraError {
  const message = `ffmpeg did not finish within ${job.deadlineSeconds} s and was stopped. Try again with less load.`;
  return new PixoraError("timeout", message, { retryable: true });
}

function failure(cause: unknown, log: string): PixoraError {
  if (DISK_IS_FULL.test(log)) {
    return new PixoraError("output_unwritable", "The disk is full. Free some space and try again.", { cause });
  }
  const why = cause instanceof Error ? cause.message.split("\n", 1)[0] : "ffmpeg failed";
  const said = log.split("\n").slice(-LOG_LINES_IN_ERROR).join("\n");
  return new PixoraError("ffmpeg_failed", `${why}\n${said}`.trim(), { cause });
}
