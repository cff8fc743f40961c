import { describe, expect, it } from "vitest";
import { delays, viewsSent } from "./delays.ts";
import type { Job } from "./jobs.ts";
import { job } from "./sample-jobs.ts";
import type { Trace } from "./vendors.ts";

const jobs = [job("a"), job("b"), job("c", "a", "b")];
const trace = (key: string, asked: number, ended: number): Trace => ({ key, kind: "still", sent: [], asked, ended });

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

describe("what a still is sent", () => {
  const sheet: Job = { key: "sheet:mira:front", kind: "sheet", after: [] };
  const still: Job = { key: "still:0", kind: "still", after: ["sheet:mira:front"] };
  const sheetTrace: Trace = { ...trace("sheet:mira:front", 0, 8), kind: "sheet" };
  const stillTrace: Trace = { ...trace("still:0", 9, 12), sent: ["sheet:mira:front"] };

  it("tells which views of a character it needs", () => {
    expect(viewsSent([sheetTrace, stillTrace])).toEqual(["front"]);
    expect(viewsSent([sheetTrace])).toEqual([]);
  });

  it("must be what it is said to wait for", () => {
    expect(delays([sheet, still], [sheetTrace, stillTrace]).get("still:0")).toBe(1);
    const unsent = { ...stillTrace, sent: [] };
    expect(() => delays([sheet, still], [sheetTrace, unsent])).toThrow(/sent nothing with still:0, and not sheet:mira/);
  });
});
