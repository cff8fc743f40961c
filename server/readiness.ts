import type { Stores } from "../checkpoints/types.ts";
import { PixoraError, toProblem } from "../models/error.ts";

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

/** A way to the stores that is broken for so long is no passing trouble: milliseconds. */
const LOST_MS = 2000;
/** Whoever asks is told in time, however long an answer of the stores is waited for elsewhere: milliseconds. */
const ANSWER_MS = 2500;

/** Why the stores cannot be reached, once that is known and has lasted; null while they can, or it may pass. */
export function lossOf({ outage }: Pick<Stores, "outage">): PixoraError | null {
  const found = outage();
  return found !== null && found.forMs >= LOST_MS ? found.problem : null;
}

/** Whether the stores answer, and keep what is written. */
export function checkStores(stores: Pick<Stores, "hazards" | "outage">, answerMs = ANSWER_MS): Check {
  return async () => {
    const loss = lossOf(stores);
    if (loss) throw loss;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(stores.outage()?.problem ?? SILENCE), answerMs);
    });
    try {
      return await Promise.race([stores.hazards(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  };
}

const SILENCE = new PixoraError(
  "store_failed",
  "What keeps the tasks has not answered in time. Look whether it is well.",
);
