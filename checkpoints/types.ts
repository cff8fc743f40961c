/**
 * What outlives a process, one contract for each kind: tasks, events, purchases, the queue, LangGraph's checkpoints.
 * Every change of a task carries the epoch of its holder and is refused (`fenced`) when another one holds it by now.
 * Not here: what a task does (graph), when a holder gives up (server).
 * Every call has a deadline of its own, and rejects with `PixoraError` only: `store_failed` when the store cannot be
 * reached or written, `fenced`, `task_unknown`, `task_busy`.
 */
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import type { Book } from "../models/book.ts";
import type { PixoraError } from "../models/error.ts";
import type { TaskEvent } from "../models/event.ts";
import type { Task, TaskStatus } from "../models/task.ts";
import type { Amendment, TaskChanges, TaskDraft, TaskRow } from "../models/task-row.ts";

/** The right to change a task. */
export interface Fence {
  taskId: string;
  epoch: number;
}

export interface Stores {
  readonly kind: "file" | "redis";
  readonly tasks: TaskStore;
  readonly events: EventLog;
  readonly queue: TaskQueue;
  readonly outbox: Outbox;
  readonly signals: Signals;
  readonly assets: AssetUses;
  readonly rates: RequestRates;
  /** The book of what a task bought, as its holder writes it; without an epoch for reading alone (decisions are `fenced`). */
  book(fence: Fence | { taskId: string; epoch: null }): Book;
  /** LangGraph's saver. With a fence it writes for that task alone, as its holder; without one for any thread, unfenced. */
  saver(fence: Fence | null): BaseCheckpointSaver;
  /** What makes the promises void, each as a sentence that says what to set. Empty when all is well. Rejects when unreachable. */
  hazards(): Promise<string[]>;
  /** What it is known by, without asking, that the store cannot be reached now; null while it can, or nobody has noticed. */
  outage(): Outage | null;
  close(): Promise<void>;
}

export interface Outage {
  /** For so long already: milliseconds. */
  forMs: number;
  problem: PixoraError;
}

export type Claimed =
  /** The row with the new epoch. */
  | { kind: "claimed"; row: TaskRow }
  /** Somebody else holds it, for so long at least unless they renew: milliseconds. */
  | { kind: "held"; forMs: number }
  /** Nothing to do: it has ended. */
  | { kind: "over"; row: TaskRow }
  | { kind: "missing" };

/** One creation, repeated safely. The key is the client's; the hash is of the whole request. */
export interface Idempotency {
  key: string;
  hash: string;
}

export type Created =
  | { kind: "created"; row: TaskRow }
  /** The same id or key, with the same request: the task that is there. */
  | { kind: "known"; row: TaskRow }
  /** The same key with another request. */
  | { kind: "mismatch" }
  | Refused;

export type Refused =
  /** Its owner may not have another one now. */
  | { kind: "refused"; reason: "open_tasks" }
  /** Its owner's budget does not cover it: so much is left, in US dollars. */
  | { kind: "refused"; reason: "budget"; leftUsd: number };

export type Reopened = { kind: "reopened"; row: TaskRow } | Refused;

/**
 * What an owner may have at most. Checked and taken in the same step as a creation, or as going on with a task.
 * A task counts with its own budget until it ends, then with what it spent and what is in doubt, also when it is deleted.
 */
export interface Allowance {
  /** Tasks that have not ended; null for no limit. */
  openTasks: number | null;
  /** For all tasks that were created in the last 30 days; null for no limit. */
  budgetUsd: number | null;
}

export interface TaskFilter {
  owner?: string | null;
  status?: TaskStatus;
  limit: number;
  /** What `nextCursor` was; absent for the first page. */
  cursor?: string | null;
}

export interface TaskStore {
  /** Accepts a task: from now on it is found by `unfinished` until it ends. */
  create(draft: TaskDraft, idempotency?: Idempotency | null, allowance?: Allowance | null): Promise<Created>;
  get(id: string): Promise<TaskRow | null>;
  /** Newest first. */
  list(filter: TaskFilter): Promise<{ rows: TaskRow[]; nextCursor: string | null }>;
  /**
   * Takes a task over when nobody holds it: epoch + 1, `running`. `crashes` grows when its last holder vanished.
   * @param leaseMs how long the hold lasts unless it is renewed
   */
  claim(id: string, leaseMs: number): Promise<Claimed>;
  /** Holds on to it. `lost`: another one holds it, or it has ended. */
  renew(fence: Fence, leaseMs: number): Promise<"held" | "lost">;
  /** Changes the row of a task that is held. Resolves with the row as it is then. */
  amend(fence: Fence, changes: Amendment): Promise<TaskRow>;
  /** Gives it back as `queued`, with no crash counted. */
  release(fence: Fence): Promise<void>;
  /**
   * The end, in one step: status and task, the last event, the hold, and the entry in the outbox when the request names a
   * `webhookUrl`. Repeated, it changes nothing.
   */
  finish(fence: Fence, end: { task: Task; event: TaskEvent }): Promise<void>;
  /** Asks for the end of a task that has not ended. Resolves with the row as it is then; null for no such task. */
  requestCancel(id: string): Promise<TaskRow | null>;
  /** Calls back as soon as somebody asks for the end of this task, also when that was before. Returns what stops it. */
  onCancel(id: string, tell: () => void): () => void;
  /**
   * Puts an ended, not completed task back: `queued`, round + 1, crashes and cancel wish forgotten.
   * Rejects with `task_unknown`, with `task_busy` while it runs, and with `invalid_request` when it is completed.
   */
  reopen(id: string, changes: TaskChanges, allowance?: Allowance | null): Promise<Reopened>;
  /**
   * Hides an ended task for good: from now on nobody finds, lists, claims or reopens it, only `condemned` tells it until
   * it is deleted. Resolves with its row, also when it was hidden before; null for none.
   * Rejects with `task_busy` unless it has ended.
   */
  condemn(id: string): Promise<TaskRow | null>;
  /** Tasks that are hidden, and whose deletion has not come to its end. */
  condemned(): Promise<TaskRow[]>;
  /** Condemns it and removes all of it. Broken off, it is to be done again. */
  delete(id: string): Promise<void>;
  /** Tasks that are nobody's at the moment and should be worked on: for the sweeper. Attended ones are left out. */
  unfinished(): Promise<string[]>;
}

export interface EventLog {
  /** Adds events, whose ids go on from the last one. Those that are there already are left as they are; a gap is a bug. */
  append(fence: Fence, events: readonly TaskEvent[]): Promise<void>;
  /** In the order of their ids, those after `afterId`. */
  read(taskId: string, afterId: number, limit?: number): Promise<TaskEvent[]>;
  /** 0 for an empty log. */
  lastId(taskId: string): Promise<number>;
  /** Replays what is newer, then goes on live; ends with a `task-end` that is the last of the log, or with the signal. */
  follow(taskId: string, afterId: number, signal: AbortSignal): AsyncGenerator<TaskEvent, void, undefined>;
}

/** What became of one wake-up. */
export type Handled =
  | { kind: "done" }
  /** It is somebody else's for now: wake again in so many milliseconds. */
  | { kind: "later"; forMs: number }
  /** This process ends: another one may have it at once. */
  | { kind: "hand_back" };

/** Wakes workers. Never the owner: a wake-up may come twice, late, or for a task that has ended. */
export interface TaskQueue {
  /** Wakes some worker for this task. The same task and epoch and round may be added again without harm. */
  add(row: Pick<TaskRow, "id" | "epoch" | "round">): Promise<void>;
  /** Handles wake-ups until it is closed, so many at once. `handle` never rejects. */
  work(handle: (taskId: string) => Promise<Handled>, atOnce: number): QueueWorker;
}

export interface QueueWorker {
  /** Takes no more, and resolves when all that it had have been handled. */
  close(): Promise<void>;
}

/** The end of a task that is to be told to its owner's server. */
export interface Delivery {
  /** The same for every try. */
  id: string;
  taskId: string;
  url: string;
  task: Task;
  /** Tries before this one. */
  tries: number;
  endedAt: string;
}

/** Ends that are to be told: each until it is told, or given up. A task that ends again is told again. */
export interface Outbox {
  /** Some that are due, and that no other process tells: they are the caller's for so long, in milliseconds. */
  take(limit: number, leaseMs: number): Promise<Delivery[]>;
  /** It was told, or is given up. */
  done(id: string): Promise<void>;
  /** It was not told: once more after so many milliseconds. One more try is counted. */
  later(id: string, afterMs: number): Promise<void>;
}

/** Words between processes. They are lost where nobody listens: what must not be lost is in a log or a book. */
export interface Signals {
  tell(channel: string, text: string): Promise<void>;
  /** Returns what stops it. */
  listen(channel: string, hear: (text: string) => void): () => void;
}

/**
 * Which stored files belong to which tasks: one file may be many tasks'. A task is entered before a file is stored for
 * it, and a file is removed by `sweep` alone: so no task loses one that another task has done with.
 */
export interface AssetUses {
  /** This task has these files, by their storage keys. Waits while one is being removed, to be stored anew. */
  add(taskId: string, keys: readonly string[]): Promise<void>;
  /** Whether this task has this file. */
  has(taskId: string, key: string): Promise<boolean>;
  /** This task has no files any more. Those that are no task's now wait for their removal. */
  release(taskId: string): Promise<void>;
  /**
   * Has all files removed that wait for it. None becomes a task's meanwhile. What could not be removed waits on.
   * @param remove removes these; rejects where it cannot, and ends within 20 s either way
   */
  sweep(remove: (keys: readonly string[]) => Promise<void>): Promise<void>;
}

/** Requests of each owner, counted over all processes. */
export interface RequestRates {
  /** Counts one. */
  take(owner: string, perMinute: number): Promise<Rate>;
}

export interface Rate {
  isAllowed: boolean;
  /** Requests that are left in this minute. */
  left: number;
  /** Until the next one is allowed, or the count begins anew: milliseconds. */
  resetMs: number;
}
