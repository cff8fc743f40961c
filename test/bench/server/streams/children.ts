import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Files and sockets that a process of the bench may have open. */
const OPEN_FILES = 20_000;
const ANSWER_MS = 120_000;

/** A process of the bench that may have many sockets, and is asked and answers. */
export interface BenchChild {
  readonly pid: number;
  /** What it tells next. Rejects when it ends instead. */
  next<Told>(): Promise<Told>;
  /** Tells it something, and resolves with what it tells next. */
  ask<Told>(what: unknown): Promise<Told>;
  end(): Promise<void>;
}

export function startBenchChild(file: string, values: readonly string[]): BenchChild {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(
    "sh",
    ["-c", `ulimit -n ${OPEN_FILES}; exec "$0" --import tsx "$@"`, process.execPath, path, ...values],
    { stdio: ["ignore", "inherit", "inherit", "ipc"] },
  );
  const next = <Told>() => nextOf(child) as Promise<Told>;
  return {
    pid: child.pid ?? 0,
    next,
    ask(what) {
      const answer = next();
      child.send(what as object);
      return answer as never;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function nextOf(child: ChildProcess): Promise<unknown> {
  const over = new AbortController();
  const limit = setTimeout(() => over.abort(), ANSWER_MS);
  const { signal } = over;
  try {
    const ended = once(child, "exit", { signal }).then(() => {
      throw new Error("A process of the bench ended by itself.");
    });
    const [told] = await Promise.race([once(child, "message", { signal }), ended]);
    return told;
  } finally {
    clearTimeout(limit);
    over.abort();
  }
}
