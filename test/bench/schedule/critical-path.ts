import type { Job } from "./jobs.ts";
import type { Seconds } from "./latency.ts";

/** Seconds of the longest chain of jobs that wait for each other: no order can be faster. */
export function criticalPath(jobs: readonly Job[], seconds: Seconds): number {
  return Math.max(0, ...remainingPaths(jobs, seconds).values());
}

/** For each job by key: seconds of the longest chain that begins with it. */
export function remainingPaths(jobs: readonly Job[], seconds: Seconds): Map<string, number> {
  const next = new Map(jobs.map((job) => [job.key, [] as Job[]]));
  for (const job of jobs) for (const key of job.after) next.get(key)?.push(job);
  const found = new Map<string, number>();
  const pathFrom = (job: Job): number => {
    const known = found.get(job.key);
    if (known !== undefined) return known;
    const path = seconds(job) + Math.max(0, ...(next.get(job.key) ?? []).map(pathFrom));
    found.set(job.key, path);
    return path;
  };
  for (const job of jobs) pathFrom(job);
  return found;
}
