/** Pauses between tries: longer each time, and never the same for two who wait. */
import { setTimeout as delay } from "node:timers/promises";
import { PixoraError } from "../models/error.ts";

/** Time and chance, so that tests need neither. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Rejects with `cancelled` when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const clock: Clock = {
  now: () => performance.now(),
  random: Math.random,
  sleep: async (milliseconds, signal) => {
    try {
      // A signal of its own: a task's would warn of a leak when eleven wait for it at once.
      await delay(milliseconds, undefined, { signal: AbortSignal.any([signal]) });
    } catch (cause) {
      throw new PixoraError("cancelled", "The task was cancelled.", { cause });
    }
  },
};

/** How pauses grow, in milliseconds. */
export interface Growth {
  first: number;
  factor: number;
  most: number;
}

/** @returns a function that tells the next pause: jittered between half of it and the whole */
export function backOff({ first, factor, most }: Growth, random: () => number): () => number {
  let whole = first;
  return () => {
    const pause = whole * (0.5 + random() / 2);
    whole = Math.min(whole * factor, most);
    return pause;
  };
}
