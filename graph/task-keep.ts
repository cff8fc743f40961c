/** What a run is handed to write in, so that another process can go on with it. Not here: where that lies (checkpoints). */
import { type BaseCheckpointSaver, MemorySaver } from "@langchain/langgraph";
import { type Book, createMemoryBook } from "../models/book.ts";
import type { TaskEvent, TaskEventBody } from "../models/event.ts";
import { reduceTask, type TaskProgress } from "../models/task-progress.ts";
import type { TaskEnd } from "./task-record.ts";
import { WatchedSaver } from "./watched-saver.ts";

export interface TaskKeep {
  taskId: string;
  /** Whose it is: `user:<id>`, `key:<name>`, or null for nobody's. */
  owner: string | null;
  /** The task whose film this one puts together otherwise; null for a film of its own. */
  variantOf: string | null;
  /** How often somebody asked to go on with the task after it had ended. */
  round: number;
  /** Somebody asks to go on with it just now, whether its end was written down or not. */
  isAskedFor: boolean;
  saver: BaseCheckpointSaver;
  book: Book;
  /** What the task's log tells; null before its `task-start`. */
  progress(): TaskProgress | null;
  /** The task will have this file, by its storage key: from now on nobody removes it. */
  claim(key: string): Promise<void>;
  /** Adds an event to the log. Resolves when it is there, with its number. */
  log(body: TaskEventBody): Promise<TaskEvent>;
  /** Ends the task, with its last event. */
  end(end: TaskEnd): Promise<TaskEvent>;
}

/** For a film that lives and dies with its process. */
export function keepInMemory(taskId: string): TaskKeep {
  const number = createNumbering(taskId, null);
  const log = async (body: TaskEventBody) => number.next(body);
  const nothing = {
    owner: null,
    variantOf: null,
    round: 0,
    isAskedFor: false,
    claim: async () => {},
    saver: new MemorySaver(),
    book: createMemoryBook(),
  };
  return { taskId, ...nothing, progress: number.progress, log, end: log };
}

/** A keep that tells of what cannot be written in it, before whoever writes is told. */
export function watchKeep(keep: TaskKeep, onFailure: (error: unknown) => void): TaskKeep {
  const { book, saver } = keep;
  const watch = <Result>(written: Promise<Result>): Promise<Result> =>
    written.catch((error: unknown) => {
      onFailure(error);
      throw error;
    });
  return {
    ...keep,
    saver: new WatchedSaver(saver, watch),
    book: {
      read: () => watch(book.read()),
      decide: (decision) => watch(book.decide(decision)),
      tookJob: (id, job) => watch(book.tookJob(id, job)),
      ended: (id, end) => watch(book.ended(id, end)),
      keep: (name, result) => watch(book.keep(name, result)),
    },
    claim: (key) => watch(keep.claim(key)),
    log: (body) => watch(keep.log(body)),
    end: (end) => watch(keep.end(end)),
  };
}

export interface Numbering {
  progress(): TaskProgress | null;
  next(body: TaskEventBody): TaskEvent;
}

/**
 * Numbers a task's events without a gap, and knows what they tell.
 * @param before the log so far, in order; null for an empty one
 */
export function createNumbering(taskId: string, before: readonly TaskEvent[] | null): Numbering {
  let id = before?.at(-1)?.id ?? 0;
  let progress = before?.reduce(reduceTask, null as TaskProgress | null) ?? null;
  return {
    progress: () => progress,
    next(body) {
      id += 1;
      const event: TaskEvent = { id, taskId, at: new Date().toISOString(), ...body };
      progress = reduceTask(progress, event);
      return event;
    },
  };
}
