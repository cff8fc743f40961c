import { expect, it } from "vitest";
import { contentsTable, filmTable, growthTable, replayTable, resumeTable } from "./report.ts";

const cells = (line = "") => line.trim().split(/ {2,}/);

const calls = [
  { kind: "put" as const, began: 0, ended: 3 },
  { kind: "putWrites" as const, began: 4, ended: 5 },
  { kind: "put" as const, began: 5, ended: 13 },
];

it("shows a film's medians", () => {
  const film = (bytes: number) => ({ bytes, trips: null, supersteps: 2, busyMs: 8, wallMs: 120, calls });
  const [, row] = filmTable([{ name: "memory", size: 6, figures: [film(1000), film(3000), film(2000)] }]);
  expect(cells(row)).toEqual(["6", "memory", "2", "3", "8.00 ms", "120 ms", "1.0 kB", "2.0 kB"]);
});

it("shows what calls took, and no round trips where there are none", () => {
  const [, memory, redis] = replayTable([
    { name: "memory", size: 6, figures: [{ bytes: 500_000, trips: null, calls }] },
    { name: "redis", size: 6, figures: [{ bytes: 2000, trips: 7, calls }] },
  ]);
  const times = ["3", "8.00 ms", "1.00 ms", "6.00 ms", "12 ms"];
  expect(cells(memory)).toEqual(["6", "memory", ...times, "-"]);
  expect(cells(redis)).toEqual(["6", "redis", ...times, "7"]);
});

it("holds the bytes of a superstep against the size of what stays", () => {
  const at = (size: number, bytes: number) => ({
    name: bytes === 4000 || bytes === 4100 ? "flat" : "steep",
    size,
    figures: [{ steps: [{ bytes, trips: 4 }], busyMs: [2] }],
  });
  const [heads, flat, steep] = growthTable([at(10_000, 4000), at(10_000, 12_000), at(1e6, 4100), at(1e6, 1.2e6)]);
  expect(cells(heads)).toContain("bytes at 1000 kB");
  expect(cells(flat)).toEqual(["flat", "4.0 kB", "4.1 kB", "1.02 ×", "met", "2.00 ms", "2.00 ms", "4"]);
  expect(cells(steep)).toEqual(["steep", "12.0 kB", "1200 kB", "100.00 ×", "missed", "2.00 ms", "2.00 ms", "4"]);
});

it("shows how long a resume took", () => {
  expect(cells(resumeTable([{ name: "files", size: 60, figures: [9, 1, 2] }])[1])).toEqual(["files", "2.00 ms"]);
});

it("shows the biggest contents, and the rest and all together", () => {
  const content = (name: string, bytes: number) => ({ name, lines: 1, bytes, serialized: bytes / 2 });
  const [, ...rows] = contentsTable([content("value film", 700), content("row", 200), content("journal", 100)], 1);
  expect(rows.map(cells)).toEqual([
    ["value film", "1", "0.7 kB", "70 %", "50 %"],
    ["the rest", "2", "0.3 kB", "30 %", "50 %"],
    ["all", "3", "1.0 kB", "100 %", "50 %"],
  ]);
});
