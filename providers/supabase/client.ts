/**
 * Talking to a Supabase project: each question under a deadline and its caller's signal, asked again while that is safe.
 * Not here: what is asked (storage.ts, records.ts), what a refusal means (refusal.ts).
 */
import { createClient, type SupabaseClient, type WebSocketLikeConstructor } from "@supabase/supabase-js";
import WebSocket from "ws";
import { PixoraError } from "../../models/error.ts";
import { backOff, clock, type Growth } from "../back-off.ts";
import { type Settings, toUnreachable } from "../connection-failure.ts";
import { deadlineAfter } from "../deadline.ts";
import type { Fetch } from "../send-once.ts";
import type { CallContext } from "../types.ts";
import { readRefusal, refused } from "./refusal.ts";

/** A project, and the bucket that its files are in. */
export interface SupabaseAccess {
  /** `https://<project>.supabase.co`, or a host of one's own. */
  url: string;
  /** The legacy service-role JWT, or a secret key (`sb_secret_…`). Both pass row-level security. */
  serviceRoleKey: string;
  bucket: string;
}

/** How long, and how often. */
export interface Patience {
  /** For one answer, whole. */
  answerMilliseconds: number;
  /** For one file in a single request, whole. */
  transferMilliseconds: number;
  /** For a resumable upload without a byte of progress. */
  stallMilliseconds: number;
  /** Until a project has answered once, it is waited for no longer than this, with all that is asked again. */
  startMilliseconds: number;
  /** How often something is asked at most, and how long is waited between. */
  tries: number;
  pauses: Growth;
}

export const PATIENCE: Patience = {
  answerMilliseconds: 20_000,
  transferMilliseconds: 120_000,
  stallMilliseconds: 60_000,
  startMilliseconds: 10_000,
  tries: 6,
  pauses: { first: 1000, factor: 3, most: 10_000 },
};

/** What the client's calls resolve with. PostgREST's has its HTTP status, Storage's has it in the error. */
interface Reply {
  data: unknown;
  error: Error | null;
  status?: number;
}

type DataOf<Answer extends Reply> = Extract<Answer, { error: null }>["data"];

/** One question. */
export interface Question<Answer extends Reply> {
  /** What did not happen when it fails, as an error's first words: "The film was not uploaded". */
  failed: string;
  /** Its deadline, where it is not that of an answer. */
  milliseconds?: number;
  ask(client: SupabaseClient): PromiseLike<Answer>;
  /** Says more than the general error for a status that means something here; null for the others. */
  explain?(status: number): PixoraError | null | Promise<PixoraError | null>;
}

export interface SupabaseConnection {
  readonly access: SupabaseAccess;
  readonly patience: Patience;
  /** Asks, and asks again after failures that may pass: only for what does no harm when it is done twice. */
  ask<Answer extends Reply>(question: Question<Answer>, context: CallContext): Promise<DataOf<Answer>>;
  /** Does something again while it fails with `retryable`. */
  repeat<Result>(work: () => Promise<Result>, context: CallContext): Promise<Result>;
}

export function connectSupabase(access: SupabaseAccess, patience: Patience = PATIENCE): SupabaseConnection {
  const contact = { isMade: false };
  const repeat = <Result>(work: () => Promise<Result>, context: CallContext) =>
    repeatedly(work, { patience, contact }, context);
  return {
    access,
    patience,
    repeat,
    ask: (question, context) => repeat(() => askOnce(question, { access, patience, contact }, context), context),
  };
}

/** Whether the project has ever answered this process. */
interface Contact {
  isMade: boolean;
}

async function repeatedly<Result>(
  work: () => Promise<Result>,
  { patience, contact }: { patience: Patience; contact: Contact },
  { signal }: CallContext,
) {
  const nextPause = backOff(patience.pauses, clock.random);
  const begun = clock.now();
  for (let left = patience.tries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !(error instanceof PixoraError && error.retryable)) throw error;
      const pauseMs = nextPause();
      if (!contact.isMade && clock.now() - begun + pauseMs > patience.startMilliseconds) throw error;
      await clock.sleep(pauseMs, signal);
    }
  }
}

async function askOnce<Answer extends Reply>(
  question: Question<Answer>,
  { access, patience, contact }: Pick<SupabaseConnection, "access" | "patience"> & { contact: Contact },
  context: CallContext,
): Promise<DataOf<Answer>> {
  const answerMilliseconds = contact.isMade
    ? patience.answerMilliseconds
    : Math.min(patience.answerMilliseconds, patience.startMilliseconds);
  const { failed, milliseconds = answerMilliseconds } = question;
  const deadline = deadlineAfter(milliseconds);
  const line = openLine(AbortSignal.any([context.signal, deadline]));
  const client = openClient(access, line.fetch);
  // storage-js throws from some calls what it returns from others.
  const reply: Reply = await Promise.resolve(question.ask(client)).catch((error) => ({ data: null, error }));
  const isFirst = !contact.isMade;
  contact.isMade ||= line.isAnswered();
  if (!reply.error) return reply.data as DataOf<Answer>;
  // Asked first: the client turns an aborted request into errors of its own.
  if (context.signal.aborted) throw cancelled(failed);
  if (deadline.aborted) throw tooLate(failed, milliseconds);
  const unreachable = toUnreachable(line.failure(), settingsOf(access));
  // Later it is a failure like any other: what a film has paid for is not given up for a short break.
  if (unreachable) throw isFirst ? unreachable : new PixoraError("vendor_failed", unreachable.message, unreachable);
  const refusal = readRefusal(reply.error, reply.status);
  const explained = refusal.status === null ? null : await question.explain?.(refusal.status);
  throw explained ?? refused(failed, refusal, access);
}

export function cancelled(failed: string): PixoraError {
  return new PixoraError("cancelled", `${failed}: the task was cancelled.`);
}

export function tooLate(failed: string, milliseconds: number): PixoraError {
  const message = `${failed}: no answer from Supabase in ${milliseconds / 1000} s.`;
  return new PixoraError("timeout", message, { retryable: true });
}

function settingsOf({ url }: SupabaseAccess): Settings {
  const vendor = `Supabase at ${new URL(url).host}`;
  return { vendor, key: "SUPABASE_SERVICE_ROLE_KEY", address: "SUPABASE_URL" };
}

/** A `fetch` that ends with the signal, and what became of it: the client makes words of its own of a failure. */
function openLine(signal: AbortSignal) {
  let failure: unknown = null;
  let isAnswered = false;
  const listening: Fetch = async (input, init) => {
    try {
      const response = await fetch(input, { ...init, signal });
      isAnswered = true;
      return response;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return { fetch: listening, failure: () => failure, isAnswered: () => isAnswered };
}

/** One for each question, which costs 0.3 ms: only so does every request of it end with its signal. */
function openClient({ url, serviceRoleKey }: SupabaseAccess, fetch: Fetch): SupabaseClient {
  return createClient(url, serviceRoleKey, {
    // A server keeps no session.
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    // Nothing is sent through it, but on Node 20 the client cannot be made without one. The two types differ in events.
    realtime: { transport: WebSocket as unknown as WebSocketLikeConstructor },
    global: { fetch },
  });
}
