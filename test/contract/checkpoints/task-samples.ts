import { randomUUID } from "node:crypto";
import { afterEach } from "vitest";
import type { Fence, Stores } from "../../../checkpoints/types.ts";
import type { TaskEvent } from "../../../models/event.ts";
import { VideoRequest } from "../../../models/request.ts";
import type { TaskChanges, TaskDraft, TaskRow } from "../../../models/task-row.ts";

/** What a suite opens: stores over data of its own, and the same data once more, as another process would see it. */
export interface OpenedStores {
  stores: Stores;
  reopen?(): Promise<Stores>;
  close(): Promise<void>;
}

/** Opens stores for each test of a suite, and closes them after it. */
export interface Openers {
  openStores(): Promise<Stores>;
  /** Two processes over the same data, or the same one twice where there can be only one. */
  openTwo(): Promise<[Stores, Stores]>;
}

export function openersOfSuite(open: () => Promise<OpenedStores>): Openers {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  return {
    async openStores() {
      const one = await open();
      opened.push(one);
      return one.stores;
    },
    async openTwo() {
      const one = await open();
      opened.push(one);
      if (!one.reopen) return [one.stores, one.stores];
      const other = await one.reopen();
      opened.unshift(other);
      return [one.stores, other];
    },
  };
}

/** A task as it is asked for, with an id of its own. */
export function aDraft(changes: Partial<TaskDraft> = {}): TaskDraft {
  const request = VideoRequest.parse({ prompt: "A fox finds a lantern" });
  return { id: `task-${randomUUID()}`, request, owner: null, folder: null, isAttended: false, ...changes };
}

/** Creates a task and holds it. */
export async function claimed({ tasks }: Stores, leaseMs = 30_000): Promise<Fence> {
  const draft = aDraft();
  await tasks.create(draft);
  return claimAgain({ tasks }, draft.id, leaseMs);
}

/** Holds a task that is there, as soon as nobody else does. */
export async function claimAgain({ tasks }: Pick<Stores, "tasks">, taskId: string, leaseMs = 30_000): Promise<Fence> {
  for (;;) {
    const found = await tasks.claim(taskId, leaseMs);
    if (found.kind === "claimed") return { taskId, epoch: found.row.epoch };
    if (found.kind !== "held") throw new Error(`The task ${taskId} cannot be claimed: ${found.kind}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Puts an ended task back. */
export async function reopened(
  { tasks }: Pick<Stores, "tasks">,
  taskId: string,
  changes: TaskChanges,
): Promise<TaskRow> {
  const answer = await tasks.reopen(taskId, changes);
  if (answer.kind === "refused") throw new Error(`The task ${taskId} was not put back: ${answer.reason}.`);
  return answer.row;
}

/** A step's start, or the end of the task. */
export function anEvent(taskId: string, id: number, kind: "step-start" | "task-end" = "step-start"): TaskEvent {
  const head = { id, taskId, at: "2026-11-22T12:00:00.000Z" };
  if (kind === "step-start") return { ...head, event: kind, data: { step: "planner", scene: null } };
  return { ...head, event: kind, data: { status: "failed", result: null, error: null } };
}
