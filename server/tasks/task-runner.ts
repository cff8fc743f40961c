/** Carries tasks out, each as its holder. The same call starts, resumes and retries. Not here: which tasks (worker.ts). */
import type { Fence, Stores } from "../../checkpoints/types.ts";
import type { VideoAgent } from "../../graph/agent.ts";
import type { OnChunk } from "../../graph/graph-stream.ts";
import type { TaskKeep } from "../../graph/task-keep.ts";
import { type AcceptedRequest, acceptVariant } from "../../graph/task-run.ts";
import { PixoraError, type Problem, toProblem } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { TaskChanges, TaskRow } from "../../models/task-row.ts";
import { tapGraph } from "../stream/graph-tap.ts";
import { isFenced } from "./fenced.ts";
import { type Hold, holdTask } from "./hold.ts";
import { openKeep } from "./open-keep.ts";
import { type TaskNews, tellOfRun } from "./task-news.ts";

/** How a run of a task came to its end. */
export type RunEnd =
  /** The task has ended, and its log says how. */
  | { kind: "ended" }
  /** There was nothing to do: it had ended before. */
  | { kind: "over"; row: TaskRow }
  | { kind: "missing" }
  /** Another process carries it out, for so long at least: milliseconds. */
  | { kind: "held"; forMs: number }
  /** This process stopped, and another one may go on at once. */
  | { kind: "handed_back" }
  /** Another process took it over meanwhile. */
  | { kind: "lost" };

/** A task that is carried out: what it tells, and how the run ended. */
export type TaskRunning = AsyncGenerator<TaskEvent, RunEnd, undefined>;

export interface TaskRunner {
  /**
   * Carries a task out and tells what happens from now on. Leaving the loop early cancels the task.
   * @param signal aborts with `shutdown` to hand the task back; every other reason cancels it
   * @param changes what somebody who asks to go on with a task that has not ended wants changed before; absent where
   * nobody asks
   * Rejects with `store_failed` when what happens cannot be written down: nothing is lost, and it can be gone on with.
   */
  run(taskId: string, signal: AbortSignal, changes?: TaskChanges): TaskRunning;
}

export interface TaskRunnerOptions {
  agent: Pick<VideoAgent, "accept" | "run">;
  stores: Stores;
  /** How long a task stays a silent process's own: milliseconds. */
  leaseMs?: number;
  /** Handed what was thrown when a bug of ours ends a task. */
  onBug?: ((error: unknown) => void) | undefined;
  /** Told of what happens, for the log. */
  onNews?: ((news: TaskNews) => void) | undefined;
  /** Handed each task that was claimed, as it is carried out; hands the same on. */
  trace?: ((row: TaskRow, running: TaskRunning) => TaskRunning) | undefined;
}

const LEASE_MS = 30_000;
/** Processes that a task may end before somebody has to look. */
const MOST_CRASHES = 5;

interface Run {
  agent: TaskRunnerOptions["agent"];
  row: TaskRow;
  keep: TaskKeep;
  stop: AbortSignal;
  /** A step has ended. */
  onStep(): Promise<void>;
  onBug: TaskRunnerOptions["onBug"];
  onChunk: OnChunk;
}

export function createTaskRunner(options: TaskRunnerOptions): TaskRunner {
  const { agent, stores, leaseMs = LEASE_MS, onBug, onNews = () => {}, trace = (_row, running) => running } = options;

  async function* runClaimed(claimed: TaskRow, signal: AbortSignal, changes?: TaskChanges): TaskRunning {
    const { id: taskId, epoch } = claimed;
    const fence = { taskId, epoch };
    const hold = holdTask({ tasks: stores.tasks, fence, leaseMs });
    const cancel = new AbortController();
    const deafen = stores.tasks.onCancel(taskId, () => cancel.abort("cancelled"));
    if (claimed.isCancelRequested) cancel.abort("cancelled");
    const tap = tapGraph(stores.signals, taskId);
    const stop = AbortSignal.any([hold.signal, cancel.signal, signal]);
    try {
      const row = changes ? await stores.tasks.amend(fence, changes) : claimed;
      const keep = await openKeep({ stores, row, hold, isAskedFor: changes !== undefined, onNews });
      const onStep = forgetCrashes(stores, row, fence);
      const isEnded = yield* carryOut({ agent, row, keep, stop, onStep, onBug, onChunk: tap.onChunk });
      return isEnded ? { kind: "ended" } : await letGo(stores, fence, hold);
    } catch (error) {
      if (isFenced(error)) return { kind: "lost" };
      // Whoever goes on finds all that could be written down.
      await stores.tasks.release(fence).catch(() => {});
      throw error;
    } finally {
      tap.close();
      deafen();
      hold.end();
    }
  }

  return {
    async *run(taskId, signal, changes) {
      const claimed = await stores.tasks.claim(taskId, leaseMs);
      if (claimed.kind !== "claimed") return claimed;
      const { row } = claimed;
      return yield* trace(row, tellOfRun(row, runClaimed(row, signal, changes), onNews));
    },
  };
}

/** @returns whether the task has ended */
async function* carryOut({
  agent,
  row,
  keep,
  stop,
  onStep,
  onBug,
  onChunk,
}: Run): AsyncGenerator<TaskEvent, boolean, undefined> {
  // One that nobody wants any more is only closed, with its jobs stopped: what ended its processes is not done again.
  if (row.crashes > MOST_CRASHES && !stop.aborted) {
    yield* endAtOnce(keep, row, crashed(row));
    return true;
  }
  const priced = await acceptedAs(row, agent).catch((error: unknown) => toProblem(error));
  if ("code" in priced) {
    yield* endAtOnce(keep, row, priced);
    return true;
  }
  let isEnded = false;
  for await (const event of agent.run(priced, keep, {
    signal: stop,
    folder: row.folder ?? undefined,
    onBug,
    onChunk,
  })) {
    isEnded = event.event === "task-end";
    if (event.event === "step-end") await onStep();
    yield event;
  }
  return isEnded;
}

async function acceptedAs({ request, variantOf }: TaskRow, agent: Run["agent"]): Promise<AcceptedRequest> {
  return variantOf === null ? agent.accept(request) : acceptVariant(request);
}

/** Only crashes in a row, between which a task comes no further, tell of a task that ends its processes. */
function forgetCrashes({ tasks }: Stores, { crashes }: TaskRow, fence: Fence): () => Promise<void> {
  let isDone = crashes === 0;
  return async () => {
    if (isDone) return;
    isDone = true;
    await tasks.amend(fence, { crashes: 0 });
  };
}

/** For a task that cannot even be begun, such as one whose vendor is not set up any more. */
async function* endAtOnce(keep: TaskKeep, row: TaskRow, error: Problem): AsyncGenerator<TaskEvent> {
  const { request, variantOf } = row;
  const start = { request, vendors: {}, ...(variantOf !== null && { variantOf }) };
  if (keep.progress() === null) yield await keep.log({ event: "task-start", data: start });
  const status = error.code === "crash_loop" ? ("needs_attention" as const) : ("failed" as const);
  yield await keep.end({ event: "task-end", data: { status, result: null, error } });
}

function crashed({ crashes }: TaskRow): Problem {
  const message = `${crashes} processes in a row ended in the middle of this task. Look at their logs and at the memory of the machine, then resume it.`;
  return { code: "crash_loop", message, retryable: true };
}

/** A run that stopped before the task's end: this process ends, or the task is another one's. */
async function letGo(stores: Stores, fence: Fence, hold: Hold): Promise<RunEnd> {
  if (hold.signal.aborted) return { kind: "lost" };
  try {
    await stores.tasks.release(fence);
    return { kind: "handed_back" };
  } catch (error) {
    if (isFenced(error)) return { kind: "lost" };
    throw error instanceof PixoraError ? error : new PixoraError("internal", String(error));
  }
}
