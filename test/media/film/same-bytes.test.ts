import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { hashSampleFilm } from "./sample-film.ts";

const TASKSET = "/usr/bin/taskset";
const STATUS = "/proc/self/status";

it("makes the same bytes of the same inputs: in another process, in another order, with one processor", async () => {
  const printer = fileURLToPath(new URL("print-sample-film.ts", import.meta.url));
  const [program = "", ...words] = [...onOneProcessor(), process.execPath, "--import", "tsx", printer];
  const [here, there] = await Promise.all([hashSampleFilm(), promisify(execFile)(program, words, { timeout: 50_000 })]);
  expect(there.stdout).toMatch(/^[0-9a-f]{64}$/);
  expect(there.stdout).toBe(here);
});

/** Pieces at a time, and an encoder's own threads, go by the processors that a process may use. Linux only. */
function onOneProcessor(): string[] {
  if (!existsSync(TASKSET) || !existsSync(STATUS)) return [];
  const [, first = "0"] = /Cpus_allowed_list:\s*(\d+)/.exec(readFileSync(STATUS, "utf8")) ?? [];
  return [TASKSET, "-c", first];
}
