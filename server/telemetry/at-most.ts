import { setTimeout as delay } from "node:timers/promises";

/** Waits for work to end, but no longer than so many milliseconds. Its failure is the end of it, too. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const isDone = new AbortController();
  const limit = delay(milliseconds, undefined, { signal: isDone.signal });
  await Promise.race([work, limit]).catch(() => {});
  isDone.abort();
  await limit.catch(() => {});
}
