import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, constants, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PixoraError } from "../models/error.ts";
import type { OutputFile } from "../models/video.ts";
import { isAbandoned, ownerMark } from "./owner-mark.ts";

const MEDIA_TYPES: Record<string, string> = {
  ".mp4": "video/mp4",
  ".jpg": "image/jpeg",
  ".srt": "application/x-subrip",
  ".vtt": "text/vtt",
  ".json": "application/json",
};

/** What is ready of a film that is being made. */
export const PARTIAL_FILM = "partial.mp4";

const HIDDEN = /^\.\w+\.\w{3,4}\.(?<mark>.+)$/;

const OTHER_OUTPUT = "choose another folder with --out";

/** Makes a folder and sees that it can be written, or says in one line why it cannot and what to do. */
export async function prepareFolder(folder: string, advice: string = OTHER_OUTPUT): Promise<void> {
  try {
    // One by one: Node's recursive mkdir never returns where the parent refuses with ENOENT, as /proc does.
    for (const missing of (await missingFolders(folder)).reverse()) await mkdir(missing).catch(unlessThere);
    // The dot tells a folder from a file.
    await access(`${folder}/.`, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(folder, error, advice);
  }
}

/** Another film may make the same folder at the same time. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
}

/** The folders on the way to this absolute path that are not there yet, the deepest first. */
export async function missingFolders(path: string): Promise<string[]> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? [] : [path, ...(await missingFolders(dirname(path)))];
}

/** A file that is written under another name, which nobody looks at, until it is whole. Absolute paths. */
export interface HiddenFile {
  unfinished: string;
  final: string;
}

/** Whoever takes a name for a file to come removes the file where it was never published. */
export function hiddenFile(folder: string, name: string): HiddenFile {
  return { unfinished: join(folder, `.${name}.${ownerMark()}`), final: join(folder, name) };
}

/** Removes hidden files of processes that are gone. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const mark = HIDDEN.exec(name)?.groups?.mark;
    const path = join(folder, name);
    if (mark !== undefined && (await isAbandoned(mark, path))) await rm(path, { force: true });
  }
}

/** Gives a whole file its name. */
export async function publishFile({ unfinished, final }: HiddenFile): Promise<void> {
  try {
    await rename(unfinished, final);
  } catch (cause) {
    throw new PixoraError("output_unwritable", `${final} cannot be written: ${OTHER_OUTPUT}.`, { cause });
  }
}

/** Writes a text file whole or not at all. */
export async function writeDocument(folder: string, name: string, text: string): Promise<OutputFile> {
  const { unfinished, final } = hiddenFile(folder, name);
  try {
    const file = await open(unfinished, "wx");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, final);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unwritable(folder, error);
  }
  return describeFile(final);
}

/** Removes a file that an earlier, unfinished film left; no error where there is none. */
export async function removeDocument(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true });
}

/** Name, type, size and hash of a finished file. */
export async function describeFile(path: string): Promise<OutputFile> {
  const sha256 = await hashFile(path);
  const { size } = await stat(path);
  const mediaType = MEDIA_TYPES[extname(path)] ?? "application/octet-stream";
  return { name: basename(path), mediaType, bytes: size, sha256 };
}

/** SHA-256 of a file's bytes, in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** The error for a folder that refused something, in one line that says why and what to do. */
export function unwritable(folder: string, cause: unknown, advice: string = OTHER_OUTPUT): PixoraError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return new PixoraError("output_unwritable", `${reasonOf(code, folder)}: ${advice}.`, { cause });
}

function reasonOf(code: unknown, folder: string): string {
  if (code === "ENOSPC") return `The disk of ${folder} is full`;
  if (code === "EEXIST" || code === "ENOTDIR") return `${folder} is, or lies in, a file and not a folder`;
  if (code === "EROFS") return `${folder} is on a read-only disk`;
  return `${folder} cannot be written`;
}
