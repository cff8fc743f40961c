/** Holding on to a task: its lease is renewed until it is let go, or lost. Not here: what is done meanwhile (task-runner.ts). */
import type { Fence, TaskStore } from "../checkpoints/types.ts";
import { fenced, isFenced } from "./fenced.ts";

export interface Hold {
  /** Aborts with `fenced` when another process may have taken the task over. */
  readonly signal: AbortSignal;
  /** Resolves when the lease lasts for so many milliseconds. Rejects with `fenced` when it is lost. */
  ensure(milliseconds: number): Promise<void>;
  /** Renews no more. */
  end(): void;
}

export interface HoldOptions {
  tasks: Pick<TaskStore, "renew">;
  fence: Fence;
  leaseMs: number;
  /** Milliseconds since some moment: never the wall clock, which may jump. */
  now?: () => number;
}

/** Renewed every third of the lease. A store that does not answer is asked again until the lease must have lapsed. */
export function holdTask({ tasks, fence, leaseMs, now = () => performance.now() }: HoldOptions): Hold {
  const lost = new AbortController();
  let until = now() + leaseMs;
  const giveUp = () => lost.abort("fenced");
  const renew = async () => {
    // Counted from before the question: the store's lease began later, and ends later.
    const asked = now();
    const answer = await tasks.renew(fence, leaseMs);
    if (answer === "lost") return giveUp();
    until = asked + leaseMs;
  };
  const beat = async () => {
    if (now() >= until) return giveUp();
    await renew().catch((error: unknown) => isFenced(error) && giveUp());
  };
  const heart = setInterval(() => void beat(), leaseMs / 3);
  // A process that was frozen finds its lease lapsed before it does anything else.
  const watch = setInterval(() => now() >= until && giveUp(), Math.max(leaseMs / 20, 10));
  watch.unref();
  return {
    signal: lost.signal,
    async ensure(milliseconds) {
      if (until - now() < milliseconds) await renew();
      if (now() >= until) giveUp();
      if (lost.signal.aborted) throw fenced();
    },
    end() {
      clearInterval(heart);
      clearInterval(watch);
    },
  };
}
