import { toProblem } from "../models/error.ts";

/** Resolves with what is wrong, each as a sentence that says what to do; or rejects with one such error. */
export type Check = () => Promise<readonly string[]>;

/** What was found out stands for so long, so that whoever asks often costs nothing: milliseconds. */
const STANDS_MS = 2000;

/** All checks together. A check that fails is a problem itself. */
export function createReadiness(checks: readonly Check[], now: () => number = Date.now): () => Promise<string[]> {
  let asked = Number.NEGATIVE_INFINITY;
  let last: Promise<string[]> = Promise.resolve([]);
  return () => {
    if (now() - asked < STANDS_MS) return last;
    asked = now();
    const runs = checks.map((check) => check().catch((error: unknown) => [toProblem(error).message]));
    last = Promise.all(runs).then((found) => found.flat());
    return last;
  };
}
