import { PixoraError } from "../../models/error.ts";
import type { Clock } from "../../providers/back-off.ts";

export interface QuickClock extends Clock {
  /** Every pause so far, in milliseconds. */
  readonly pauses: readonly number[];
}

/** A clock of its own time: a pause takes none, and is as long as it can be. */
export function createQuickClock(): QuickClock {
  const pauses: number[] = [];
  let now = 0;
  return {
    pauses,
    now: () => now,
    random: () => 1,
    async sleep(milliseconds, signal) {
      await new Promise(setImmediate);
      if (signal.aborted) throw new PixoraError("cancelled", "Aborted.");
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
}
