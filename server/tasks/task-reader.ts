/** Looking at tasks, whichever process carries them out. Changes nothing. */
import type { Stores } from "../../checkpoints/types.ts";
import { createAccount } from "../../models/account.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { OperationInDoubt } from "../../models/operation.ts";
import { hasEnded, type Task } from "../../models/task.ts";
import { reduceTask, type TaskProgress } from "../../models/task-progress.ts";
import { statusOf, type TaskRow } from "../../models/task-row.ts";

export interface KeptTask {
  task: Task;
  /** Its whole log. */
  events: TaskEvent[];
  /** Absolute path of the folder that receives the film; null for the usual one. */
  folder: string | null;
}

export interface TaskReader {
  /** A task as it is now, and what is kept of it; null for one that is not known. */
  task(taskId: string): Promise<KeptTask | null>;
  /** The newest tasks first. */
  recent(limit: number): Promise<Pick<TaskRow, "id" | "status" | "request" | "variantOf" | "createdAt">[]>;
  /** What happened to a task after an event (0 for all), then what happens, until its end or the signal. */
  follow(taskId: string, afterId?: number, signal?: AbortSignal): AsyncGenerator<TaskEvent, void, undefined>;
  /** What the owner of a task that needs attention has to decide about. */
  inDoubt(taskId: string): Promise<OperationInDoubt[]>;
}

export function createTaskReader(stores: Stores): TaskReader {
  const { tasks, events } = stores;
  return {
    async task(taskId) {
      const row = await tasks.get(taskId);
      if (!row) return null;
      const log = await events.read(taskId, 0);
      return {
        task: taskOf(row, log.reduce(reduceTask, null as TaskProgress | null)),
        events: log,
        folder: row.folder,
      };
    },
    recent: async (limit) => (await tasks.list({ limit })).rows,
    async *follow(taskId, afterId = 0, signal = new AbortController().signal) {
      await knownTask(tasks, taskId);
      yield* events.follow(taskId, afterId, signal);
    },
    async inDoubt(taskId) {
      await knownTask(tasks, taskId);
      return ordersInDoubt(stores, taskId);
    },
  };
}

/** Rejects with `task_unknown`. */
export async function knownTask(tasks: Stores["tasks"], taskId: string): Promise<TaskRow> {
  const row = await tasks.get(taskId);
  if (row) return row;
  throw new PixoraError("task_unknown", `There is no task ${JSON.stringify(taskId)} here.`);
}

/**
 * A task as its row and its log tell it. One of which nothing has been told yet waits for its turn; of one whose log is
 * kept no more, its end is told.
 * @param progress its log so far; null for none
 */
export function taskOf(row: TaskRow, progress: TaskProgress | null): Task {
  const { id, status, request, variantOf, createdAt, updatedAt, ended } = row;
  if (progress && hasEnded(status)) return { ...progress.task, createdAt };
  if (progress) {
    // Nothing stands of the last end of a task that is gone on with.
    const cost = { ...progress.task.cost, budgetUsd: request.budgetUsd };
    return { ...progress.task, createdAt, request, cost, status: statusOf(row), result: null, error: null };
  }
  if (ended && hasEnded(status)) return ended;
  const cost = { estimatedUsd: 0, reservedUsd: 0, spentUsd: 0, budgetUsd: request.budgetUsd };
  const nothing = { stage: "planning" as const, progress: 0, scenes: [], cost, result: null, error: null };
  const source = variantOf !== null && { variantOf };
  return { id, status: statusOf(row), request, ...source, createdAt, updatedAt, ...nothing };
}

/** The orders of a task of which nobody knows whether they were bought. */
export async function ordersInDoubt({ book }: Pick<Stores, "book">, taskId: string): Promise<OperationInDoubt[]> {
  const reading = book({ taskId, epoch: null });
  const account = createAccount(null, { book: reading, contents: await reading.read() });
  return account.inDoubt().map(({ id, key, vendor, model, maxUsd, sentAt }) => {
    return { id, key, vendor, model, maxUsd, sentAt };
  });
}
