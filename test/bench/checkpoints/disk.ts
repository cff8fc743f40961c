import { open } from "node:fs/promises";
import { join } from "node:path";
import { median } from "../schedule/table.ts";

const TIMES = 200;

/** Milliseconds that the disk under this folder takes to keep 4 kB more of a file: none of the stores can be faster. */
export async function syncMilliseconds(folder: string): Promise<number> {
  const file = await open(join(folder, "sync"), "a");
  const took: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const began = performance.now();
    await file.appendFile(Buffer.alloc(4096));
    await file.datasync();
    took.push(performance.now() - began);
  }
  await file.close();
  return median(took);
}
