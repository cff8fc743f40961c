/**
 * A clock that skips the time in which this process only waits, so that hours can be measured in seconds.
 * While the process works, the clock runs as any other: work counts by its true length. Where it takes a pause in some
 * work for the end of it, it skips too far, and what is measured gets longer, never shorter.
 */
import { setImmediate } from "node:timers/promises";

export interface Clock {
  /** Milliseconds since the clock was made. */
  now(): number;
  /** Resolves when these milliseconds are over, and rejects with the signal's reason when it aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The process is taken to wait when it had nothing to do for so long: longer than the shortest of timers. */
const QUIET_MS = 2;

interface Wait {
  due: number;
  end(): void;
}

export function createClock(): Clock {
  const began = performance.now();
  const waits = new Set<Wait>();
  let skipped = 0;
  let isSkipping = false;
  const now = () => performance.now() - began + skipped;

  const endDue = () => {
    const due = [...waits].filter((wait) => wait.due <= now()).sort((a, b) => a.due - b.due);
    for (const wait of due) {
      waits.delete(wait);
      wait.end();
    }
    return due.length > 0;
  };
  const skip = async () => {
    if (isSkipping) return;
    isSkipping = true;
    while (waits.size > 0) {
      if (!(await isQuiet(endDue)) || waits.size === 0) continue;
      skipped += Math.max(0, Math.min(...[...waits].map(({ due }) => due)) - now());
      endDue();
    }
    isSkipping = false;
  };
  return {
    now,
    wait(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const stop = () => waits.delete(wait) && reject(signal.reason);
        const end = () => {
          signal.removeEventListener("abort", stop);
          resolve();
        };
        const wait = { due: now() + milliseconds, end };
        signal.addEventListener("abort", stop, { once: true });
        waits.add(wait);
        void skip();
      });
    },
  };
}

/** Watches the event loop for a moment. False as soon as there is work: a file under way, or a wait that is over. */
async function isQuiet(endDue: () => boolean): Promise<boolean> {
  let last = performance.now();
  const until = last + QUIET_MS;
  while (last < until) {
    await setImmediate();
    const now = performance.now();
    if (now - last > TURN_MS || hasFileWork() || endDue()) return false;
    last = now;
  }
  return true;
}

/** A turn of the event loop with nothing in it is far shorter. */
const TURN_MS = 0.2;

function hasFileWork(): boolean {
  return process.getActiveResourcesInfo().some((resource) => /^(FSReq|CloseReq)/.test(resource));
}
