import { expect, it } from "vitest";
import { remember } from "../../providers/remember.ts";

it("the oldest are forgotten first, and what is told again is new", () => {
  const items = new Set<string>();
  for (const item of ["a", "b", "c", "a", "d"]) remember(items, item, 3);
  expect([...items]).toEqual(["c", "a", "d"]);
});
