/**
 * What can go wrong, as a caller can act on it.
 * The code decides the exit code and, later, the HTTP status; the message is for people only.
 * Without a schema, which is in problem.ts: threads that draw start in half the time.
 */
export const ERROR_CODES = [
  "invalid_request", // the request breaks a rule: change it
  "unauthenticated", // nobody knows who asks: send a key or a token that holds
  "forbidden", // whoever asks may not do this: use a key that may
  "unsupported_language", // the speech vendor cannot speak it: install what the message says, or leave narration out
  "missing_program", // a program is not on this machine: install what the message says
  "output_unwritable", // the output folder cannot be written, or the disk is full
  "over_budget", // the estimate, or the next purchase, passes the budget: nothing of it was spent
  "plan_rejected", // the model's plan broke the rules twice
  "answer_rejected", // the model's answer did not fit its schema twice
  "vendor_failed", // a vendor refused or broke, and no fallback was left
  "rate_limited", // a vendor wants fewer calls for longer than we wait
  "unreachable", // a vendor's address cannot be reached: nothing was sent; look at the network and the address
  "account_refused", // a vendor refuses the key, or the account has no credit: mend it there
  "content_refused", // a vendor's safety rules refuse the words or the picture
  "in_doubt", // a paid call's answer was lost: it may have been bought, and is not bought again unasked
  "unsafe_url", // a URL from outside leads where we do not go
  "ffmpeg_failed", // composing failed
  "timeout", // a deadline passed
  "cancelled", // somebody asked to stop
  "fenced", // another process carries the task out by now: this one stops and writes nothing more
  "store_failed", // what outlives a process cannot be read or written: nothing more is bought until it can
  "task_unknown", // there is no such task
  "crash_loop", // process after process ended in the middle of the task: look at their logs, then resume it
  "task_busy", // a process carries the task out: wait for its end, or cancel it
  "internal", // a bug of ours
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error as data: in state, events, tasks and answers. Never holds a stack or a secret. */
export interface Problem {
  code: ErrorCode;
  message: string;
  retryable: boolean;
}

interface PixoraErrorOptions {
  cause?: unknown;
  retryable?: boolean;
  retryAfterSeconds?: number | null;
}

/** The one error class. `retryable` says whether the same call may succeed later without a change. */
export class PixoraError extends Error {
  override readonly name = "PixoraError";
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** How long a vendor asked to be left alone; null when it did not say. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    { cause, retryable = false, retryAfterSeconds = null }: PixoraErrorOptions = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.retryable = retryable;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Whether this error means that somebody asked to stop. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof PixoraError) return error.code === "cancelled";
  return error instanceof Error && error.name === "AbortError";
}

const SURVIVABLE: readonly ErrorCode[] = [
  "vendor_failed",
  "timeout",
  "rate_limited",
  "content_refused",
  "unsafe_url",
  "over_budget",
];

/** Failures that a film can live with. Everything else (cancelled, refused key, full disk, bug) ends the step. */
export function isVendorFailure(error: unknown): error is PixoraError {
  return error instanceof PixoraError && SURVIVABLE.includes(error.code);
}

/** Any thrown value as data. What is not ours is a bug, and is called `internal`, unless it tells of a full disk. */
export function toProblem(error: unknown): Problem {
  if (error instanceof PixoraError) return { code: error.code, message: error.message, retryable: error.retryable };
  if (isCancellation(error)) return { code: "cancelled", message: "The task was cancelled.", retryable: false };
  if (isFullDisk(error)) return { code: "output_unwritable", message: FULL_DISK, retryable: false };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", message, retryable: false };
}

const FULL_DISK = "The disk is full. Free some space and try again.";

/** Any write may meet it, wherever it is made. */
function isFullDisk(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
