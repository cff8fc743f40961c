/** What happens to tasks and to what they buy, for whoever keeps a log or counts. Not for those who wait: they have events. */
import type { DecisionState, OperationEnd } from "../../models/book.ts";
import type { ErrorCode } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { TaskStatus } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import type { Capability } from "../../models/vocabulary.ts";
import type { RunEnd, TaskRunning } from "./task-runner.ts";

export type TaskNews =
  /** `waitedSeconds`: since it was accepted; null when it is not its first run. */
  | { kind: "taken"; taskId: string; epoch: number; owner: string | null; round: number; waitedSeconds: number | null }
  | TaskLeft
  | PurchaseNews;

/** This process carries a task out no more. */
export interface TaskLeft {
  kind: "left";
  taskId: string;
  epoch: number;
  /** `failed`: something could not be written down. `stopped`: whoever listened went away, which cancels it. */
  how: RunEnd["kind"] | "failed" | "stopped";
  /** How the task has ended; null when it has not. */
  status: TaskStatus | null;
  /** Why it did not complete. */
  code: ErrorCode | null;
  /** Of this run. */
  seconds: number;
  /** Of the whole task, as far as this run knows; null when nothing was told. */
  spentUsd: number | null;
}

/** One step of a purchase, once it is written down. */
export type PurchaseNews = PurchaseName &
  (
    | { kind: "decided"; state: DecisionState; maxUsd: number }
    /** The vendor took the job. */
    | { kind: "job_taken"; requestId: string }
    | { kind: "operation_ended"; state: OperationEnd["state"]; costUsd: number; code: ErrorCode | null }
  );

export interface PurchaseName {
  taskId: string;
  epoch: number;
  operationId: string;
  capability: Capability;
  vendor: string;
  model: string;
}

/** Tells when a task that was claimed is begun with, and how it was left. */
export async function* tellOfRun(
  row: TaskRow,
  running: TaskRunning,
  onNews: (news: TaskNews) => void,
): AsyncGenerator<TaskEvent, RunEnd, undefined> {
  const { id: taskId, epoch, owner, round } = row;
  onNews({
    kind: "taken",
    taskId,
    epoch,
    owner,
    round,
    waitedSeconds: epoch === 1 ? secondsSince(row.createdAt) : null,
  });
  const began = performance.now();
  const left: TaskLeft = {
    kind: "left",
    taskId,
    epoch,
    how: "stopped",
    status: null,
    code: null,
    seconds: 0,
    spentUsd: null,
  };
  try {
    const end = yield* tapped(running, (event) => note(left, event));
    left.how = end.kind;
    return end;
  } catch (error) {
    left.how = "failed";
    throw error;
  } finally {
    onNews({ ...left, seconds: (performance.now() - began) / 1000 });
  }
}

/** The same events, each seen before it is handed on. */
export function tapped(
  running: TaskRunning,
  see: (event: TaskEvent) => void,
): AsyncIterable<TaskEvent, RunEnd, undefined> {
  const next = async () => {
    const step = await running.next();
    if (!step.done) see(step.value);
    return step;
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: running.return.bind(running) }) };
}

function note(left: TaskLeft, { event, data }: TaskEvent): void {
  if (event === "cost-update") left.spentUsd = data.spentUsd;
  if (event !== "task-end") return;
  left.status = data.status;
  left.code = data.error?.code ?? null;
}

/** Another machine's clock may be ahead. */
function secondsSince(time: string): number {
  return Math.max(0, Date.now() - Date.parse(time)) / 1000;
}
