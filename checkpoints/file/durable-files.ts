/** Files that are whole or absent, also after a power cut. */
import { randomUUID } from "node:crypto";
import { type FileHandle, link, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PixoraError } from "../../models/error.ts";

/** Prompts and bills are their owner's alone: other users of the machine can neither read nor list them. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Makes a file with this text, and its folder, unless there is one: then it stays as it is, and false is told. */
export async function placeNew(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    await writeDurably(draft, text);
    await link(draft, path);
    await syncFolder(dirname(path));
    return true;
  } catch (cause) {
    if (isCode(cause, "EEXIST")) return false;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes a file anew, and has it on the disk when it resolves. Its name may not be there yet after a power cut. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "w", PRIVATE_FILE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Adds lines of their own to the end of a file, which is made when it is not there, and has them on the disk when it resolves. */
export async function appendDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "a", PRIVATE_FILE);
  try {
    // What a crash left of an earlier line must not spoil these.
    await file.appendFile(`\n${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** Has the names in a folder on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and keeps names without being asked to.
  const handle = await open(folder, "r").catch(() => null);
  try {
    await handle?.sync();
  } catch (cause) {
    if (!isCode(cause, "EPERM", "EINVAL", "EISDIR")) throw cause;
  } finally {
    await handle?.close();
  }
}

/** As many of these bytes as the file has. */
export async function readFrom(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}

export function isCode(cause: unknown, ...codes: readonly string[]): boolean {
  return cause instanceof Error && "code" in cause && codes.includes(String(cause.code));
}

/** What the file system refused, as a `store_failed`; what is ours already stays as it is. */
export function storeFailed(path: string, cause: unknown): PixoraError {
  if (cause instanceof PixoraError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const advice = "Make room, or choose a data folder that can be read and written.";
  return new PixoraError("store_failed", `${path} cannot be kept (${reason}). ${advice}`, { cause });
}
