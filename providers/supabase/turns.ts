import type { CallContext } from "../types.ts";
import { cancelled } from "./client.ts";

/** Runs work of the same key one after another: what the first has done, the others find done. */
export type InTurn = (key: string, work: () => Promise<void>, context: CallContext) => Promise<void>;

/**
 * Turns rather than one shared promise, so that a task that is cancelled takes nobody else's upload with it:
 * the next in turn then does the work.
 */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<void>>();
  return async (key, work, { signal }) => {
    const before = last.get(key) ?? Promise.resolve();
    const turn = before.then(() => {
      if (signal.aborted) throw stopped();
      return work();
    });
    const ended = turn.catch(() => undefined);
    last.set(key, ended);
    ended.then(() => last.get(key) === ended && last.delete(key));
    await unlessStopped(before, signal);
    await turn;
  };
}

const stopped = () => cancelled("The file was neither stored nor fetched");

/** Who is cancelled while waiting does not wait. */
async function unlessStopped(before: Promise<void>, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = () => reject(stopped());
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    before.then(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
  });
}
