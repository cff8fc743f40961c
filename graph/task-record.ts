import { toProblem } from "../models/error.ts";
import type { TaskEvent, TaskEventBody } from "../models/event.ts";
import type { Task } from "../models/task.ts";
import { reduceTask, type TaskProgress } from "../models/task-progress.ts";
import { deadlineAfter } from "../providers/deadline.ts";
import type { Records } from "../providers/types.ts";

/** Keeps the record of one task in step with its events. */
export interface TaskRecord {
  /** Takes an event in. A new stage is recorded when the line is free. */
  note(event: TaskEvent): TaskEvent;
  /** Records the task before anything is bought. Rejects when that is not possible: a key that is refused is an error. */
  begin(signal: AbortSignal): Promise<void>;
  /** Records the end, and tells in it when that was not possible: the film is there all the same. */
  end(end: TaskEnd): Promise<TaskEnd>;
}

/** How a task ends. */
export type TaskEnd = Extract<TaskEventBody, { event: "task-end" }>;

/** The longest wait for the last record, in milliseconds. */
const LAST_WORD_MS = 30_000;

/** Whose task it is, and what its log told when this run began: nothing for a film that nobody has begun. */
export interface RecordedTask {
  owner: string | null;
  before: TaskProgress | null;
}

export function createTaskRecord(records: Records | null, { owner, before }: RecordedTask): TaskRecord {
  let progress = before;
  let stage: Task["stage"] | null = null;
  let line: Promise<void> = Promise.resolve();
  const save = async (task: Task, signal: AbortSignal) => {
    stage = task.stage;
    await records?.save(task, owner, { signal });
  };
  const follow = () => {
    const task = progress?.task;
    if (!task || stage === null || stage === task.stage) return;
    stage = task.stage;
    // A stage that could not be recorded is overtaken by the next one; only the last record must be there.
    line = line.then(() => saveUnlessPast(task)).catch(() => {});
  };
  const saveUnlessPast = async (task: Task) => {
    if (task.stage === progress?.task.stage) await save(task, deadlineAfter(LAST_WORD_MS));
  };
  return {
    note(event) {
      progress = reduceTask(progress, event);
      follow();
      return event;
    },
    async begin(signal) {
      if (progress) await save(progress.task, signal);
    },
    async end(end) {
      if (!records || !progress) return end;
      await line;
      const { task } = progress;
      const last = reduceTask(progress, { id: 1, taskId: task.id, at: new Date().toISOString(), ...end });
      try {
        await save(last?.task ?? task, deadlineAfter(LAST_WORD_MS));
        return end;
      } catch (error) {
        return unrecorded(end, error);
      }
    },
  };
}

/** Whatever went wrong: a film that is there is told of. */
function unrecorded(end: TaskEnd, error: unknown): TaskEnd {
  const { result } = end.data;
  if (result === null) return end;
  const loss = { scene: null, wanted: "a record of the film", got: "the film alone", reason: toProblem(error).message };
  return { ...end, data: { ...end.data, result: { ...result, degraded: [...result.degraded, loss] } } };
}
