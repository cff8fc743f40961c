import type { Job, JobKind } from "./jobs.ts";
import type { Seconds } from "./latency.ts";

/** A picture of fal's by any name. */
export function job(key: string, ...after: string[]): Job {
  return { key, kind: "still", after };
}

export function jobOf(kind: JobKind, key: string, ...after: string[]): Job {
  return { key, kind, after };
}

export function secondsBy(table: Record<string, number>): Seconds {
  return ({ key }) => table[key] ?? 0;
}
