/** Asynchronous work that is shared or done side by side, so that nothing goes on after its owner was told it ended. */
import { setMaxListeners } from "node:events";
import { isCancellation } from "../models/error.ts";

/** Work with a name. Who asks for it later waits for the one who is at it. */
export interface OnlyOnce<Result> {
  /** Work that failed is forgotten. Work that only its first owner gave up is done again for those who still wait. */
  run(name: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
  forget(name: string): void;
}

export function createOnlyOnce<Result>(): OnlyOnce<Result> {
  const works = new Map<string, Promise<Result>>();
  const start = (name: string, work: () => Promise<Result>) => {
    const result = work();
    works.set(name, result);
    result.catch(() => works.get(name) === result && works.delete(name));
    return result;
  };
  return {
    async run(name, work, signal) {
      for (;;) {
        const known = works.get(name);
        if (!known) return await start(name, work);
        try {
          return await known;
        } catch (error) {
          if (!isCancellation(error) || signal.aborted) throw error;
        }
      }
    },
    forget: (name) => void works.delete(name),
  };
}

/** Does all of it side by side. The first failure cancels the rest, and is told when all have ended. */
export async function together<Result>(
  works: readonly ((signal: AbortSignal) => Promise<Result>)[],
  signal: AbortSignal,
): Promise<Result[]> {
  const rest = new AbortController();
  const failures: unknown[] = [];
  const shared = AbortSignal.any([signal, rest.signal]);
  // Node warns of a leak at the eleventh listener; here each work may have some.
  setMaxListeners(0, shared);
  const settled = await Promise.allSettled(
    works.map(async (work) => {
      try {
        return await work(shared);
      } catch (error) {
        failures.push(error);
        rest.abort();
        throw error;
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
  return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}
