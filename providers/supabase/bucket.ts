/**
 * Files in the project's bucket, by name.
 * Not here: what they are called, and the copies on this machine (storage.ts).
 */
import { readFile } from "node:fs/promises";
import type { SupabaseClient } from "@supabase/supabase-js";
import { PixoraError } from "../../models/error.ts";
import type { CallContext } from "../types.ts";
import type { SupabaseConnection } from "./client.ts";
import { MIGRATIONS, type Refusal, refused } from "./refusal.ts";
import { PIECE_BYTES, uploadResumably } from "./resumable.ts";

/** A file of this machine, and what it is to be in the bucket. */
export interface Uploading {
  /** Absolute path. */
  path: string;
  bytes: number;
  /** In the bucket: `assets/<sha256>.png`, `videos/…/video.mp4`. */
  name: string;
  mediaType: string;
  /** How long browsers and the CDN may keep it. */
  cacheSeconds: number;
}

export interface Bucket {
  /** Rejects with `account_refused` when there is no such bucket, when all the world can read it, or when the key is refused. */
  check(context: CallContext): Promise<void>;
  has(name: string, context: CallContext): Promise<boolean>;
  /** Puts a file there, in place of one of that name. Whole or not at all. */
  upload(file: Uploading, context: CallContext): Promise<void>;
  /** Rejects with `vendor_failed` when there is no such file. */
  download(name: string, context: CallContext): Promise<Uint8Array>;
  /** A URL that anybody can read the file by, until then. Rejects with `vendor_failed` when there is no such file. */
  sign(name: string, seconds: number, context: CallContext): Promise<string>;
  /** The same; null when there is no such file. */
  signIfThere(name: string, seconds: number, context: CallContext): Promise<string | null>;
  /** Removes files; those that are not there are removed already. */
  remove(names: readonly string[], context: CallContext): Promise<void>;
}

/** Supabase takes a thousand. */
const REMOVED_AT_ONCE = 500;

export function createBucket(connection: SupabaseConnection): Bucket {
  const { access, patience, ask } = connection;
  const { bucket } = access;
  const transferMilliseconds = patience.transferMilliseconds;
  const explainUpload = async (status: number | null, { name, bytes }: Uploading, context: CallContext) => {
    if (status === 404) return missingBucket(bucket);
    if (status !== 413) return null;
    return tooLarge({ name, bytes, limit: (await lookUp(connection, context)).file_size_limit ?? null, bucket });
  };
  const uploadWhole = async (file: Uploading, context: CallContext) => {
    const { path, name, mediaType: contentType, cacheSeconds } = file;
    const bytes = await readFile(path);
    const options = { contentType, cacheControl: String(cacheSeconds), upsert: true };
    await ask(
      {
        failed: failedUpload(name),
        milliseconds: transferMilliseconds,
        ask: ({ storage }) => storage.from(bucket).upload(name, bytes, options),
        explain: (status) => explainUpload(status, file, context),
      },
      context,
    );
  };
  const uploadInPieces = (file: Uploading, context: CallContext) => {
    const { path, bytes, name: objectName, mediaType: contentType, cacheSeconds } = file;
    const failed = failedUpload(objectName);
    const metadata = { bucketName: bucket, objectName, contentType, cacheControl: String(cacheSeconds) };
    const explain = async (refusal: Refusal) =>
      (await explainUpload(refusal.status, file, context)) ?? refused(failed, refusal, access);
    return uploadResumably({ failed, path, bytes, metadata, explain }, connection, context);
  };
  return {
    async check(context) {
      if ((await lookUp(connection, context)).public) throw publicBucket(bucket);
    },

    has: (name, context) =>
      ask(
        {
          failed: `${name} was not looked for`,
          // Absence is told as an error beside the answer.
          ask: async ({ storage }) => ({ data: (await storage.from(bucket).exists(name)).data, error: null }),
        },
        context,
      ),

    upload: (file, context) => (file.bytes > PIECE_BYTES ? uploadInPieces : uploadWhole)(file, context),

    download: (name, context) =>
      ask(
        {
          failed: `${name} was not downloaded`,
          milliseconds: transferMilliseconds,
          ask: ({ storage }) => storage.from(bucket).download(name).then(readBytes),
          explain: (status) => (status === 404 || status === 400 ? missingFile(name, bucket) : null),
        },
        context,
      ),

    sign: (name, seconds, context) =>
      signUrl(connection, { name, seconds, missing: missingFile(name, bucket) }, context),

    async signIfThere(name, seconds, context) {
      const missing = missingFile(name, bucket);
      return signUrl(connection, { name, seconds, missing }, context).catch((error: unknown) => {
        if (error !== missing) throw error;
        return null;
      });
    },

    async remove(names, context) {
      for (let from = 0; from < names.length; from += REMOVED_AT_ONCE) {
        const some = names.slice(from, from + REMOVED_AT_ONCE);
        const question = {
          failed: `${some.length} files were not removed from the bucket ${bucket}`,
          ask: ({ storage }: SupabaseClient) => storage.from(bucket).remove(some),
        };
        await ask(question, context);
      }
    },
  };
}

interface Signing {
  name: string;
  seconds: number;
  /** Thrown when there is no such file. */
  missing: PixoraError;
}

async function signUrl(
  { ask, access: { bucket } }: SupabaseConnection,
  { name, seconds, missing }: Signing,
  context: CallContext,
): Promise<string> {
  const question = {
    failed: `No URL was made for ${name}`,
    ask: ({ storage }: SupabaseClient) => storage.from(bucket).createSignedUrl(name, seconds),
    explain: (status: number) => (status === 404 ? missing : null),
  };
  return (await ask(question, context)).signedUrl;
}

function lookUp({ ask, access: { bucket } }: SupabaseConnection, context: CallContext) {
  return ask(
    {
      failed: `The bucket ${bucket} was not found`,
      ask: ({ storage }) => storage.getBucket(bucket),
      explain: (status) => (status === 404 ? missingBucket(bucket) : null),
    },
    context,
  );
}

async function readBytes(reply: { data: Blob; error: null } | { data: null; error: Error }) {
  return reply.error ? reply : { data: new Uint8Array(await reply.data.arrayBuffer()), error: null };
}

const failedUpload = (name: string) => `${name} was not uploaded`;

function missingFile(name: string, bucket: string): PixoraError {
  return new PixoraError("vendor_failed", `${name} is not in the bucket ${bucket}.`);
}

function missingBucket(bucket: string): PixoraError {
  return new PixoraError("account_refused", `Supabase has no bucket ${bucket}: ${MIGRATIONS}, or set SUPABASE_BUCKET.`);
}

function publicBucket(bucket: string): PixoraError {
  const message = `Everybody can read the bucket ${bucket}: make it private in the project's Storage, or name another one in SUPABASE_BUCKET.`;
  return new PixoraError("account_refused", message);
}

interface TooLarge {
  name: string;
  bytes: number;
  /** The bucket's; null where it has none, and the project's own limit is met, which nobody tells. */
  limit: number | null;
  bucket: string;
}

function tooLarge({ name, bytes, limit, bucket }: TooLarge): PixoraError {
  const most =
    limit === null
      ? "more than the project takes (50 MB unless it was raised)"
      : `the bucket takes ${megabytes(limit)}`;
  const advice = `Raise the limit in the project's Storage settings, and file_size_limit of the bucket ${bucket} where it has one.`;
  return new PixoraError("output_unwritable", `${name} has ${megabytes(bytes)}: ${most}. ${advice}`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
