import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, constants, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PixoraError } from "../models/error.ts";
import type { OutputFile } from "../models/video.ts";

const MEDIA_TYPES: Record<string, string> = {
  ".mp4": "video/mp4",
  ".jpg": "image/jpeg",
  ".srt": "application/x-subrip",
  ".vtt": "text/vtt",
  ".json": "application/json",
};

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

/** Writes a text file whole or not at all. */
export async function writeDocument(folder: string, name: string, text: string): Promise<OutputFile> {
  const path = join(folder, name);
  const unfinished = join(folder, `.${name}.${randomUUID()}`);
  try {
    const file = await open(unfinished, "wx");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unwritable(folder, error);
  }
  return describeFile(path);
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

function unwritable(folder: string, cause: unknown, advice: string = OTHER_OUTPUT): PixoraError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return new PixoraError("output_unwritable", `${reasonOf(code, folder)}: ${advice}.`, { cause });
}

function reasonOf(code: unknown, folder: string): string {
  if (code === "ENOSPC") return `The disk of ${folder} is full`;
  if (code === "EEXIST" || code === "ENOTDIR") return `${folder} is, or lies in, a file and not a folder`;
  if (code === "EROFS") return `${folder} is on a read-only disk`;
  return `${folder} cannot be written`;
}
