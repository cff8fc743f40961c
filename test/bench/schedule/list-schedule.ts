/** Schedules by list: whenever a vendor has a place, it gets the first of the jobs that are ready. */
import { remainingPaths } from "./critical-path.ts";
import { type Job, KINDS, type Vendor } from "./jobs.ts";
import { expectedSeconds, type Seconds } from "./latency.ts";

/** How many jobs each vendor takes at once. */
export type Limits = Readonly<Record<Vendor, number>>;

/** The higher first; jobs of one priority in the order in which they became ready. */
export type Priority = (job: Job) => number;

/** Seconds from the first job's start to the last one's end. */
export function listSchedule(jobs: readonly Job[], seconds: Seconds, limits: Limits, priority: Priority): number {
  const free: Record<Vendor, number> = { ...limits };
  const ended = new Set<string>();
  let waiting = [...jobs];
  let ready: Job[] = [];
  let running: { job: Job; end: number }[] = [];
  let now = 0;
  const isFree = (job: Job) => job.after.every((key) => ended.has(key));
  for (;;) {
    ready = [...ready, ...waiting.filter(isFree)].sort((a, b) => priority(b) - priority(a));
    waiting = waiting.filter((job) => !isFree(job));
    for (const job of ready.filter((candidate) => takePlace(candidate, free))) {
      running.push({ job, end: now + seconds(job) });
      ready = ready.filter((other) => other !== job);
    }
    if (running.length === 0) break;
    now = Math.min(...running.map(({ end }) => end));
    for (const { job } of running.filter(({ end }) => end === now)) {
      ended.add(job.key);
      free[KINDS[job.kind].vendor] += 1;
    }
    running = running.filter(({ end }) => end > now);
  }
  const left = [...waiting, ...ready][0];
  if (left) throw new Error(`${left.key} can never start.`);
  return now;
}

function takePlace({ kind }: Job, free: Record<Vendor, number>): boolean {
  const { vendor } = KINDS[kind];
  if (free[vendor] < 1) return false;
  free[vendor] -= 1;
  return true;
}

/** A rule and how long its schedule takes. */
export interface RuledSchedule {
  rule: string;
  seconds: number;
}

/** Rules that a scheduler can follow; all but these need to know the samples beforehand. */
const BLIND_RULES = ["in order", "longest expected path"];

/** The shortest of the schedules by several rules, and of those that can be followed in life; the first of equals. */
export function bestSchedules(
  jobs: readonly Job[],
  seconds: Seconds,
  limits: Limits,
): { best: RuledSchedule; bestBlind: RuledSchedule } {
  const schedules = Object.entries(rulesFor(jobs, seconds)).map(([rule, priority]) => ({
    rule,
    seconds: listSchedule(jobs, seconds, limits, priority),
  }));
  const shortest = (some: RuledSchedule[]) =>
    some.reduce((best, other) => (other.seconds < best.seconds ? other : best));
  return { best: shortest(schedules), bestBlind: shortest(schedules.filter(({ rule }) => BLIND_RULES.includes(rule))) };
}

function rulesFor(jobs: readonly Job[], seconds: Seconds): Record<string, Priority> {
  const expected = remainingPaths(jobs, expectedSeconds);
  const known = remainingPaths(jobs, seconds);
  return {
    "in order": () => 0,
    "longest expected path": ({ key }) => expected.get(key) ?? 0,
    "longest true path": ({ key }) => known.get(key) ?? 0,
  };
}
