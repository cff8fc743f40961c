import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { newHead } from "../../../checkpoints/file/journal-lines.ts";
import { createRowScan } from "../../../checkpoints/file/row-scan.ts";

/** How long nothing else had its turn at most while this was done, as a share of all the time: 1 for never. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  let last = begun;
  let longest = 0;
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    timer = setImmediate(look);
  };
  let timer = setImmediate(look);
  await work();
  look();
  clearImmediate(timer);
  return longest / (performance.now() - begun);
}

it("a look at many journals that are known lets others have their turn", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pixora-scan-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (let count = 0; count < 3000; count += 1) await writeFile(join(folder, `task-${count}.jsonl`), newHead());
  const scan = createRowScan(folder);
  await scan.rows();
  const waits: number[] = [];
  for (let time = 0; time < 5; time += 1) waits.push(await longestWait(scan.rows));
  expect(Math.min(...waits)).toBeLessThan(0.5);
});
