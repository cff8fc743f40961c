/**
 * Finding an ffmpeg that starts. Nothing is ever downloaded: the last resort lies in an npm tarball.
 * Not here: running it (ffmpeg.ts).
 */
import { execFile } from "node:child_process";
import { chmod } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { promisify } from "node:util";
import { PixoraError } from "../models/error.ts";

/** An ffmpeg that answered. */
export interface FfmpegProgram {
  /** Absolute path, or the bare name when it is on the PATH. */
  path: string;
  /** As it names itself: `7.1.1`, `N-47683-g0e8eb07980-static`. */
  version: string;
}

const START_MILLISECONDS = 15_000;

/** What films are encoded with. */
const ENCODERS = ["libx264", "aac"];

const INSTALL = "install ffmpeg 5 or newer (Debian and Ubuntu: `apt-get install ffmpeg`, macOS: `brew install ffmpeg`)";

/**
 * Finds ffmpeg: the given path, else the PATH, else the program inside `@ffmpeg-installer/ffmpeg`.
 * A given path that does not start is an error, never passed over in silence.
 */
export async function findFfmpeg(given: string | null = null): Promise<FfmpegProgram> {
  if (given) {
    // A relative path would be looked for in the folder of each job.
    const program = await start(basename(given) === given ? given : resolve(given));
    if (program) return program;
    throw new PixoraError(
      "missing_program",
      `The ffmpeg named in FFMPEG_PATH does not start: ${given}. Unset it to use the one that npm brought, or ${INSTALL}.`,
    );
  }
  const program = (await startWithEncoder("ffmpeg")) ?? (await startPackaged());
  if (program) return program;
  throw new PixoraError(
    "missing_program",
    `No ffmpeg was found on this machine: ${INSTALL}, or name one in FFMPEG_PATH.`,
  );
}

/** Some distributions' ffmpeg has no H.264 encoder: it is passed over for the packaged one. */
async function startWithEncoder(path: string): Promise<FfmpegProgram | null> {
  const program = await start(path);
  if (!program) return null;
  const encoders = await answer(path, ["-hide_banner", "-encoders"]);
  return ENCODERS.every((encoder) => encoders?.includes(` ${encoder} `)) ? program : null;
}

/** The package's program may have lost its executable bit on the way (zip, some container layers). */
async function startPackaged(): Promise<FfmpegProgram | null> {
  const path = await packagedPath();
  if (path === null) return null;
  const program = await start(path);
  if (program) return program;
  try {
    await chmod(path, 0o755);
  } catch {
    return null;
  }
  return start(path);
}

/** The package throws on import where it has no program for the platform. */
async function packagedPath(): Promise<string | null> {
  try {
    const installed = await import("@ffmpeg-installer/ffmpeg");
    return installed.default.path;
  } catch {
    return null;
  }
}

async function start(path: string): Promise<FfmpegProgram | null> {
  const version = /^ffmpeg version (\S+)/.exec((await answer(path, ["-version"])) ?? "")?.[1];
  return version === undefined ? null : { path, version };
}

/** What the program says, or null when it fails. */
async function answer(path: string, words: string[]): Promise<string | null> {
  try {
    return (await promisify(execFile)(path, words, { timeout: START_MILLISECONDS })).stdout;
  } catch {
    return null;
  }
}
