import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { backOff, clock } from "../../providers/back-off.ts";

const growth = { first: 100, factor: 2, most: 500 };
const five = (random: number) =>
  Array.from(
    { length: 5 },
    backOff(growth, () => random),
  );

it("pauses grow up to the longest", () => {
  expect(five(1)).toEqual([100, 200, 400, 500, 500]);
});

it("pauses are never shorter than half, whatever chance says", () => {
  expect(five(0)).toEqual([50, 100, 200, 250, 250]);
});

it("a pause takes its time", async () => {
  const before = clock.now();
  await clock.sleep(20, new AbortController().signal);
  expect(clock.now() - before).toBeGreaterThanOrEqual(18);
});

it("a pause ends at once when it is cancelled, or was before", async () => {
  const controller = new AbortController();
  const pause = clock.sleep(60_000, controller.signal);
  controller.abort();
  await expect(pause).rejects.toMatchObject({ code: "cancelled" });
  await expect(clock.sleep(60_000, controller.signal)).rejects.toMatchObject({ code: "cancelled" });
});

it("any number of pauses leave no listener on a task's signal", async () => {
  const { signal } = new AbortController();
  const pauses = Array.from({ length: 20 }, () => clock.sleep(1, signal));
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  await Promise.all(pauses);
});
