/** Takes tasks from the queue and carries them out, so many at once. Not here: how (task-runner.ts). */
import type { Handled, Stores } from "../../checkpoints/types.ts";
import { type Problem, toProblem } from "../../models/error.ts";
import type { TaskNews } from "./task-news.ts";
import type { RunEnd, TaskRunner, TaskRunning } from "./task-runner.ts";

export interface WorkerOptions {
  runner: TaskRunner;
  stores: Stores;
  atOnce: number;
  /** Pause between two looks for tasks that nobody was woken for: milliseconds. */
  sweepMs?: number;
  /** Told of what failed; of tasks their runner tells. */
  onNews?: ((news: WorkerNews) => void) | undefined;
}

export type WorkerNews =
  | TaskNews
  /** A task that will be tried again, or null for a look at all of them. */
  | { kind: "failed"; taskId: string | null; problem: Problem };

export interface Worker {
  /** Takes no more tasks, hands back those that it has, and resolves when none is left. */
  close(): Promise<void>;
}

const SWEEP_MS = 5000;
/** After a failure of the store, milliseconds. */
const AGAIN_MS = 2000;

export function startWorker({ runner, stores, atOnce, sweepMs = SWEEP_MS, onNews = () => {} }: WorkerOptions): Worker {
  const shutdown = new AbortController();
  const handle = async (taskId: string): Promise<Handled> => {
    try {
      return handledAs(await runToEnd(runner.run(taskId, shutdown.signal)));
    } catch (error) {
      onNews({ kind: "failed", taskId, problem: toProblem(error) });
      return { kind: "later", forMs: AGAIN_MS };
    }
  };
  const queue = stores.queue.work(handle, atOnce);
  const sweeper = startSweeper(stores, sweepMs, (problem) => onNews({ kind: "failed", taskId: null, problem }));
  return {
    async close() {
      shutdown.abort("shutdown");
      await sweeper.close();
      await queue.close();
    },
  };
}

/** Wakes a worker for every task that is nobody's and should be somebody's, whatever became of its first wake-up. */
async function sweep({ tasks, queue }: Pick<Stores, "tasks" | "queue">): Promise<void> {
  for (const id of await tasks.unfinished()) {
    const row = await tasks.get(id);
    if (row) await queue.add(row);
  }
}

async function runToEnd(running: TaskRunning): Promise<RunEnd> {
  for (;;) {
    const step = await running.next();
    if (step.done) return step.value;
  }
}

function handledAs(end: RunEnd): Handled {
  if (end.kind === "held") return { kind: "later", forMs: end.forMs };
  return end.kind === "handed_back" ? { kind: "hand_back" } : { kind: "done" };
}

function startSweeper(stores: Stores, sweepMs: number, onFailure: (problem: Problem) => void): Worker {
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let round: Promise<void> = Promise.resolve();
  const look = () => {
    round = sweep(stores)
      .catch((error: unknown) => onFailure(toProblem(error)))
      .finally(() => {
        if (!isClosed) timer = setTimeout(look, sweepMs);
      });
  };
  look();
  return {
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await round;
    },
  };
}
