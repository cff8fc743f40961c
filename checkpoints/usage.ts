/** What a task counts with against what its owner may have. In whole millionths of a dollar: their sums have no rounding. */
import { hasEnded } from "../models/task.ts";
import type { TaskRow } from "../models/task-row.ts";

/** For so long a task counts against the budget, from its creation on: milliseconds. */
export const BUDGET_MS = 30 * 24 * 60 * 60 * 1000;

const MICROS = 1_000_000;

/** More than any amount that is kept is as good as the most: scripts read plain digits. */
export function toMicros(usd: number): number {
  return Math.min(Math.round(usd * MICROS), Number.MAX_SAFE_INTEGER);
}

export function toUsd(micros: number): number {
  return micros / MICROS;
}

/** Its claim until it ends, then what it has spent and what is in doubt. One that goes on has spent that already. */
export function countedMicros({ status, claimUsd, ended }: Pick<TaskRow, "status" | "claimUsd" | "ended">): number {
  const spent = ended === null ? 0 : toMicros(ended.cost.spentUsd + ended.cost.reservedUsd);
  return hasEnded(status) ? spent : Math.max(toMicros(claimUsd), spent);
}
