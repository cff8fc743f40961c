import { expect, it } from "vitest";
import { lateness } from "./lateness.ts";

it("tells the worst of each kind of job, and leaves out what is the graph's own work", () => {
  const films = [
    {
      late: new Map([
        ["still:0", 4],
        ["clip:0", 9.9],
      ]),
    },
    {
      late: new Map([
        ["still:1", 12.34],
        ["music", 11],
      ]),
    },
  ];
  expect(lateness(films, 30)).toBe("still 12.3 s, music 11.0 s");
  expect(lateness(films, 1)).toBe("");
});
