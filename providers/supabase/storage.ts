import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { PixoraError } from "../../models/error.ts";
import { createAssetFolder, nameAsset } from "../asset-folder.ts";
import type { CallContext, Storage, StoredFile } from "../types.ts";
import { createBucket } from "./bucket.ts";
import type { SupabaseConnection } from "./client.ts";
import { finishedPath } from "./paths.ts";
import { createTurns } from "./turns.ts";

/** How long the URLs of finished files are good for: 7 days. The files stay; a new URL can be signed at any time. */
export const SIGNED_URL_SECONDS = 7 * 24 * 60 * 60;
/** Of those that are made for one reader who asks just now: 10 minutes. A film that began to play asks for more by them. */
const LINK_SECONDS = 10 * 60;

/** An asset's name is made from its bytes: what was once read under it is right for ever. */
const ASSET_CACHE_SECONDS = 365 * 24 * 60 * 60;
/** A task that is run again may publish another film under the same name. */
const FINISHED_CACHE_SECONDS = 60;
export interface SupabaseStorageOptions {
  connection: SupabaseConnection;
  /** Folder of the copies on this machine. Made with the first file. */
  folder: string;
}

/**
 * Files in a private bucket: assets by the hash of their bytes, finished films by their task.
 * Each has its copy on this machine, written first, for ffmpeg; other machines download theirs.
 */
export function createSupabaseStorage({ connection, folder }: SupabaseStorageOptions): Storage {
  const bucket = createBucket(connection);
  const copies = createAssetFolder(folder);
  const inTurn = createTurns();

  const upload = async (file: StoredFile, mediaType: string, context: CallContext) => {
    const { key, bytes } = file;
    const uploading = { path: copies.pathOf(key), bytes, name: key, mediaType, cacheSeconds: ASSET_CACHE_SECONDS };
    // Asked every time: another process may have removed it since this one put it there.
    if (!(await bucket.has(key, context))) await bucket.upload(uploading, context);
  };
  const download = async (key: string, context: CallContext) => {
    if ((await copies.sizeOf(key)) !== null) return;
    const bytes = await bucket.download(key, context);
    await copies.write(checkHash(key, bytes), bytes, context);
  };
  return {
    vendor: "supabase",
    ready: (context) => bucket.check(context),

    async put(bytes, mediaType, context) {
      const file = nameAsset(bytes, mediaType);
      await copies.write(file, bytes, context);
      await inTurn(file.key, () => upload(file, mediaType, context), context);
      return file;
    },

    async localPath(key, context) {
      const path = copies.pathOf(key);
      await inTurn(key, () => download(key, context), context);
      return path;
    },

    async publish({ path, mediaType, ...file }, context) {
      const size = await sizeOf(path);
      const finished = finishedPath(file);
      const uploading = { path, bytes: size, name: finished, mediaType, cacheSeconds: FINISHED_CACHE_SECONDS };
      await bucket.upload(uploading, context);
      return bucket.sign(finished, SIGNED_URL_SECONDS, context);
    },

    link: (file, context) => bucket.signIfThere(finishedPath(file), LINK_SECONDS, context),
    unpublish: (files, context) => bucket.remove(files.map(finishedPath), context),

    async remove(keys, context) {
      await copies.remove(keys, context);
      await bucket.remove(keys, context);
    },
  };
}

/** A file whose bytes are not those of its name was changed by somebody, and goes into no film. */
function checkHash(key: string, bytes: Uint8Array): StoredFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (!key.startsWith(`assets/${sha256}.`)) {
    throw new PixoraError("vendor_failed", `The bytes of ${key} in the bucket are not those it was named for.`);
  }
  return { key, sha256, bytes: bytes.byteLength };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new PixoraError("output_unwritable", `The finished file ${path} is gone.`, { cause });
  }
}
