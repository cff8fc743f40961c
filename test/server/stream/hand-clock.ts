import { PixoraError } from "../../../models/error.ts";
import type { Clock } from "../../../providers/back-off.ts";

export interface HandClock extends Clock {
  /** Lets time pass: everybody whose pause is over goes on, one after another, before it resolves. */
  pass(milliseconds: number): Promise<void>;
}

/** A clock that stands still until a test moves it. */
export function createHandClock(): HandClock {
  const sleepers = new Set<{ until: number; wake: () => void }>();
  let now = 0;
  const wakeNext = async (end: number) => {
    const [next] = [...sleepers].sort((a, b) => a.until - b.until);
    if (!next || next.until > end) return false;
    sleepers.delete(next);
    now = Math.max(now, next.until);
    next.wake();
    await turns();
    return true;
  };
  return {
    now: () => now,
    random: () => 1,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const wake = () => {
          signal.removeEventListener("abort", stop);
          resolve();
        };
        const sleeper = { until: now + milliseconds, wake };
        const stop = () => {
          sleepers.delete(sleeper);
          reject(new PixoraError("cancelled", "Aborted."));
        };
        sleepers.add(sleeper);
        signal.addEventListener("abort", stop);
      }),
    async pass(milliseconds) {
      const end = now + milliseconds;
      while (await wakeNext(end));
      now = end;
      await turns();
    },
  };
}

/** What was woken goes on for some turns of the loop. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
}
