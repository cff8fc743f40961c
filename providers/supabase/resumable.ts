/**
 * A big file in pieces (TUS 1.0): what was received before a connection broke is not sent again.
 * Not here: which files are big, and what a bucket allows (bucket.ts).
 */
import { type FileHandle, open } from "node:fs/promises";
import { DetailedError, Upload, type UploadOptions } from "tus-js-client";
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { CallContext } from "../types.ts";
import { cancelled, type SupabaseConnection, tooLate } from "./client.ts";
import type { Refusal } from "./refusal.ts";

/** Supabase takes pieces of exactly this size, but for the last: 6 MiB. */
export const PIECE_BYTES = 6 * 1024 * 1024;

export interface ResumableUpload {
  /** As in a question to the client. */
  failed: string;
  /** Absolute path. */
  path: string;
  bytes: number;
  metadata: { bucketName: string; objectName: string; contentType: string; cacheControl: string };
  /** What a failure means. One that is `retryable` is tried again, from the last byte that was received. */
  explain(refusal: Refusal): Promise<PixoraError>;
}

/** Uploads a file whole, in place of one of that name. */
export async function uploadResumably(
  upload: ResumableUpload,
  connection: SupabaseConnection,
  context: CallContext,
): Promise<void> {
  const file = await open(upload.path);
  const progress: Progress = { url: null, bytes: 0 };
  try {
    await untilReceived({ upload, file, progress, connection, context });
  } finally {
    await file.close();
  }
}

/** How far a file has come. */
interface Progress {
  /** The server's name of this upload, by which any attempt goes on with it. */
  url: string | null;
  bytes: number;
}

interface Run {
  upload: ResumableUpload;
  file: FileHandle;
  progress: Progress;
  connection: SupabaseConnection;
  context: CallContext;
}

/** A long upload may break often: patience begins anew with every piece that was received. */
async function untilReceived(run: Run): Promise<void> {
  const before = run.progress.bytes;
  try {
    await run.connection.repeat(() => attempt(run), run.context);
  } catch (error) {
    const mayPass = error instanceof PixoraError && error.retryable;
    if (!mayPass || run.progress.bytes === before) throw error;
    await untilReceived(run);
  }
}

async function attempt(run: Run): Promise<void> {
  const { upload, progress, connection, context } = run;
  const { signal } = context;
  const { stallMilliseconds } = connection.patience;
  if (signal.aborted) throw cancelled(upload.failed);
  await new Promise<void>((resolve, reject) => {
    const client = new Upload(NOT_READ, {
      ...settings(run),
      onUploadUrlAvailable: () => {
        progress.url = client.url;
      },
      onProgress: () => watch.refresh(),
      onChunkComplete: (_size, received) => {
        progress.bytes = received;
      },
      onError: (error) => upload.explain(readFailure(error)).then(fail, fail),
      onSuccess: () => end(resolve),
    });
    const end = (settle: () => void) => {
      clearTimeout(watch);
      signal.removeEventListener("abort", stop);
      client.abort().then(settle, settle);
    };
    const fail = (error: unknown) => end(() => reject(error));
    const stop = () => fail(cancelled(upload.failed));
    signal.addEventListener("abort", stop);
    // The library waits for ever on a connection that says nothing.
    const watch = setTimeout(() => fail(tooLate(upload.failed, stallMilliseconds)), stallMilliseconds);
    client.start();
  });
}

/** The library wants a file of its own kinds, though it reads by `fileReader` only. */
const NOT_READ = Buffer.alloc(0);

function settings({ upload, file, progress, connection }: Run): UploadOptions {
  const { url, serviceRoleKey } = connection.access;
  return {
    endpoint: endpointOf(url),
    uploadUrl: progress.url,
    headers: { authorization: `Bearer ${serviceRoleKey}`, apikey: serviceRoleKey, "x-upsert": "true" },
    metadata: upload.metadata,
    chunkSize: PIECE_BYTES,
    uploadDataDuringCreation: true,
    storeFingerprintForResuming: false,
    retryDelays: null,
    // The library's own reader of files brings the process down when a file cannot be read.
    fileReader: {
      openFile: async () => ({
        size: upload.bytes,
        slice: async (start, end) => {
          const length = Math.min(end, upload.bytes) - start;
          const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
          // By `size` the library knows how much it has got.
          const value = Object.assign(buffer.subarray(0, bytesRead), { size: bytesRead });
          return { value, done: end >= upload.bytes };
        },
        close: () => {},
      }),
    },
  };
}

/** Hosted projects take big files at a host of its own, past the gateway that everything else goes through. */
export function endpointOf(url: string): string {
  const endpoint = new URL("storage/v1/upload/resumable", url.endsWith("/") ? url : `${url}/`);
  endpoint.hostname = endpoint.hostname.replace(/^([a-z0-9]+)\.supabase\.(co|in|red)$/, "$1.storage.supabase.$2");
  return endpoint.href;
}

function readFailure(error: Error): Refusal {
  const answer = error instanceof DetailedError ? error.originalResponse : null;
  if (!answer) return { status: null, code: null, text: error.message };
  const said = Said.safeParse(answer.getBody()).data;
  return {
    status: Number(said?.statusCode) || answer.getStatus(),
    code: null,
    text: said?.message ?? answer.getBody(),
  };
}

/** Storage's own errors hide the status in the body of a 400; those of the protocol are plain words. */
const Said = z
  .string()
  .transform((body, issues) => {
    try {
      return JSON.parse(body);
    } catch {
      issues.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(z.object({ statusCode: z.string().nullish(), message: z.string().nullish() }));
