import { describe, expect, it } from "vitest";
import { filmJobs } from "./jobs.ts";

const needsOf = (shape: Parameters<typeof filmJobs>[0]) =>
  Object.fromEntries(filmJobs(shape).map(({ key, after }) => [key, after]));

describe("a film's jobs", () => {
  it("wait for what they are sent, and for nothing else", () => {
    expect(needsOf({ scenes: [["mira"], []], stillNeeds: ["front"], clips: true })).toEqual({
      plan: [],
      breakdown: ["plan"],
      bible: ["breakdown"],
      "sheet:mira:front": ["bible"],
      "sheet:mira:side": ["sheet:mira:front"],
      "sheet:mira:back": ["sheet:mira:front"],
      "speech:0": ["breakdown"],
      "still:0": ["breakdown", "sheet:mira:front"],
      "clip:0": ["speech:0", "still:0"],
      "speech:1": ["breakdown"],
      "still:1": ["breakdown"],
      "clip:1": ["speech:1", "still:1"],
      music: ["breakdown"],
    });
  });

  it("are without clips where stills move, and without a bible where nobody is seen", () => {
    const keys = Object.keys(needsOf({ scenes: [[]], stillNeeds: ["front"], clips: false }));
    expect(keys).toEqual(["plan", "breakdown", "speech:0", "still:0", "music"]);
  });

  it("draw a still after every view that it is said to need", () => {
    const { "still:0": needs } = needsOf({ scenes: [["tom"]], stillNeeds: ["front", "back"], clips: false });
    expect(needs).toEqual(["breakdown", "sheet:tom:front", "sheet:tom:back"]);
  });
});
