/** Tells one end once, and says what is to become of it. Not here: which ends, and when (outbox.ts). */
import type { Delivery } from "../../checkpoints/types.ts";
import { isCancellation, type Problem, toProblem } from "../../models/error.ts";
import type { PostOutside } from "../../providers/post-outside.ts";
import { type MessageOptions, writeMessage } from "./message.ts";
import { pauseAfter } from "./patience.ts";

/** What came of one try. The status is null where there was no answer; then the problem says why. */
export type Outcome =
  | { kind: "told"; status: number }
  | { kind: "later"; afterMs: number; status: number | null; problem: Problem | null }
  | { kind: "given_up"; status: number | null; problem: Problem | null };

/** Rejects with `cancelled` when the signal aborts: then nobody knows whether it was told. */
export type WebhookSender = (delivery: Delivery, signal: AbortSignal) => Promise<Outcome>;

export interface WebhookSenderOptions extends MessageOptions {
  post: PostOutside;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** From 0 up to 1. */
  random?: () => number;
}

/** A try takes no longer: milliseconds. */
export const TRY_MS = 15_000;

export function createWebhookSender({
  post,
  now = Date.now,
  random = Math.random,
  ...message
}: WebhookSenderOptions): WebhookSender {
  const again = (
    tries: number,
    askedSeconds: number | null,
    how: { status: number | null; problem: Problem | null },
  ) => {
    const afterMs = pauseAfter(tries, askedSeconds, random());
    return afterMs === null ? { kind: "given_up" as const, ...how } : { kind: "later" as const, afterMs, ...how };
  };
  return async (delivery, signal) => {
    const tries = delivery.tries + 1;
    try {
      const { body, headers } = writeMessage(delivery, message, now());
      const call = { url: delivery.url, body, headers, deadlineMs: TRY_MS };
      const { status, retryAfterSeconds } = await post(call, { signal });
      if (status >= 200 && status <= 299) return { kind: "told", status };
      if (status === GONE) return { kind: "given_up", status, problem: null };
      return again(tries, retryAfterSeconds, { status, problem: null });
    } catch (error) {
      if (isCancellation(error)) throw error;
      const problem = toProblem(error);
      if (problem.code === "unsafe_url") return { kind: "given_up", status: null, problem };
      return again(tries, null, { status: null, problem });
    }
  };
}

/** The receiver wants to hear no more. */
const GONE = 410;
