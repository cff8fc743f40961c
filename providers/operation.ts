/**
 * One shape for every vendor's remote jobs: start, status, result, cancel over an `Operation`, which is plain data,
 * so that another process can go on with it. Not here: when to ask, when to give up, what it costs (purchase.ts).
 */
import { PixoraError } from "../models/error.ts";
import type { Operation } from "../models/operation.ts";
import type { CallContext } from "./types.ts";

/** What is ordered: a model by its vendor's name, and its input in the vendor's own terms. */
export interface Order {
  model: string;
  input: Record<string, unknown>;
}

/** A job that ended without a result. */
export interface Unfinished {
  state: "failed" | "cancelled";
  /**
   * `content_refused`, or `vendor_failed` with `retryable` as the vendor's fields tell.
   * A cancelled job is `vendor_failed` too: whoever asked for the end knows a better reason.
   */
  error: PixoraError;
  /** Whether it is charged for all the same; null where the vendor does not say. */
  billed: boolean | null;
  /** As for a job that succeeded, where a failed one is charged by its seconds. */
  computeSeconds?: number | null;
}

export type OperationStatus =
  | { state: "queued" | "running" }
  /** `computeSeconds` is what the vendor charges by; null where it tells none. */
  | { state: "succeeded"; computeSeconds: number | null }
  | Unfinished;

export interface StartContext extends CallContext {
  /** Where the vendor may tell that the job has ended; absent where it is only asked. */
  webhookUrl?: string | undefined;
}

/** `webhookUrl`: that of the order, if it had one. */
export interface SearchContext extends StartContext {
  /** Whether somebody has this job already. */
  isKnown(requestId: string): boolean;
}

/** How `result` rejects when the vendor tells only there that the job failed. */
export class JobFailure extends PixoraError {
  readonly billed: boolean | null;

  /** @param error what `status` would have told */
  constructor({ error, billed }: Pick<Unfinished, "error" | "billed">) {
    super(error.code, error.message, { cause: error.cause, retryable: error.retryable });
    this.billed = billed;
  }
}

/**
 * A vendor's jobs.
 *
 * `start` sends exactly one POST, and how it rejects says what was bought:
 * `rate_limited`, `unreachable` and `vendor_failed` with `retryable`: nothing, try again (after `retryAfterSeconds`);
 * `account_refused`, `content_refused`, the others without `retryable`: nothing, and never will be;
 * `in_doubt`: nobody knows. `cancelled` only before the first byte was sent.
 *
 * `status`, `result`, `cancel` and `find` tell of a question that got no answer (network, 429, 5xx) by rejecting
 * with `retryable`, and soon: the buyer repeats them at its own pace, so an SDK's repeats are switched off where
 * that can be done. A rejection without `retryable` says that asking again is of no use.
 */
export interface OperationDriver {
  readonly vendor: string;
  start(order: Order, context: StartContext): Promise<Operation>;
  status(operation: Operation, context: CallContext): Promise<OperationStatus>;
  /** The vendor's output, unchecked. Only for an operation that succeeded. A job that failed after all is a `JobFailure`. */
  result(operation: Operation, context: CallContext): Promise<unknown>;
  /** Asks the vendor to stop the job. Resolves with what became of it; a job that had ended stays as it ended. */
  cancel(operation: Operation, context: CallContext): Promise<OperationStatus>;
  /**
   * Looks for the job of a POST whose answer was lost, among those that are not `isKnown`; null when the vendor surely has none, `unclear` when it has one
   * that may be it. Absent where it cannot be asked.
   */
  find?(order: Order, sentAt: Date, context: SearchContext): Promise<Operation | "unclear" | null>;
}
