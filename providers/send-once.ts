/**
 * A paid POST is sent once: SDKs repeat one whose answer is lost, and each repeat is bought and billed.
 * Measured: fal's client sends 4, Replicate's 6, whatever they are told. So they get a `fetch` that never does.
 * Not here: what an outcome means for money (submission.ts).
 */
import { PixoraError } from "../models/error.ts";

export type Fetch = typeof globalThis.fetch;

/** What became of a POST. */
export type Outcome =
  /** The vendor's whole answer. */
  | { kind: "answered"; status: number; headers: Headers; body: string }
  /** No byte of it left this machine. */
  | { kind: "not_sent"; cause: unknown }
  /** It may have arrived: nobody knows. */
  | { kind: "lost"; cause: unknown };

export interface SentOnce {
  /**
   * For an SDK's `fetch`. GETs pass. The first other request is sent, without following redirects; what an SDK would
   * repeat reaches it as a 400 that it does not. A second one is not sent, and rejects with `internal`.
   */
  fetch: Fetch;
  /** What became of the request; null when the SDK has sent none. Read this, not what the SDK made of it. */
  outcome(): Outcome | null;
}

/** One instance for each paid POST. */
export function sendOnce(fetch: Fetch = globalThis.fetch): SentOnce {
  let used = false;
  let outcome: Outcome | null = null;
  return {
    outcome: () => outcome,
    fetch: async (input, init) => {
      if (methodOf(input, init) === "GET") return fetch(input, init);
      if (used) throw new PixoraError("internal", "A paid request was about to be sent twice. It was sent once.");
      used = true;
      outcome = await send(fetch, input, init);
      return answerFor(outcome);
    },
  };
}

type FetchInput = Parameters<Fetch>[0];
type FetchInit = Parameters<Fetch>[1];

function methodOf(input: FetchInput, init: FetchInit): string {
  return (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
}

async function send(fetch: Fetch, input: FetchInput, init: FetchInit): Promise<Outcome> {
  const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
  if (signal?.aborted) return { kind: "not_sent", cause: cancelled(signal) };
  try {
    const { status, headers, body } = await readWhole(await fetch(input, { ...init, redirect: "manual" }));
    return { kind: "answered", status, headers, body };
  } catch (cause) {
    return { kind: neverConnected(cause) ? "not_sent" : "lost", cause };
  }
}

function cancelled(signal: AbortSignal): PixoraError {
  return new PixoraError("cancelled", "The task was cancelled.", { cause: signal.reason });
}

async function readWhole(response: Response) {
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** Statuses that one SDK or another repeats. */
const REPEATED: readonly number[] = [408, 409, 425, 429];
const BODILESS: readonly number[] = [204, 205, 304];

function answerFor(outcome: Outcome): Response {
  if (outcome.kind !== "answered") return finalRefusal("The request got no answer.");
  const { status, body } = outcome;
  if (REPEATED.includes(status) || status >= 500) return finalRefusal(`The answer was HTTP ${status}.`);
  const headers = new Headers(outcome.headers);
  // The body has been decoded and measured already.
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(BODILESS.includes(status) ? null : body, { status, headers });
}

function finalRefusal(detail: string): Response {
  return Response.json({ detail }, { status: 400, headers: { "x-pixora-outcome": "final" } });
}

/** Causes that are told before a connection stands, so that nothing can have been sent over it. */
const BEFORE_CONNECTION = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

/** Node's `fetch` wraps the system's error; `syscall` tells a timed out connect from a timed out answer. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (BEFORE_CONNECTION.has(code) || ("syscall" in error && error.syscall === "connect")) return true;
  return neverConnected(error.cause);
}
