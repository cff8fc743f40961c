import { describe, expect, it } from "vitest";
import { criticalPath } from "./critical-path.ts";
import { filmJobs } from "./jobs.ts";
import { seededSeconds } from "./latency.ts";
import { bestSchedule, type Limits, listSchedule } from "./list-schedule.ts";
import { job, jobOf, secondsBy } from "./sample-jobs.ts";
import { castOfScenes } from "./story.ts";

const one: Limits = { language: 1, fal: 1, replicate: 1 };
const two: Limits = { ...one, fal: 2 };
const many: Limits = { language: Infinity, fal: Infinity, replicate: Infinity };
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
  it("is the shortest, by its rule's name", () => {
    const jobs = [job("a"), job("b"), job("c")];
    expect(bestSchedule(jobs, secondsBy({ a: 2, b: 3, c: 4 }), two)).toEqual({ rule: "longest true path", seconds: 5 });
  });

  it("is the first of equals", () => {
    expect(bestSchedule([job("a")], secondsBy({ a: 1 }), one)).toEqual({ rule: "in order", seconds: 1 });
  });

  it.each([1, 2, 3])(
    "of a whole film takes the critical path where nothing is limited, and no less (seed %i)",
    (seed) => {
      const jobs = filmJobs({ scenes: castOfScenes(20), stillNeeds: ["front"], clips: true });
      const seconds = seededSeconds(seed);
      expect(bestSchedule(jobs, seconds, many).seconds).toBeCloseTo(criticalPath(jobs, seconds), 9);
      expect(bestSchedule(jobs, seconds, two).seconds).toBeGreaterThan(criticalPath(jobs, seconds));
    },
  );
});
