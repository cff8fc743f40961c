import { describe, expect, it } from "vitest";
import { filmJobs } from "./jobs.ts";
import { expectedSeconds } from "./latency.ts";
import { oneByOne, stageByStage } from "./other-orders.ts";

const jobs = filmJobs({ scenes: [["mira"], []], stillNeeds: ["front"], clips: true });

describe("stage by stage", () => {
  it("waits for the longest of each stage where nothing is limited", () => {
    const limits = { language: Infinity, fal: Infinity, replicate: Infinity };
    // plan, breakdown, bible; sheets after the front; speech, stills, clips, music.
    expect(stageByStage(jobs, expectedSeconds, limits)).toBe(4 + 4 + 4 + 16 + 3 + 8 + 60 + 25);
  });

  it("takes turns within a stage where a vendor has one place", () => {
    const limits = { language: 1, fal: 1, replicate: 1 };
    expect(stageByStage(jobs, expectedSeconds, limits)).toBe(oneByOne(jobs, expectedSeconds));
  });
});

describe("one by one", () => {
  it("takes all jobs' time", () => {
    expect(oneByOne(jobs, expectedSeconds)).toBe(4 + 4 + 4 + 3 * 8 + 2 * (3 + 8 + 60) + 25);
  });
});
