import type { BaseMessage } from "@langchain/core/messages";
import { type ErrorCode, PixoraError } from "../models/error.ts";
import type { LedgerEntry } from "../models/ledger.ts";
import { deadlineAfter } from "../providers/deadline.ts";
import type { LanguageProvider } from "../providers/types.ts";
import { ModelReply, readReply } from "./model-reply.ts";
import type { ToolDeps } from "./types.ts";

/** What a question to the language model needs of a tool's surroundings. */
export type ModelDeps = Pick<ToolDeps, "signal" | "ledger"> & { providers: { language: LanguageProvider } };

/** How long a model is waited for. Tests are less patient. */
export interface ModelLimits {
  /** For one answer, in milliseconds. */
  deadlineMs: number;
  /** How often a call is sent that surely bought nothing. */
  tries: number;
  /** How long all pauses between them may take, in milliseconds. */
  patienceMs: number;
  /** The first pause where the vendor names none, in milliseconds; each next one is twice as long. */
  firstPauseMs: number;
  /** Before the one time that a call is bought again whose answer was lost, in milliseconds: what broke may be mended. */
  rebuyPauseMs: number;
}

export const MODEL_LIMITS: ModelLimits = {
  deadlineMs: 180_000,
  tries: 5,
  patienceMs: 120_000,
  firstPauseMs: 1_000,
  rebuyPauseMs: 4_000,
};

/** One call: sent by `ask`, which rejects when its signal aborts. */
export interface ModelCall {
  /** What is bought within the step: the name in the ledger. */
  item: string;
  /** Hash of what is asked. */
  fingerprint: string;
  /** Characters of all that is sent, for its price. */
  characters: number;
  ask(signal: AbortSignal): Promise<BaseMessage>;
}

/**
 * One answer of the language model, through the ledger.
 * What surely bought nothing is sent again after a pause. A call whose answer was lost stays in doubt, and is bought
 * once more at most: such calls are cheap, and their answers cannot be asked for later.
 */
export async function callModel(deps: ModelDeps, call: ModelCall, limits = MODEL_LIMITS): Promise<ModelReply> {
  try {
    return await buy(deps, call, limits).catch(async (error) => {
      if (!isLost(error)) throw error;
      await pause(jittered(limits.rebuyPauseMs), deps.signal);
      if (deps.signal.aborted) throw error;
      return buy(deps, call, limits);
    });
  } catch (error) {
    throw asOurs(error);
  }
}

async function buy(deps: ModelDeps, call: ModelCall, limits: ModelLimits): Promise<ModelReply> {
  const { language } = deps.providers;
  const { vendor, model } = language;
  const { maxUsd } = language.price(call.characters);
  const { item, fingerprint } = call;
  const entry = await deps.ledger.open({ item, fingerprint, capability: "language", vendor, model, maxUsd });
  if (entry.past.kind === "answered") return ModelReply.parse(entry.past.reply);
  const reply = await sendPatiently(entry, deps.signal, call, limits).catch(async (error) => {
    await (boughtNothing(error) ? entry.release(error) : entry.doubt());
    throw error;
  });
  // Where nobody counted tokens, it may have cost the most.
  await entry.settle("done", reply.usage ? language.cost(reply.usage) : maxUsd, { requestId: reply.id, reply });
  return reply;
}

async function sendPatiently(
  entry: LedgerEntry,
  signal: AbortSignal,
  call: ModelCall,
  limits: ModelLimits,
): Promise<ModelReply> {
  let waitedMs = 0;
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) {
      await entry.release();
      throw cancelled();
    }
    await entry.sending();
    try {
      return readReply(await askInTime(call, signal, limits.deadlineMs));
    } catch (error) {
      const pauseMs = pauseBefore(attempt, error, limits);
      waitedMs += pauseMs;
      if (attempt >= limits.tries || waitedMs > limits.patienceMs) throw error;
      await pause(pauseMs, signal);
    }
  }
}

async function askInTime(call: ModelCall, signal: AbortSignal, deadlineMs: number): Promise<BaseMessage> {
  const deadline = AbortSignal.any([signal, deadlineAfter(deadlineMs)]);
  try {
    return await call.ask(deadline);
  } catch (cause) {
    if (signal.aborted) throw cancelled();
    if (!deadline.aborted) throw cause;
    const message = `The language model did not answer within ${deadlineMs / 1000} s.`;
    throw new PixoraError("timeout", message, { retryable: true, cause });
  }
}

/** Milliseconds to wait before the same call is sent again; for ever when it must not be. */
function pauseBefore(attempt: number, error: unknown, { firstPauseMs }: ModelLimits): number {
  if (!boughtNothing(error) || !error.retryable) return Number.POSITIVE_INFINITY;
  if (error.retryAfterSeconds !== null) return error.retryAfterSeconds * 1000;
  return jittered(firstPauseMs * 2 ** (attempt - 1));
}

/** Never the same for two who wait. */
function jittered(milliseconds: number): number {
  return milliseconds * (0.75 + Math.random() / 2);
}

/** Resolves after so long, or when the task is stopped. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}

/** Errors by which a provider says that the call was refused before anything was made, or our book that it was not sent. */
const NOTHING_BOUGHT: readonly ErrorCode[] = [
  "rate_limited",
  "unreachable",
  "account_refused",
  "content_refused",
  "vendor_failed",
  "invalid_request",
  "store_failed",
  "fenced",
];
const LOST: readonly ErrorCode[] = ["in_doubt", "timeout"];

const boughtNothing = (error: unknown): error is PixoraError =>
  error instanceof PixoraError && NOTHING_BOUGHT.includes(error.code);
const isLost = (error: unknown) => error instanceof PixoraError && LOST.includes(error.code);
const cancelled = () => new PixoraError("cancelled", "The task was cancelled.");

function asOurs(error: unknown): PixoraError {
  if (error instanceof PixoraError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new PixoraError("vendor_failed", `The language model failed: ${reason}`, { retryable: true, cause: error });
}
