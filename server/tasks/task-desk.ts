/** Where tasks are ordered, gone on with and called off. Not here: who carries them out (worker.ts). */
import { join } from "node:path";
import type { z } from "zod";
import type { Allowance, Created, Idempotency, Reopened, Stores } from "../../checkpoints/types.ts";
import type { VideoAgent } from "../../graph/agent.ts";
import { newTaskId, refuseOddName } from "../../graph/task-id.ts";
import type { PricedRequest } from "../../graph/task-run.ts";
import { PixoraError } from "../../models/error.ts";
import { isSameFilm, VariantChanges, type VideoRequestInput, variantRequest } from "../../models/request.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskChanges, TaskDraft, TaskRow } from "../../models/task-row.ts";
import { refuseSettlements } from "./refuse-settlements.ts";
import { knownTask } from "./task-reader.ts";
import type { TaskRunner } from "./task-runner.ts";

export interface OrderOptions extends Partial<Pick<TaskDraft, "owner" | "folder" | "isAttended">> {
  /** Name of the task; made up when absent. */
  taskId?: string | undefined;
  /** Absolute path of the folder in which films get folders of their own, by their tasks' names; used where there is no `folder`. */
  filmsFolder?: string;
  idempotency?: Idempotency | null;
  /** What the owner may have; null for no limits. */
  limits?: Allowance | null;
}

export interface TaskDesk {
  /** Accepts a film. Rejects for a request that cannot become a task. */
  order(input: VideoRequestInput, options: OrderOptions): Promise<Created>;
  /**
   * Accepts a variant of a completed task: the same film, put together otherwise. Rejects with `task_unknown`, with
   * `task_busy` while that task has not ended, and with `invalid_request` when it has no film, or for no such changes.
   */
  variant(sourceId: string, changes: VariantChanges, options: OrderOptions): Promise<Created>;
  /**
   * Puts an ended task back for the workers, where its owner may have it. Rejects as `TaskStore.reopen` does, and with
   * `invalid_request` to settle an order that is not in doubt.
   */
  resume(taskId: string, changes: TaskChanges, limits?: Allowance | null): Promise<Reopened>;
  /** Asks for the end of a task. Rejects with `task_unknown`. */
  cancel(taskId: string): Promise<Cancelling>;
  /** Hands back what it is ending itself, and resolves when nothing is under way. */
  close(): Promise<void>;
}

export interface Cancelling {
  /** As it was found: what has ended stays as it is. */
  row: TaskRow;
  /** Resolves when it has ended, where nobody carries it out; at once where somebody does, who hears of it. */
  ended: Promise<void>;
}

export interface TaskDeskParts {
  accept: VideoAgent["accept"];
  stores: Pick<Stores, "tasks" | "queue" | "book">;
  runner: TaskRunner;
}

export function createTaskDesk({ accept, stores, runner }: TaskDeskParts): TaskDesk {
  const { tasks, queue } = stores;
  // Accepted is accepted: who was told otherwise would order it once more. A lost wake-up is made up for by the sweeper.
  const wake = (row: TaskRow) => (row.isAttended ? undefined : queue.add(row).catch(() => {}));
  const shutdown = new AbortController();
  const ending = new Set<Promise<void>>();
  const endHere = (taskId: string): Promise<void> => {
    const ended = endAlone(runner, taskId, shutdown.signal).finally(() => ending.delete(ended));
    ending.add(ended);
    return ended;
  };
  const enter = async (asked: Pick<TaskDraft, "request" | "variantOf">, options: OrderOptions): Promise<Created> => {
    const { owner = null, filmsFolder, isAttended = false, idempotency = null, limits = null } = options;
    const id = options.taskId ?? newTaskId();
    const folder = options.folder ?? (filmsFolder ? join(filmsFolder, id) : null);
    const created = await tasks.create({ id, ...asked, owner, folder, isAttended }, idempotency, limits);
    if (created.kind === "created") await wake(created.row);
    return created;
  };
  return {
    async order(input, options) {
      const { limits = null } = options;
      refuseOddName(options.taskId);
      const priced = await accept(input);
      const request = limits === null || limits.budgetUsd === null ? priced.request : withBudget(priced);
      return enter({ request }, options);
    },
    async variant(sourceId, changes, options) {
      refuseOddName(options.taskId);
      const wanted = VariantChanges.safeParse(changes);
      if (wanted.error) throw new PixoraError("invalid_request", complaintOf(wanted.error));
      const source = await knownTask(tasks, sourceId);
      refuseUnfinished(source);
      const request = variantRequest(source.request, wanted.data);
      if (isSameFilm(source.request, request)) throw new PixoraError("invalid_request", SAME_FILM);
      return enter({ request, variantOf: source.id }, options);
    },
    async resume(taskId, changes, limits = null) {
      const row = await knownTask(tasks, taskId);
      if (hasEnded(row.status)) await refuseSettlements(stores, row, changes);
      const hasBudget = limits !== null && limits.budgetUsd !== null;
      const covered = hasBudget ? await withOwnBudget(accept, row, changes) : changes;
      const reopened = await tasks.reopen(taskId, covered, limits);
      if (reopened.kind === "reopened") await wake(reopened.row);
      return reopened;
    },
    async cancel(taskId) {
      const before = await knownTask(tasks, taskId);
      const row = (await tasks.requestCancel(taskId)) ?? before;
      return { row, ended: hasEnded(row.status) ? Promise.resolve() : endHere(taskId) };
    },
    async close() {
      shutdown.abort("shutdown");
      await Promise.allSettled(ending);
    },
  };
}

/** Only of a film that is there can be a variant. */
const SAME_FILM =
  "The film would be the one that is there: change aspectRatio, resolution, captions, fit, or the captionStyle of burned captions.";

function refuseUnfinished({ id, status }: TaskRow): void {
  if (status === "completed") return;
  if (!hasEnded(status)) {
    const message = `The task ${id} is ${status}. There can be variants of it when its film is there: wait for its end.`;
    throw new PixoraError("task_busy", message, { retryable: true });
  }
  const message = `The task ${id} is ${status}, and has no film that there could be a variant of. Go on with it first.`;
  throw new PixoraError("invalid_request", message);
}

function complaintOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [...path.map(String), message].join(": ")).join("; ");
}

/** Where its owner has a budget, every task has one, so that all of them together cannot pass it. */
function withBudget({ request, price }: PricedRequest): PricedRequest["request"] {
  return { ...request, budgetUsd: request.budgetUsd ?? price.totalUsd.max };
}

/** The same for a task that is gone on with, also when it had none before. */
async function withOwnBudget(
  accept: TaskDeskParts["accept"],
  { request }: TaskRow,
  changes: TaskChanges,
): Promise<TaskChanges> {
  const budgetUsd = changes.budgetUsd ?? request.budgetUsd ?? (await accept(request)).price.totalUsd.max;
  return { ...changes, budgetUsd };
}

/** Where nobody holds the task, its jobs at vendors are stopped from here. */
async function endAlone(runner: TaskRunner, taskId: string, signal: AbortSignal): Promise<void> {
  for await (const _event of runner.run(taskId, signal));
}
