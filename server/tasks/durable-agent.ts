/** Films that outlive their process: every one is a task in a store, and can be gone on with. */
import { setTimeout as delay } from "node:timers/promises";
import type { Created, Stores } from "../../checkpoints/types.ts";
import { awaitFilm, type FinishedTask, type RunOptions, type VideoAgent } from "../../graph/agent.ts";
import { newTaskId } from "../../graph/task-id.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { VariantChanges, VideoRequestInput } from "../../models/request.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskChanges, TaskRow } from "../../models/task-row.ts";
import { refuseSettlements } from "./refuse-settlements.ts";
import { changesOf, type ResumeOptions } from "./resume-options.ts";
import { createTaskDesk, type TaskDesk } from "./task-desk.ts";
import { createTaskReader, knownTask, type TaskReader } from "./task-reader.ts";
import { createTaskRunner, type RunEnd, type TaskRunner, type TaskRunnerOptions } from "./task-runner.ts";
import { startWorker, type Worker, type WorkerNews } from "./worker.ts";

/** The programmatic face of Pixora. One agent can make many films, also side by side. */
export interface DurableAgent
  extends Pick<VideoAgent, "stream" | "generate" | "estimate" | "graph" | "notices">,
    TaskReader {
  /**
   * Goes on with a task that failed, was cancelled, needs attention, or whose process ended, and tells what happens from
   * now on. What is done or paid for is used. A process that vanished without a word is waited for as long as it may
   * still be there. Rejects with `task_unknown`; with `task_busy` while a process carries it out; with `invalid_request`
   * when it is completed, or to settle an order that is not in doubt.
   */
  resume(taskId: string, options?: ResumeOptions): AsyncGenerator<TaskEvent, void, undefined>;
  /**
   * Puts the film of a completed task together otherwise, as a task of its own, and tells what happens. Nothing is bought
   * for it. Rejects with `task_unknown`; with `task_busy` while that task has not ended; with `invalid_request` when it
   * has no film, or for what cannot be changed.
   */
  variant(taskId: string, changes: VariantChanges, options?: RunOptions): AsyncGenerator<TaskEvent, void, undefined>;
  /** Accepts a film for the workers: it is made even if this process ends. Resolves with its name. */
  submit(request: VideoRequestInput, options?: Pick<RunOptions, "taskId" | "folder">): Promise<string>;
  /**
   * Carries out accepted tasks in this process, so many at once, until it, or the agent, is closed.
   * @param onNews told of what happens to them, instead of whom the agent tells
   */
  work(atOnce: number, onNews?: (news: WorkerNews) => void): Worker;
  /**
   * Asks for the end of a task, whichever process carries it out, and ends it here where none does.
   * Rejects with `task_unknown`.
   */
  cancel(taskId: string): Promise<void>;
  /** Where tasks are ordered for others: with owners, their limits and the clients' keys, as the HTTP service does. */
  readonly desk: TaskDesk;
  /** What makes the promises of its store void, as sentences. */
  hazards(): Promise<string[]>;
  close(): Promise<void>;
}

export interface DurableAgentParts extends Pick<TaskRunnerOptions, "trace"> {
  agent: VideoAgent;
  stores: Stores;
  /** How long a task stays a silent process's own: milliseconds. */
  leaseMs?: number;
  onBug?: (error: unknown) => void;
  /** Told of what happens to tasks that this agent carries out. */
  onNews?: (news: WorkerNews) => void;
}

export function createDurableAgent({ agent, stores, ...run }: DurableAgentParts): DurableAgent {
  const { tasks } = stores;
  const { accept, filmOf, estimate, graph, notices } = agent;
  const workers = new Set<Worker>();
  const desk = createTaskDesk({ accept, stores, runner: createTaskRunner({ agent, stores, ...run }) });

  const create = async (input: VideoRequestInput, options: RunOptions, isAttended: boolean): Promise<TaskRow> => {
    const { taskId, folder = null } = options;
    return newRow(await desk.order(input, { taskId, folder, isAttended }), taskId);
  };

  const carryOut = (taskId: string, carrying: Carrying) =>
    runToEnd(createTaskRunner({ agent, stores, ...run, onBug: carrying.onBug ?? run.onBug }), taskId, carrying);

  async function* stream(input: VideoRequestInput, options: RunOptions = {}) {
    const { id } = await create(input, options, true);
    yield* carryOut(id, options);
  }

  const filmOfTask = (taskId: string) => filmOf({ taskId, saver: stores.saver(null) });

  return {
    ...createTaskReader(stores),
    estimate,
    graph,
    notices,
    stream,
    async generate(input, options = {}): Promise<FinishedTask> {
      const taskId = options.taskId ?? newTaskId();
      return awaitFilm(stream(input, { ...options, taskId }), () => filmOfTask(taskId));
    },
    async *resume(taskId, options = {}) {
      const { onHeld = () => {}, signal, onBug } = options;
      const changes = changesOf(options);
      const running = { onHeld, ...(signal && { signal }), ...(onBug && { onBug }) };
      const row = await knownTask(tasks, taskId);
      await refuseSettlements(stores, row, changes);
      if (hasEnded(row.status)) await tasks.reopen(taskId, changes);
      yield* carryOut(taskId, { ...running, ...(!hasEnded(row.status) && { changes }) });
    },
    async *variant(sourceId, changes, options = {}) {
      const { taskId, folder = null } = options;
      const created = await desk.variant(sourceId, changes, { taskId, folder, isAttended: true });
      const { id } = newRow(created, taskId);
      yield* carryOut(id, options);
    },
    async submit(input, options = {}) {
      return (await create(input, options, false)).id;
    },
    work(atOnce, onNews = run.onNews) {
      const runner = createTaskRunner({ agent, stores, ...run, onNews });
      const worker = startWorker({ runner, stores, atOnce, onNews });
      workers.add(worker);
      return {
        async close() {
          workers.delete(worker);
          await worker.close();
        },
      };
    },
    async cancel(taskId) {
      const { ended } = await desk.cancel(taskId);
      await ended;
    },
    desk,
    hazards: stores.hazards,
    async close() {
      await Promise.all([...workers, desk].map((part) => part.close()));
      await stores.close();
    },
  };
}

function newRow(created: Created, taskId: string | undefined): TaskRow {
  if (created.kind === "created") return created.row;
  throw new PixoraError("task_busy", `There is a task ${taskId} already. Resume it, or choose another name.`);
}

interface Carrying extends Pick<RunOptions, "signal" | "onBug"> {
  /** Waits once for a task that is held, and tells; absent to wait for nobody. */
  onHeld?: (forMs: number) => void;
  /** What is to be changed of a task that has not ended. */
  changes?: TaskChanges;
}

/** Rejects when the task has not been brought to its end here, with the reason. */
async function* runToEnd(
  runner: TaskRunner,
  taskId: string,
  { signal = new AbortController().signal, onHeld, changes }: Carrying,
): AsyncGenerator<TaskEvent, void, undefined> {
  let end = yield* runner.run(taskId, signal, changes);
  if (end.kind === "held" && onHeld) {
    onHeld(end.forMs);
    await pause(end.forMs + MARGIN_MS, signal);
    if (signal.aborted) throw new PixoraError("cancelled", "The task was waited for no longer.");
    end = yield* runner.run(taskId, signal, changes);
  }
  // A process that slept for longer than its lease, as a laptop does, goes on unless another one has come meanwhile.
  while (end.kind === "lost") {
    await pause(MARGIN_MS, signal);
    end = yield* runner.run(taskId, signal, changes);
  }
  if (end.kind !== "ended") throw unfinished(taskId, end);
}

/** Clocks and stores need a moment. */
const MARGIN_MS = 500;

/** Ends early, without a word, when the signal aborts. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}

function unfinished(taskId: string, end: RunEnd): PixoraError {
  if (end.kind === "over")
    return new PixoraError("invalid_request", `The task ${taskId} is ${end.row.status} already.`);
  if (end.kind === "missing") return new PixoraError("task_unknown", `There is no task ${taskId} here.`);
  return new PixoraError(
    "task_busy",
    `Another process carries the task ${taskId} out. Follow it, or try again later.`,
    {
      retryable: true,
    },
  );
}
