import type { Estimate } from "../models/estimate.ts";
import { dollars } from "./format.ts";

/** An estimate as a small table, one line for each capability. */
export function estimateTable({ capabilities, totalUsd }: Estimate): string[] {
  const rows = [
    ["capability", "vendor", "calls", "least", "most"],
    ...capabilities.map(({ capability, vendor, units, minUsd, maxUsd }) => [
      capability,
      vendor,
      String(units),
      dollars(minUsd),
      dollars(maxUsd),
    ]),
    ["total", "", "", dollars(totalUsd.min), dollars(totalUsd.max)],
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join("  ")
      .trimEnd(),
  );
}

/** Words to the left, numbers to the right. */
function pad(cell: string, width: number, column: number): string {
  return column < 2 ? cell.padEnd(width) : cell.padStart(width);
}
