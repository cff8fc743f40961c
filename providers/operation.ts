/**
 * One shape for every vendor's remote jobs: start, status, result, cancel over an `Operation`, which is plain data,
 * so that another process can go on with it. Not here: when to ask, when to give up, what it costs (purchase.ts).
 */
import type { PixoraError } from "../models/error.ts";
import type { Operation } from "../models/operation.ts";
import type { CallContext } from "./types.ts";

/** What is ordered: a model by its vendor's name, and its input in the vendor's own terms. */
export interface Order {
  model: string;
  input: Record<string, unknown>;
}

export type OperationStatus =
  | { state: "queued" | "running" }
  | { state: "succeeded" }
  /** Ended without a result. `billed` is null where the vendor does not say. */
  | { state: "failed" | "cancelled"; error: PixoraError; billed: boolean | null };

/**
 * A vendor's jobs. Reads may repeat themselves; `start` sends exactly one POST.
 * How `start` rejects says what was bought:
 * `rate_limited` and `vendor_failed` with `retryable`: nothing, try again (after `retryAfterSeconds`);
 * `account_refused`, `content_refused`, `vendor_failed` without `retryable`: nothing, and never will be;
 * `in_doubt`: nobody knows. `cancelled` only before the first byte was sent.
 */
export interface OperationDriver {
  readonly vendor: string;
  start(order: Order, context: CallContext): Promise<Operation>;
  status(operation: Operation, context: CallContext): Promise<OperationStatus>;
  /** The vendor's output, unchecked. Only for an operation that succeeded. Rejects like a failed status. */
  result(operation: Operation, context: CallContext): Promise<unknown>;
  /** Asks the vendor to stop the job. Resolves with what became of it; a job that had ended stays as it ended. */
  cancel(operation: Operation, context: CallContext): Promise<OperationStatus>;
  /** Looks for the job of a POST whose answer was lost; null when the vendor has none. Absent where it cannot be asked. */
  find?(order: Order, sentAt: Date, context: CallContext): Promise<Operation | null>;
}
