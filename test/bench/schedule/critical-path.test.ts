import { describe, expect, it } from "vitest";
import { criticalPath, remainingPaths } from "./critical-path.ts";
import { job, secondsBy } from "./sample-jobs.ts";

describe("the critical path", () => {
  const jobs = [job("a"), job("b", "a"), job("c", "a"), job("d", "b", "c"), job("e")];
  const seconds = secondsBy({ a: 1, b: 2, c: 5, d: 3, e: 4 });

  it("is the longest chain of jobs that wait for each other", () => {
    expect(criticalPath(jobs, seconds)).toBe(9);
  });

  it("is as long as the longest job where none waits", () => {
    expect(criticalPath([job("d"), job("e")], seconds)).toBe(4);
    expect(criticalPath([], seconds)).toBe(0);
  });

  it("is told from every job on", () => {
    expect(Object.fromEntries(remainingPaths(jobs, seconds))).toEqual({ a: 9, b: 5, c: 8, d: 3, e: 4 });
  });
});
