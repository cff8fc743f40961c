/**
 * Tasks as their owners see them now, whichever process carries them out. What was read of a log is kept, so that a
 * question about a task reads only what is new.
 */
import { LRUCache } from "lru-cache";
import type { Stores } from "../../checkpoints/types.ts";
import type { TaskEvent } from "../../models/event.ts";
import { hasEnded, type Task } from "../../models/task.ts";
import { reduceTask, type TaskProgress } from "../../models/task-progress.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { taskOf } from "./task-reader.ts";

export interface TaskViews {
  of(row: TaskRow): Promise<Task>;
  /** The whole task instead of events that are kept no more; null for a log that has never had any. */
  snapshot(taskId: string): Promise<TaskEvent | null>;
}

interface Read {
  lastId: number;
  progress: TaskProgress | null;
}

/** Tasks whose logs are remembered. */
const REMEMBERED = 2000;

export function createTaskViews({ tasks, events }: Pick<Stores, "tasks" | "events">): TaskViews {
  const known = new LRUCache<string, Read>({ max: REMEMBERED });
  const progressOf = async ({ id, createdAt }: TaskRow): Promise<TaskProgress | null> => {
    // A task that was deleted may leave its name to another one.
    const name = `${id} ${createdAt}`;
    const before = known.get(name) ?? { lastId: 0, progress: null };
    const news = await events.read(id, before.lastId);
    const after = { lastId: news.at(-1)?.id ?? before.lastId, progress: news.reduce(reduceTask, before.progress) };
    // Two who ask at once read the same events: the one who got further is right.
    if (after.lastId >= (known.peek(name)?.lastId ?? 0)) known.set(name, after);
    return after.progress;
  };
  const of = async (row: TaskRow): Promise<Task> => {
    if (row.ended && hasEnded(row.status)) return { ...row.ended, createdAt: row.createdAt };
    // Only who holds a task tells of it, and nobody has held this one yet.
    if (row.epoch === 0) return taskOf(row, null);
    return taskOf(row, await progressOf(row));
  };
  return {
    of,
    async snapshot(taskId) {
      const row = await tasks.get(taskId);
      const id = await events.lastId(taskId);
      if (!row || id === 0) return null;
      const task = await of(row);
      return { id, taskId, at: task.updatedAt, event: "snapshot", data: { task } };
    },
  };
}
