/**
 * A paid POST is sent once: SDKs repeat one whose answer is lost, and each repeat is bought and billed.
 * Measured: fal's client sends 4, Replicate's 6, whatever they are told. So they get a `fetch` that never does.
 * Not here: what an outcome means for money (submission.ts).
 */
import { PixoraError } from "../models/error.ts";
import { readConnectionFailure } from "./connection-failure.ts";

export type Fetch = typeof globalThis.fetch;

/** What became of a POST. */
export type Outcome =
  /** The vendor's whole answer. */
  | { kind: "answered"; status: number; headers: Headers; body: string }
  /** No byte of it left this machine. */
  | { kind: "not_sent"; cause: unknown }
  /** As `not_sent`, and so would be every other try: no request can be made of it. */
  | { kind: "unbuilt"; cause: unknown }
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
    return await readWhole(await fetch(input, { ...init, redirect: "manual" }));
  } catch (cause) {
    const failure = readConnectionFailure(cause);
    if (failure === null) return { kind: "lost", cause };
    return { kind: failure === "unbuilt" ? "unbuilt" : "not_sent", cause };
  }
}

function cancelled(signal: AbortSignal): PixoraError {
  return new PixoraError("cancelled", "The task was cancelled.", { cause: signal.reason });
}

async function readWhole(response: Response): Promise<Outcome> {
  const { status, headers } = response;
  try {
    return { kind: "answered", status, headers, body: await response.text() };
  } catch (cause) {
    return { kind: "lost", cause };
  }
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
