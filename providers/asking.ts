/**
 * Questions to a vendor: they cost nothing, so they are asked until they are answered.
 * Not here: paid orders (ordering.ts).
 */
import { PixoraError } from "../models/error.ts";
import { backOff, type Clock, type Growth } from "./back-off.ts";
import { deadlineAfter } from "./deadline.ts";
import { JobFailure } from "./operation.ts";
import type { CallContext } from "./types.ts";

export interface AskingPace {
  clock: Clock;
  /** Pauses between tries. */
  retries: Growth;
  /** One try gets no answer after so many milliseconds. */
  readMs: number;
}

/**
 * The answer, however often it takes.
 * Rejects when asking again is of no use, and with `cancelled` when the signal aborts.
 */
export async function ask<Answer>(
  question: (context: CallContext) => Promise<Answer>,
  signal: AbortSignal,
  { clock, retries, readMs }: AskingPace,
): Promise<Answer> {
  const nextPause = backOff(retries, clock.random);
  for (;;) {
    stopIfCancelled(signal);
    const limit = deadlineAfter(readMs);
    try {
      return await question({ signal: AbortSignal.any([signal, limit]) });
    } catch (error) {
      stopIfCancelled(signal);
      if (!limit.aborted && !isUnanswered(error)) throw error;
      await clock.sleep(pauseAfter(error, nextPause()), signal);
    }
  }
}

export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new PixoraError("cancelled", "The task was cancelled.", { cause: signal.reason });
}

/** Milliseconds: ours, or longer where the vendor asked for it. */
export function pauseAfter(error: unknown, milliseconds: number): number {
  const asked = error instanceof PixoraError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(milliseconds, asked);
}

/** A job that failed is an answer. */
function isUnanswered(error: unknown): boolean {
  return error instanceof PixoraError && error.retryable && !(error instanceof JobFailure);
}
