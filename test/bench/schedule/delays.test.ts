import { describe, expect, it } from "vitest";
import { delays } from "./delays.ts";
import { job } from "./sample-jobs.ts";
import type { Trace } from "./vendors.ts";

const jobs = [job("a"), job("b"), job("c", "a", "b")];
const trace = (key: string, asked: number, ended: number): Trace => ({ key, kind: "still", asked, ended });

describe("a job's delay", () => {
  it("counts from the last end of what it needs to the asking", () => {
    const traces = [trace("a", 0, 4), trace("b", 1, 6), trace("c", 9, 12)];
    expect(Object.fromEntries(delays(jobs, traces))).toEqual({ a: 0, b: 1, c: 3 });
  });

  it.each([
    ["that was asked for too early", [trace("a", 0, 4), trace("b", 0, 6), trace("c", 5, 12)], /c before it had all/],
    ["that is missing", [trace("a", 0, 4), trace("b", 0, 6)], /never asked for c/],
    ["that nobody needs", [trace("d", 0, 4)], /asked for d, which/],
    ["that was asked for twice", [trace("a", 0, 4), trace("a", 0, 6)], /twice/],
  ])("cannot be told of a job %s", (_what, traces, message) => {
    expect(() => delays(jobs, traces)).toThrow(message);
  });
});
