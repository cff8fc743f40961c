import { expect, it } from "vitest";
import { median, table } from "./table.ts";

it("finds the value in the middle", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(() => median([])).toThrow();
});

it("lays rows out in columns as wide as their widest cell", () => {
  expect(
    table([
      ["scenes", "s"],
      ["6", "36.5"],
    ]),
  ).toEqual(["scenes     s", "     6  36.5"]);
});
