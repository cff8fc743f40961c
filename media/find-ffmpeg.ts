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

/** What of it only this file needs to know. */
interface FoundProgram extends FfmpegProgram {
  /** Whether it is of ffmpeg 5 or newer. */
  isRecent: boolean;
}

const START_MILLISECONDS = 15_000;

/** What films are encoded with. */
const ENCODERS = ["libx264", "aac"];

/** Development builds have no version, but their libraries are numbered: this one came with ffmpeg 5. */
const RECENT_LIBAVCODEC = 59;

const INSTALL = "install ffmpeg 5 or newer (Debian and Ubuntu: `apt-get install ffmpeg`, macOS: `brew install ffmpeg`)";

/**
 * Finds ffmpeg: the given path, else the PATH, else the program inside `@ffmpeg-installer/ffmpeg`.
 * A given path that does not start is an error, never passed over in silence. So is one that is too old, where files
 * from outside are read: the program from npm is of 2018 and never read them.
 */
export async function findFfmpeg(
  given: string | null = null,
  { readsForeignFiles = false }: { readsForeignFiles?: boolean } = {},
): Promise<FfmpegProgram> {
  const program = given ? await startGiven(given) : ((await startWithEncoder("ffmpeg")) ?? (await startPackaged()));
  if (!program) {
    throw new PixoraError(
      "missing_program",
      `No ffmpeg was found on this machine: ${INSTALL}, or name one in FFMPEG_PATH.`,
    );
  }
  const { path, version, isRecent } = program;
  if (isRecent || !readsForeignFiles) return { path, version };
  throw new PixoraError(
    "missing_program",
    `The ffmpeg found (${path}, version ${version}) is too old to be trusted with files from vendors: ${INSTALL}, or name one in FFMPEG_PATH.`,
  );
}

/**
 * Finds what works on files of our own: the program in the npm package, which is whole in itself and starts in 2 ms of the
 * processor, where a distribution's, with 200 libraries, takes 65; a film has two pieces a scene, and it encodes as fast.
 * The one that was `found` where there is no other, or where somebody has named it.
 */
export async function findOwnFfmpeg(given: string | null, found: FfmpegProgram): Promise<FfmpegProgram> {
  const packaged = given ? null : await startPackaged();
  return packaged ? { path: packaged.path, version: packaged.version } : found;
}

async function startGiven(given: string): Promise<FoundProgram> {
  // A relative path would be looked for in the folder of each job.
  const program = await start(basename(given) === given ? given : resolve(given));
  if (program) return program;
  throw new PixoraError(
    "missing_program",
    `The ffmpeg named in FFMPEG_PATH does not start: ${given}. Unset it to use the one that npm brought, or ${INSTALL}.`,
  );
}

/** Some distributions' ffmpeg has no H.264 encoder: it is passed over for the packaged one. */
async function startWithEncoder(path: string): Promise<FoundProgram | null> {
  const program = await start(path);
  if (!program) return null;
  const encoders = await answer(path, ["-hide_banner", "-encoders"]);
  return ENCODERS.every((encoder) => encoders?.includes(` ${encoder} `)) ? program : null;
}

/** The package's program may have lost its executable bit on the way (zip, some container layers). */
async function startPackaged(): Promise<FoundProgram | null> {
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

async function start(path: string): Promise<FoundProgram | null> {
  const said = (await answer(path, ["-version"])) ?? "";
  const version = /^ffmpeg version (\S+)/.exec(said)?.[1];
  if (version === undefined) return null;
  const library = Number(/^libavcodec +(\d+)\./m.exec(said)?.[1] ?? 0);
  return { path, version, isRecent: library >= RECENT_LIBAVCODEC };
}

/** What the program says, or null when it fails. */
async function answer(path: string, words: string[]): Promise<string | null> {
  try {
    return (await promisify(execFile)(path, words, { timeout: START_MILLISECONDS })).stdout;
  } catch {
    return null;
  }
}
