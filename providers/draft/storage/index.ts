import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { PixoraError } from "../../../models/error.ts";
import type { Storage } from "../../types.ts";

export interface FolderStorageOptions {
  /** Folder that holds `assets/`. Made with the first file. */
  folder: string;
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

const KEY = /^assets\/[0-9a-f]{64}\.[a-z0-9]{2,4}$/;

/** Files in a folder of this machine, each named by the hash of its bytes. A file is whole or absent, even after a crash. */
export function createFolderStorage(options: FolderStorageOptions): Storage {
  const folder = resolve(options.folder);
  return {
    vendor: "draft",

    async put(bytes, mediaType, { signal }) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const key = `assets/${sha256}.${EXTENSIONS[mediaType] ?? "bin"}`;
      const path = join(folder, key);
      refuseWhenAborted(signal);
      const present = await sizeOf(path);
      if (present !== bytes.byteLength) await write(path, bytes, signal);
      return { key, sha256, bytes: bytes.byteLength };
    },

    async localPath(key, { signal }) {
      refuseWhenAborted(signal);
      if (!KEY.test(key)) throw new PixoraError("vendor_failed", `${JSON.stringify(key)} is not the name of an asset.`);
      const path = join(folder, key);
      try {
        await access(path);
      } catch (cause) {
        throw new PixoraError("vendor_failed", `The asset ${path} is missing.`, { cause });
      }
      return path;
    },

    publish: async ({ path }) => path,
  };
}

/** The file's size, or null when there is none. */
async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.size,
    () => null,
  );
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
