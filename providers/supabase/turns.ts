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
    const before = last.get(key);
    const turn = (async () => {
      await before?.catch(() => undefined);
      if (signal.aborted) throw cancelled("The file was neither stored nor fetched");
      await work();
    })();
    last.set(key, turn);
    try {
      await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
