import { expect, it } from "vitest";
import { differences, measureGrowth, sentences } from "./growth.ts";
import { memoryContestant } from "./memory.ts";

it("tells what lies between readings", () => {
  const readings = [10, 15, 35].map((bytes, trips) => ({ bytes, trips }));
  expect(differences(readings)).toEqual([
    { bytes: 5, trips: 1 },
    { bytes: 20, trips: 1 },
  ]);
  expect(
    differences([
      { bytes: 1, trips: null },
      { bytes: 3, trips: null },
    ]),
  ).toEqual([{ bytes: 2, trips: null }]);
});

it("makes text of the very size", () => {
  expect(sentences(10_000)).toHaveLength(10_000);
  expect(sentences(1)).toHaveLength(1);
});

it("measures one figure for each superstep, without those that write the big value", async () => {
  const bytesOf = async (size: number) => {
    const { steps, busyMs } = await measureGrowth(await memoryContestant().open(), size, 5);
    expect(busyMs).toHaveLength(steps.length);
    expect(steps.length).toBeGreaterThanOrEqual(5);
    return steps.map(({ bytes }) => bytes);
  };
  // MemorySaver writes the whole state anew: that it shows tells that the figures are those of supersteps.
  for (const bytes of await bytesOf(1_000)) expect(bytes).toBeLessThan(4_000);
  for (const bytes of await bytesOf(50_000)) expect(bytes).toBeGreaterThan(50_000);
});
