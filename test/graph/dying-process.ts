/** How a process dies in a test: it comes back from no write any more. */
import type { Write } from "./shared-keep.ts";

/**
 * So many writes that go through, and one at which the process dies: it never comes back from it, nor from any later one.
 * Lines of the log are not counted: what is told of a step stands between the writes that the step makes.
 */
export function dyingAfter(writes: number) {
  let left = writes;
  let tellDeath: (what: Write) => void = () => {};
  const death = new Promise<Write>((resolve) => {
    tellDeath = resolve;
  });
  const onWrite = (what: Write): Promise<void> => {
    if (left > 0 && what !== "log") left -= 1;
    else if (left === 0 && what !== "log") {
      left = -1;
      tellDeath(what);
    }
    return left < 0 ? new Promise(() => {}) : Promise.resolve();
  };
  return { death, onWrite };
}

/** What was under way besides comes as far as it can without a write. */
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}
