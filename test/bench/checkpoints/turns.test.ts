import { expect, it } from "vitest";
import { takeTurns } from "./turns.ts";

it("measures all in turns, begins with another one in each round, and leaves the first round out", async () => {
  const order: string[] = [];
  const contestants = [{ name: "a" }, { name: "b" }];
  const measured = await takeTurns(contestants, [1, 2], 2, async ({ name }, size) => order.push(`${name}${size}`));
  expect(order.join(" ")).toBe("a1 b1 a2 b2 b1 a2 b2 a1 a2 b2 a1 b1");
  expect(measured).toEqual([
    { name: "a", size: 1, figures: [8, 11] },
    { name: "b", size: 1, figures: [5, 12] },
    { name: "a", size: 2, figures: [6, 9] },
    { name: "b", size: 2, figures: [7, 10] },
  ]);
});
