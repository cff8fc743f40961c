import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const tsx = import.meta.resolve("tsx");

/** A process of its own that runs a file of this folder and tells lines. */
export interface Child {
  process: ChildProcess;
  /** The next line that it tells. */
  next(): Promise<string>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export function startChild(file: string, words: readonly string[]): Child {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ["--import", tsx, path, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    async next() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${file} ended without a word.`);
      return value;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
