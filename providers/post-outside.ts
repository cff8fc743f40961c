/** Tells something to a URL of somebody else's, through the same guard as everything that goes outside. */
import { createOutsideRequest } from "./outside-request.ts";
import { readRetryAfter } from "./submission.ts";
import type { CallContext } from "./types.ts";

/** What is told: JSON, as it is. */
export interface OutsidePost {
  url: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  /** For everything together, from finding the host to the head of its answer: milliseconds. */
  deadlineMs: number;
}

export interface PostAnswer {
  /** Of any kind: a redirect is an answer like any other, and is not followed. */
  status: number;
  /** How long the receiver asked to be left alone; null when it did not say. */
  retryAfterSeconds: number | null;
}

/**
 * Sends it once. The answer's body is not read.
 * Rejects with `unsafe_url` for a URL to which nothing is sent, with `vendor_failed` for a connection that cannot be
 * made, is cut, or takes too long, and with `cancelled` when the signal aborts.
 */
export type PostOutside = (post: OutsidePost, context: CallContext) => Promise<PostAnswer>;

/** @param options.allowedHosts `host:port` pairs that may be private and plain http */
export function createPostOutside({ allowedHosts }: { allowedHosts: readonly string[] }): PostOutside {
  const request = createOutsideRequest({ allowedHosts });
  return async ({ url, body, headers, deadlineMs }, context) => {
    const call = { url, headers, deadlineMs, body: Buffer.from(body), contentType: "application/json" };
    const answer = await request({ ...call, method: "POST", takesAnyStatus: true }, context);
    const { "retry-after": retryAfter = "" } = answer.headers;
    const retryAfterSeconds = readRetryAfter(new Headers({ "retry-after": retryAfter }));
    return { status: answer.status, retryAfterSeconds };
  };
}
