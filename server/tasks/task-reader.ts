/** Looking at tasks, whichever process carries them out. Changes nothing. */
import type { Stores } from "../../checkpoints/types.ts";
import { createAccount } from "../../models/account.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import { hasEnded, type Task } from "../../models/task.ts";
import { reduceTask, type TaskProgress } from "../../models/task-progress.ts";
import type { TaskRow } from "../../models/task-row.ts";

/** An operation of which nobody knows whether it was bought. */
export interface OperationInDoubt {
  id: string;
  /** What was ordered: `<step>:<scene or empty>:<item>`. */
  key: string;
  vendor: string;
  model: string;
  /** The most it may cost in US dollars. */
  maxUsd: number;
  sentAt: string | null;
}

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
  recent(limit: number): Promise<Pick<TaskRow, "id" | "status" | "request" | "createdAt">[]>;
  /** What happened to a task after an event (0 for all), then what happens, until its end or the signal. */
  follow(taskId: string, afterId?: number, signal?: AbortSignal): AsyncGenerator<TaskEvent, void, undefined>;
  /** What the owner of a task that needs attention has to decide about. */
  inDoubt(taskId: string): Promise<OperationInDoubt[]>;
}

export function createTaskReader({ tasks, events, book }: Stores): TaskReader {
  return {
    async task(taskId) {
      const row = await tasks.get(taskId);
      if (!row) return null;
      const log = await events.read(taskId, 0);
      return { task: taskOf(row, log), events: log, folder: row.folder };
    },
    recent: async (limit) => (await tasks.list({ limit })).rows,
    async *follow(taskId, afterId = 0, signal = new AbortController().signal) {
      await knownTask(tasks, taskId);
      yield* events.follow(taskId, afterId, signal);
    },
    async inDoubt(taskId) {
      await knownTask(tasks, taskId);
      const reading = book({ taskId, epoch: null });
      const account = createAccount(null, { book: reading, contents: await reading.read() });
      return account.inDoubt().map(({ id, key, vendor, model, maxUsd, sentAt }) => {
        return { id, key, vendor, model, maxUsd, sentAt };
      });
    },
  };
}

/** Rejects with `task_unknown`. */
export async function knownTask(tasks: Stores["tasks"], taskId: string): Promise<TaskRow> {
  const row = await tasks.get(taskId);
  if (row) return row;
  throw new PixoraError("task_unknown", `There is no task ${JSON.stringify(taskId)} here.`);
}

/** A task of which nothing has been told yet waits for its turn; of one whose log is kept no more, its end is. */
function taskOf({ id, status, request, createdAt, updatedAt, ended }: TaskRow, log: readonly TaskEvent[]): Task {
  const progress = log.reduce(reduceTask, null as TaskProgress | null);
  if (progress) return { ...progress.task, status: hasEnded(status) ? progress.task.status : status };
  if (ended && hasEnded(status)) return ended;
  const cost = { estimatedUsd: 0, reservedUsd: 0, spentUsd: 0, budgetUsd: request.budgetUsd };
  const nothing = { stage: "planning" as const, progress: 0, scenes: [], cost, result: null, error: null };
  return { id, status, request, createdAt, updatedAt, ...nothing };
}
