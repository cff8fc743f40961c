/**
 * How a verified webhook wakes whoever polls its job in this process. News only says that it is worth asking now:
 * what became of the job is always asked of the vendor. Not here: signatures (each vendor's own).
 */
import { PixoraError } from "../models/error.ts";
import { remember } from "./remember.ts";

export interface JobNews {
  /** May be told again, late, or of jobs that nobody knows. */
  tell(vendor: string, requestId: string): void;
  /** Resolves with the next news of a job, at once when it was told before anybody waited. Rejects with `cancelled`. */
  next(vendor: string, requestId: string, signal: AbortSignal): Promise<void>;
}

/** @param mostUnread ids that are remembered while nobody waits for them; the oldest are forgotten */
export function createJobNews({ mostUnread = 1000 }: { mostUnread?: number } = {}): JobNews {
  const waiting = new Map<string, Set<() => void>>();
  const unread = new Set<string>();
  const stopWaiting = (job: string, wake: () => void) => {
    const others = waiting.get(job);
    others?.delete(wake);
    if (others?.size === 0) waiting.delete(job);
  };
  return {
    tell(vendor, requestId) {
      const job = JSON.stringify([vendor, requestId]);
      const sleepers = waiting.get(job);
      waiting.delete(job);
      for (const wake of sleepers ?? []) wake();
      if (!sleepers) remember(unread, job, mostUnread);
    },
    next(vendor, requestId, signal) {
      const job = JSON.stringify([vendor, requestId]);
      return new Promise((resolve, reject) => {
        const wake = () => {
          signal.removeEventListener("abort", leave);
          resolve();
        };
        const leave = () => {
          stopWaiting(job, wake);
          reject(new PixoraError("cancelled", "The task was cancelled.", { cause: signal.reason }));
        };
        if (signal.aborted) return leave();
        if (unread.delete(job)) return resolve();
        signal.addEventListener("abort", leave, { once: true });
        waiting.set(job, (waiting.get(job) ?? new Set()).add(wake));
      });
    },
  };
}
