import type { ErrorCode } from "../models/error.ts";
import type { Task } from "../models/task.ts";

/** The command line's exit codes. */
export const EXIT = { done: 0, usage: 2, failed: 3, overBudget: 4, needsAttention: 5, cancelled: 130 } as const;

/** The exit code for an error. What the user can mend on the command line is usage. */
export function exitCodeOf(code: ErrorCode): number {
  if (code === "invalid_request" || code === "unsupported_language") return EXIT.usage;
  if (code === "over_budget") return EXIT.overBudget;
  return code === "cancelled" ? EXIT.cancelled : EXIT.failed;
}

/** The exit code for a task that has ended. */
export function exitCodeOfTask({ status, error }: Pick<Task, "status" | "error">): number {
  if (status === "completed") return EXIT.done;
  if (status === "cancelled") return EXIT.cancelled;
  if (status === "needs_attention") return EXIT.needsAttention;
  return error ? exitCodeOf(error.code) : EXIT.failed;
}
