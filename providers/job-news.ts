/**
 * How a verified webhook wakes whoever waits for its job in this process. News only says that it is worth asking now:
 * what became of the job is always asked of the vendor. Not here: signatures (each vendor's own).
 * A job has two names: its vendor's and its id there, and, as long as that is not known, its task's and its operation's.
 */
import { PixoraError } from "../models/error.ts";
import type { Clock } from "./back-off.ts";
import { remember } from "./remember.ts";

export interface JobNews {
  /** May be told again, late, or of jobs that nobody knows. */
  tell(place: string, id: string): void;
  /** Resolves with the next news of a job, at once when it was told before anybody waited. Rejects with `cancelled`. */
  next(place: string, id: string, signal: AbortSignal): Promise<void>;
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
    tell(place, id) {
      const job = JSON.stringify([place, id]);
      const sleepers = waiting.get(job);
      waiting.delete(job);
      for (const wake of sleepers ?? []) wake();
      if (!sleepers) remember(unread, job, mostUnread);
    },
    next(place, id, signal) {
      const job = JSON.stringify([place, id]);
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

export interface Waiting {
  news: JobNews | undefined;
  clock: Clock;
}

/** A pause that news of a job cuts short. Rejects with `cancelled`. */
export async function pauseUntilNews(
  { news, clock }: Waiting,
  [place, id]: readonly [place: string, id: string],
  { pauseMs, signal }: { pauseMs: number; signal: AbortSignal },
): Promise<void> {
  if (!news) return clock.sleep(pauseMs, signal);
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([clock.sleep(pauseMs, either), news.next(place, id, either)]);
  } finally {
    over.abort();
  }
}
