/** The composing process, as the bench sees it: started from built code, and watched while it works. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type MemoryPeak, watchMemory } from "./memory.ts";
import type { ComposeAnswer, ComposeOrder, ComposeReport } from "./protocol.ts";

export interface ComposerOptions {
  /** JavaScript of composer.ts. */
  code: string;
  /** Absolute path of the ffmpeg to use for everything; null for what a user gets. */
  named: string | null;
  workFolder: string;
  cacheFolder: string;
}

export interface WatchedReport extends ComposeReport {
  /** Of the process and all it started. */
  peak: MemoryPeak;
}

export interface Composer {
  /** Composes one film at a time. */
  compose(order: ComposeOrder): Promise<WatchedReport>;
  end(): Promise<void>;
}

export function startComposer({ code, named, workFolder, cacheFolder }: ComposerOptions): Composer {
  const child = fork(code, [named ?? "", workFolder, cacheFolder], { execArgv: [] });
  return {
    async compose(order) {
      const watch = watchMemory(child.pid ?? 0);
      try {
        const answer = answerOf(child);
        child.send(order);
        const said = await answer;
        if ("problem" in said) throw new Error(said.problem);
        return { ...said.report, peak: watch.peak() };
      } finally {
        watch.stop();
      }
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<ComposeAnswer> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const ended = once(child, "exit", { signal }).then(() => {
      throw new Error("The composing process ended by itself.");
    });
    const [answer] = await Promise.race([once(child, "message", { signal }), ended]);
    return answer as ComposeAnswer;
  } finally {
    over.abort();
  }
}
