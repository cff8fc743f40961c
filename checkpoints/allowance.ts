/** What both kinds of stores know of allowances. */
import { PixoraError } from "../models/error.ts";

/** For so long a task counts after its creation: milliseconds. */
export const USAGE_MS = 30 * 24 * 60 * 60 * 1000;

export function overBudget(leftUsd: number): PixoraError {
  const message = `The owner's budget for 30 days has $${leftUsd.toFixed(2)} left, which does not cover the task's own.`;
  return new PixoraError("over_budget", message);
}
