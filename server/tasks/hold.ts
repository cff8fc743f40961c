/** Holding on to a task: its lease is renewed until it is let go, or lost. Not here: what is done meanwhile (task-runner.ts). */
import type { Fence, TaskStore } from "../../checkpoints/types.ts";
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

/** Looks at the clock in one lease. */
const BEATS = 30;

/** Renewed every third of the lease. A store that does not answer is asked again and again until the lease must have lapsed. */
export function holdTask({ tasks, fence, leaseMs, now = () => performance.now() }: HoldOptions): Hold {
  const lost = new AbortController();
  let until = now() + leaseMs;
  let due = now() + leaseMs / 3;
  let isAsking = false;
  const giveUp = () => lost.abort("fenced");
  const renew = async () => {
    // Counted from before the question: the store's lease began later, and ends later.
    const asked = now();
    const answer = await tasks.renew(fence, leaseMs);
    if (answer === "lost") return giveUp();
    until = asked + leaseMs;
    due = asked + leaseMs / 3;
  };
  const beat = async () => {
    // A process that was frozen finds its lease lapsed before it does anything else.
    if (now() >= until) return giveUp();
    if (isAsking || now() < due) return;
    isAsking = true;
    await renew().catch((error: unknown) => isFenced(error) && giveUp());
    isAsking = false;
  };
  const heart = setInterval(() => void beat(), leaseMs / BEATS);
  return {
    signal: lost.signal,
    async ensure(milliseconds) {
      if (until - now() < milliseconds) await renew();
      if (now() >= until) giveUp();
      if (lost.signal.aborted) throw fenced();
    },
    end: () => clearInterval(heart),
  };
}
