import { setTimeout as wait } from "node:timers/promises";
import { PixoraError } from "../models/error.ts";
import { MEDIA_TYPES, sniffMediaType } from "./media-type.ts";
import type { OutsideRequest } from "./outside-request.ts";
import type { CallContext, Download, FetchOutside } from "./types.ts";

export interface FetchLimits {
  maxBytes: number;
  /** For all attempts together. */
  deadlineMs: number;
}

export type FetchKind = keyof typeof MEDIA_TYPES;

export const FETCH_LIMITS: Readonly<Record<FetchKind, FetchLimits>> = {
  image: { maxBytes: 30_000_000, deadlineMs: 60_000 },
  audio: { maxBytes: 50_000_000, deadlineMs: 60_000 },
  video: { maxBytes: 300_000_000, deadlineMs: 300_000 },
};

export interface FetchOutsideOptions {
  request: OutsideRequest;
  limits?: Readonly<Record<FetchKind, FetchLimits>>;
  /** Waits before the second attempt (1), the third (2) and so on: about 0.5 s by default, and twice as long each time. */
  pause?: (attempt: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Fetches a file from a URL of somebody else's, and again for some seconds when that may help.
 * Some vendors answer with the file itself as a `data:` URL in base64: it is decoded, under the same limits and checks.
 */
export function createFetchOutside({
  request,
  limits = FETCH_LIMITS,
  pause = backOff,
}: FetchOutsideOptions): FetchOutside {
  return async (url, kind, context) => {
    if (context.signal.aborted) throw cancelled(context.signal.reason);
    const { maxBytes, deadlineMs } = limits[kind];
    const bytes = /^\s*data:/i.test(url)
      ? decodeDataUrl(url, maxBytes)
      : await fetchPatiently({ request, url, maxBytes, until: Date.now() + deadlineMs, pause }, context);
    return inspect(bytes, kind);
  };
}

interface Fetching extends Required<Pick<FetchOutsideOptions, "request" | "pause">> {
  url: string;
  maxBytes: number;
  /** Milliseconds of the clock. */
  until: number;
}

/** All pauses are about 15 s: whatever keeps a host from answering for a moment, its file may have been paid for. */
const ATTEMPTS = 6;

async function fetchPatiently(
  { request, url, maxBytes, until, pause }: Fetching,
  context: CallContext,
): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const deadlineMs = Math.max(until - Date.now(), 0);
      return (await request({ method: "GET", url, maxBytes, deadlineMs }, context)).bytes;
    } catch (error) {
      const isWorthwhile = error instanceof PixoraError && error.retryable && attempt < ATTEMPTS;
      if (!isWorthwhile || Date.now() >= until) throw error;
    }
    await pause(attempt, context.signal).catch((error: unknown) => {
      throw cancelled(error);
    });
  }
}

/** Half a second, doubled each time, give or take a half. */
async function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  await wait(500 * 2 ** (attempt - 1) * (0.5 + Math.random()), undefined, { signal });
}

function cancelled(cause: unknown): PixoraError {
  return new PixoraError("cancelled", "The task was cancelled.", { cause });
}

function decodeDataUrl(url: string, maxBytes: number): Uint8Array {
  const comma = url.indexOf(",");
  if (comma < 0 || !/;\s*base64\s*$/i.test(url.slice(0, comma).slice(-20))) {
    throw new PixoraError("vendor_failed", "The data: URL is not in base64.");
  }
  // Four letters are three bytes, of which padding takes up to two.
  const isTooLong = ((url.length - comma - 1) / 4) * 3 > maxBytes + 2;
  const bytes = isTooLong ? null : Buffer.from(url.slice(comma + 1), "base64");
  if (bytes !== null && bytes.length <= maxBytes) return bytes;
  const limit = Math.floor(maxBytes / 1_000_000);
  throw new PixoraError("vendor_failed", `The file in the data: URL is too large: at most ${limit} MB are taken.`);
}

function inspect(bytes: Uint8Array, kind: FetchKind): Download {
  const mediaType = sniffMediaType(bytes);
  const accepted: readonly string[] = MEDIA_TYPES[kind];
  if (mediaType !== null && accepted.includes(mediaType)) return { bytes, mediaType };
  const found = mediaType ?? "of a kind we do not know";
  const message = `The file is ${found}, not ${kind === "video" ? "a" : "an"} ${kind} file (${accepted.join(", ")}).`;
  throw new PixoraError("vendor_failed", message);
}
