/**
 * Pictures that fal's models refer to, put into fal's storage: each once for a process, whoever needs it. Costs nothing.
 * fal is asked where to put one; the bytes go to the URL that it names, which is checked like every foreign one.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import { stopIfCancelled } from "../asking.ts";
import { backOff, type Clock, type Growth } from "../back-off.ts";
import { sniffMediaType } from "../media-type.ts";
import type { OutsideRequest } from "../outside-request.ts";
import type { CallContext } from "../types.ts";
import { refusedQuestion } from "./answers.ts";
import type { FalConnection } from "./connection.ts";

/** Resolves with the URL at which fal finds the picture. */
export type UploadPicture = (path: string, context: CallContext) => Promise<string>;

export interface UploadsOptions {
  connection: FalConnection;
  outsideRequest: OutsideRequest;
  clock: Clock;
  /** Pauses between tries. */
  retries: Growth;
  /** Milliseconds since 1970. */
  now?: () => number;
}

const EXPIRES_IN = "7d";
/** Well before it expires: a job may be queued for long. */
const USED_FOR_MS = 24 * 60 * 60 * 1000;
const SEND_MS = 120_000;
const MOST_TRIES = 4;

/** One picture's upload, for all who wait for it. */
interface Upload {
  url: Promise<string>;
  begunAt: number;
  done: boolean;
  waiting: number;
  stop: AbortController;
}

export function createUploads({ now = Date.now, ...storage }: UploadsOptions): UploadPicture {
  const known = new Map<string, Upload>();

  function begin(hash: string, bytes: Uint8Array<ArrayBuffer>): Upload {
    const stop = new AbortController();
    const url = uploadPatiently({ ...storage, bytes }, stop);
    const begun: Upload = { url, begunAt: now(), done: false, waiting: 0, stop };
    known.set(hash, begun);
    url.then(
      () => {
        begun.done = true;
      },
      () => forget(hash, begun),
    );
    return begun;
  }

  /** The oldest come first. */
  function forgetExpired(): void {
    for (const [hash, { begunAt }] of known) {
      if (now() - begunAt < USED_FOR_MS) return;
      known.delete(hash);
    }
  }

  function forget(hash: string, old: Upload): void {
    if (known.get(hash) === old) known.delete(hash);
  }

  return async (path, { signal }) => {
    const bytes = new Uint8Array(await readFile(path));
    stopIfCancelled(signal);
    const hash = createHash("sha256").update(bytes).digest("hex");
    forgetExpired();
    const picture = known.get(hash) ?? begin(hash, bytes);
    picture.waiting += 1;
    try {
      return await unlessCancelled(picture.url, signal);
    } finally {
      picture.waiting -= 1;
      if (picture.waiting === 0 && !picture.done) {
        forget(hash, picture);
        picture.stop.abort();
      }
    }
  };
}

interface Storage extends Omit<UploadsOptions, "now"> {
  bytes: Uint8Array<ArrayBuffer>;
}

async function uploadPatiently(storage: Storage, context: CallContext): Promise<string> {
  const { clock, retries } = storage;
  const nextPause = backOff(retries, clock.random);
  for (let tries = 1; ; tries += 1) {
    stopIfCancelled(context.signal);
    try {
      return await upload(storage, context);
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof PixoraError && error.retryable)) throw error;
    }
    await clock.sleep(nextPause(), context.signal);
  }
}

/** One try. What fails is kept from the client, which would repeat it with pauses that nobody can cut short. */
async function upload({ connection, outsideRequest, bytes }: Storage, context: CallContext): Promise<string> {
  let failure: unknown = null;
  const contentType = sniffMediaType(bytes) ?? "application/octet-stream";
  const client = connection.client(async (input, init) => {
    try {
      if (init?.method === "PUT") {
        await outsideRequest(
          { method: "PUT", url: String(input), body: bytes, contentType, deadlineMs: SEND_MS },
          context,
        );
        return new Response(null);
      }
      const answer = await connection.request(input, init, context);
      if (answer.status >= 300) throw refusedQuestion(answer, connection);
      return Response.json(Place.parse(answer.body));
    } catch (error) {
      failure = error;
      return Response.json({}, { status: 400 });
    }
  });
  try {
    return await client.storage.upload(new Blob([bytes], { type: contentType }), {
      lifecycle: { expiresIn: EXPIRES_IN },
    });
  } catch (cause) {
    if (failure instanceof PixoraError) throw failure;
    throw new PixoraError("vendor_failed", "fal's storage gives an answer that cannot be read.", {
      cause: failure ?? cause,
    });
  }
}

function unlessCancelled<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new PixoraError("cancelled", "The task was cancelled.", { cause: signal.reason }));
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

const Place = z.object({ upload_url: z.url(), file_url: z.url() });
