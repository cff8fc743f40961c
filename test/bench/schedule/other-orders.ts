/** How long the same jobs take in the orders that other systems work in. */
import type { Job, JobKind } from "./jobs.ts";
import type { Seconds } from "./latency.ts";
import { type Limits, listSchedule } from "./list-schedule.ts";

/** Each stage begins when the one before has ended. */
const STAGES: readonly JobKind[] = ["plan", "breakdown", "bible", "sheet", "speech", "still", "clip", "music"];

/** Stage by stage; within a stage as parallel as the limits allow. */
export function stageByStage(jobs: readonly Job[], seconds: Seconds, limits: Limits): number {
  return STAGES.reduce((total, kind) => {
    const stage = jobs.filter((job) => job.kind === kind);
    const keys = new Set(stage.map((job) => job.key));
    const within = stage.map((job) => ({ ...job, after: job.after.filter((key) => keys.has(key)) }));
    return total + listSchedule(within, seconds, limits, () => 0);
  }, 0);
}

/** One job at a time. */
export function oneByOne(jobs: readonly Job[], seconds: Seconds): number {
  return jobs.reduce((total, job) => total + seconds(job), 0);
}
