/** Runs a program to its end, and tells what it took: its own CPU time, not that of who feeds it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type MemoryPeak, watchMemory } from "./memory.ts";

export interface ProgramTime {
  /** Milliseconds, user and system. */
  cpuMs: number;
  seconds: number;
  peak: MemoryPeak;
}

/** bash counts the times of what it started to the millisecond. */
const SCRIPT = `TIMEFORMAT='%U %S %R'; time "$@"`;

export async function timeProgram(program: string, words: readonly string[], folder: string): Promise<ProgramTime> {
  const child = spawn("bash", ["-c", SCRIPT, "bash", program, ...words], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const watch = watchMemory(child.pid ?? 0);
  try {
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.slice(-2000)}`);
    return { ...readTimes(said), peak: watch.peak() };
  } finally {
    watch.stop();
  }
}

/** The times in the last line of what bash said. */
export function readTimes(said: string): Pick<ProgramTime, "cpuMs" | "seconds"> {
  const line = said.trim().split("\n").at(-1) ?? "";
  const [, user, system, seconds] = /^([\d.]+) ([\d.]+) ([\d.]+)$/.exec(line) ?? [];
  if (seconds === undefined) throw new Error(`These are no times: ${said.slice(-200)}`);
  return { cpuMs: (Number(user) + Number(system)) * 1000, seconds: Number(seconds) };
}
