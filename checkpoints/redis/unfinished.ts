/**
 * The sweeper's question: which tasks are nobody's and should be worked on. On the way it mends what a crash left half
 * done: an accepted task without its row, an ended one among the open.
 */

import { hasEnded, type TaskStatus } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import type { OpenTask, OpenTasks } from "./open-tasks.ts";
import { createOwnerUsage } from "./owner-usage.ts";
import { listOf, type Reply, textOf } from "./script.ts";
import type { Draft } from "./stored-row.ts";

interface Sweep {
  connection: RedisConnection;
  keys: Keys;
  openTasks: OpenTasks;
  write(draft: Draft): Promise<TaskRow>;
}

/**
 * An ended task stays among the open ones for so long: who reopens it enters it first and changes it then, and must not
 * be undone in between. Longer than any call's deadline.
 */
const GRACE_MS = 60_000;

/** How many rows are read in one go. */
const STRIDE = 500;

const FIELDS = ["created", "status", "attended", "holder", "until", "owner", "ended"];

export async function findUnfinished(sweep: Sweep): Promise<string[]> {
  const { now, tasks } = await sweep.openTasks.all();
  const found: string[] = [];
  for (let start = 0; start < tasks.length; start += STRIDE) {
    const part = tasks.slice(start, start + STRIDE);
    const rows = await sweep.connection.askMany(part.map(({ id }) => ["hmget", sweep.keys.task(id).row, ...FIELDS]));
    for (const [place, task] of part.entries()) {
      if (await isUnfinished(task, listOf(rows[place]), now, sweep)) found.push(task.id);
    }
  }
  return found;
}

async function isUnfinished(task: OpenTask, row: readonly Reply[], now: number, sweep: Sweep): Promise<boolean> {
  const [created = "", status = "", attended, holder, until, owner = "null", ended = "null"] = row.map(textOf);
  if (created === "") return mendRowless(task, sweep);
  // Hidden: it is being deleted.
  if (status === "") return false;
  if (hasEnded(status as TaskStatus)) {
    if (task.ageMs <= GRACE_MS) return false;
    const { connection, keys, openTasks } = sweep;
    await createOwnerUsage(connection, keys).settle({ id: task.id, owner: JSON.parse(owner) }, JSON.parse(ended));
    await openTasks.close(task);
    return false;
  }
  return attended === "0" && (holder === "" || Number(until) <= now);
}

/** It was accepted, or is being deleted, or was just now made and its row was not there a moment ago. */
async function mendRowless(task: OpenTask, sweep: Sweep): Promise<boolean> {
  const draft = await sweep.openTasks.draftOf(task.id);
  if (draft !== null) return !(await sweep.write(draft)).isAttended;
  if (task.ageMs > GRACE_MS) await sweep.openTasks.close(task);
  return false;
}
