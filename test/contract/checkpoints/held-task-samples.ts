import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
import type { Fence, Stores } from "../../../checkpoints/types.ts";
import type { Decision, OperationEnd } from "../../../models/book.ts";
import type { TaskEvent } from "../../../models/event.ts";
import type { Operation } from "../../../models/operation.ts";
import type { Task } from "../../../models/task.ts";
import type { TaskDraft } from "../../../models/task-row.ts";
import { aTask } from "../../task-sample.ts";
import { aDraft, anEvent, claimAgain } from "./task-samples.ts";

/** A task in the store that somebody holds for a minute. */
export async function aHeldTask(stores: Stores, changes: Partial<TaskDraft> = {}): Promise<Fence> {
  const draft = aDraft(changes);
  await stores.tasks.create(draft);
  return claimAgain(stores, draft.id);
}

/** A task that has ended. */
export async function anEndedTask(
  stores: Stores,
  changes: Partial<TaskDraft> = {},
  status: Task["status"] = "failed",
): Promise<Fence> {
  const fence = await aHeldTask(stores, changes);
  await stores.tasks.finish(fence, anEnd(fence.taskId, 1, status));
  return fence;
}

/** The holder lets its lease run out, and another one takes the task over. */
export async function takenOver(stores: Stores): Promise<{ old: Fence; holder: Fence }> {
  const draft = aDraft();
  await stores.tasks.create(draft);
  const old = await claimAgain(stores, draft.id, 1);
  return { old, holder: await claimAgain(stores, draft.id) };
}

/** How a task ends: its last event and the task itself. */
export function anEnd(taskId: string, id: number, status: Task["status"] = "failed"): { task: Task; event: TaskEvent } {
  const data = { status, result: null, error: null };
  const { at } = anEvent(taskId, id);
  return { task: aTask({ id: taskId, status }), event: { id, taskId, at, event: "task-end", data } };
}

/** An operation that its holder is about to buy. */
export function aDecision(id: string, changes: Partial<Decision> = {}): Decision {
  return {
    id,
    key: "scene_asset_generator:3:still",
    round: 0,
    fingerprint: "0".repeat(64),
    capability: "image",
    vendor: "draft",
    model: "draft-image",
    maxUsd: 0.04,
    state: "intent",
    sentAt: null,
    problem: null,
    verdict: null,
    ...changes,
  };
}

/** A job that a vendor took. */
export function aJob(requestId: string): Operation {
  return { vendor: "draft", model: "draft-image", requestId, submittedAt: "2026-11-22T12:00:00.000Z" };
}

export function anOperationEnd(changes: Partial<OperationEnd> = {}): OperationEnd {
  return { state: "done", costUsd: 0.04, requestId: "job-1", problem: null, reply: null, ...changes };
}

/** Its holder writes a first checkpoint of a task's thread. */
export function putCheckpoint(stores: Stores, fence: Fence): Promise<unknown> {
  const config = { configurable: { thread_id: fence.taskId, checkpoint_ns: "" } };
  return stores.saver(fence).put(config, emptyCheckpoint(), { source: "input", step: -1, parents: {} }, {});
}
