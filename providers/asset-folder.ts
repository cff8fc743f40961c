/**
 * Files in a folder of this machine, each named by the hash of its bytes: a storage of its own, or a live one's copies.
 * A file is whole or absent, even after a crash.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { PixoraError } from "../models/error.ts";
import type { CallContext, StoredFile } from "./types.ts";

export interface AssetFolder {
  /** Writes a file under its name, durably, unless it is there. Rejects with `output_unwritable`, or `cancelled`. */
  write(file: StoredFile, bytes: Uint8Array, context: CallContext): Promise<void>;
  /** Absolute path that a file has, or would have. Throws `vendor_failed` for what is no name of an asset. */
  pathOf(key: string): string;
  /** Size in bytes of a file that is there, else null. */
  sizeOf(key: string): Promise<number | null>;
  /** Removes files; those that are not there are removed already. Rejects with `output_unwritable`, or `cancelled`. */
  remove(keys: readonly string[], context: CallContext): Promise<void>;
}

const EXTENSIONS: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/svg+xml": "svg",
  "audio/wav": "wav",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
  "audio/flac": "flac",
  "video/mp4": "mp4",
  "video/webm": "webm",
  "application/json": "json",
};

/** What a stored file is, by its name; null for what is of no known kind. */
export function mediaTypeOf(name: string): string | null {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return Object.keys(EXTENSIONS).find((mediaType) => EXTENSIONS[mediaType] === extension) ?? null;
}

const KEY = /^assets\/[0-9a-f]{64}\.[a-z0-9]{2,4}$/;

/** What a file is called in every storage: the same bytes of the same type have one name. */
export function nameAsset(bytes: Uint8Array, mediaType: string): StoredFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { key: `assets/${sha256}.${EXTENSIONS[mediaType] ?? "bin"}`, sha256, bytes: bytes.byteLength };
}

/** Opens the folder that holds `assets/`. It is made with the first file. */
export function createAssetFolder(root: string): AssetFolder {
  const folder = resolve(root);
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new PixoraError("vendor_failed", `${JSON.stringify(key)} is not the name of an asset.`);
    return join(folder, key);
  };
  const sizeOf = (key: string) =>
    stat(pathOf(key)).then(
      (found) => found.size,
      () => null,
    );
  return {
    pathOf,
    sizeOf,
    async write({ key, bytes: size }, bytes, { signal }) {
      refuseWhenAborted(signal);
      if ((await sizeOf(key)) !== size) await write(pathOf(key), bytes, signal);
    },
    async remove(keys, { signal }) {
      if (signal.aborted) throw new PixoraError("cancelled", "The files were not removed: nobody waits for it.");
      await Promise.all(keys.map(pathOf).map(remove));
    },
  };
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (cause) {
    throw new PixoraError("output_unwritable", `The asset ${path} cannot be removed.`, { cause });
  }
}

/** Writes beside the final name first, so that nobody ever reads half a file under it. */
async function write(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeDurably(draft, bytes, signal);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    refuseWhenAborted(signal);
    throw unwritable(path, cause);
  }
}

async function writeDurably(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes, { signal });
    await file.sync();
  } finally {
    await file.close();
  }
}

function unwritable(path: string, cause: unknown): PixoraError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const advice = "Make room or choose a folder that can be written.";
  return new PixoraError("output_unwritable", `The asset ${path} cannot be written (${reason}). ${advice}`, { cause });
}

function refuseWhenAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new PixoraError("cancelled", "The file was not stored: the task was cancelled.");
}
