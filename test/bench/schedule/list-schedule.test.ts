import { describe, expect, it } from "vitest";
import { criticalPath } from "./critical-path.ts";
import { filmJobs } from "./jobs.ts";
import { seededSeconds } from "./latency.ts";
import { bestSchedules, type Limits, listSchedule } from "./list-schedule.ts";
import { job, jobOf, secondsBy } from "./sample-jobs.ts";
import { castOfScenes } from "./story.ts";

const one: Limits = { language: 1, fal: 1, replicate: 1 };
const two: Limits = { ...one, fal: 2 };
const inOrder = () => 0;

describe("a list schedule", () => {
  it("does one job at a time where a vendor has one place", () => {
    const seconds = secondsBy({ a: 1, b: 2, c: 3 });
    expect(listSchedule([job("a"), job("b"), job("c")], seconds, one, inOrder)).toBe(6);
  });

  it("fills the places that are free, in the order of becoming ready", () => {
    const seconds = secondsBy({ a: 2, b: 3, c: 4 });
    // a 0–2, b 0–3, c 2–6.
    expect(listSchedule([job("a"), job("b"), job("c")], seconds, two, inOrder)).toBe(6);
  });

  it("begins with what has the higher priority", () => {
    const jobs = [job("a"), job("b"), job("c")];
    const seconds = secondsBy({ a: 2, b: 3, c: 4 });
    // c 0–4, b 0–3, a 3–5.
    expect(listSchedule(jobs, seconds, two, seconds)).toBe(5);
  });

  it("keeps a job back until all that it waits for has ended", () => {
    const jobs = [job("a"), job("b"), job("c", "a", "b")];
    expect(listSchedule(jobs, secondsBy({ a: 1, b: 2, c: 3 }), two, inOrder)).toBe(5);
  });

  it("counts each vendor's places apart", () => {
    const jobs = [jobOf("still", "still:0"), jobOf("speech", "speech:0"), jobOf("music", "music")];
    // The still beside both of the other vendor's.
    expect(listSchedule(jobs, secondsBy({ "still:0": 5, "speech:0": 2, music: 4 }), one, inOrder)).toBe(6);
  });

  it("is refused for jobs that wait for each other", () => {
    expect(() => listSchedule([job("a", "b"), job("b", "a")], secondsBy({}), one, inOrder)).toThrow(/can never start/);
  });
});

describe("the best schedule", () => {
  it("is the shortest, by its rule's name, beside the shortest by rules that know no samples", () => {
    const jobs = [job("a"), job("b"), job("c")];
    expect(bestSchedules(jobs, secondsBy({ a: 2, b: 3, c: 4 }), two)).toEqual({
      best: { rule: "longest true path", seconds: 5 },
      bestBlind: { rule: "in order", seconds: 6 },
    });
  });

  it("looks ahead by what jobs usually take", () => {
    // A clip follows c, and is begun before b by who expects it: c 0–1, then its clip 1–10 beside a and b.
    const jobs = [job("a"), job("b"), job("c"), jobOf("clip", "d", "c")];
    const { bestBlind } = bestSchedules(jobs, secondsBy({ a: 4, b: 4, c: 1, d: 9 }), two);
    expect(bestBlind).toEqual({ rule: "longest expected path", seconds: 10 });
  });

  it("is the first of equals", () => {
    const only = { rule: "in order", seconds: 1 };
    expect(bestSchedules([job("a")], secondsBy({ a: 1 }), one)).toEqual({ best: only, bestBlind: only });
  });

  it.each([1, 2, 3])("of a whole film takes no less than the critical path (seed %i)", (seed) => {
    const jobs = filmJobs({ scenes: castOfScenes(20), stillNeeds: ["front"], clips: true });
    const seconds = seededSeconds(seed);
    const path = criticalPath(jobs, seconds);
    const unlimited: Limits = { language: Infinity, fal: Infinity, replicate: Infinity };
    expect(bestSchedules(jobs, seconds, unlimited).best.seconds).toBeCloseTo(path, 9);
    expect(bestSchedules(jobs, seconds, two).best.seconds).toBeGreaterThan(path);
  });
});
