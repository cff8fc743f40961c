/**
 * Deleting a task. It is hidden first, and its keys go last: whoever finishes a deletion that was broken off still finds
 * where the task was entered.
 */
import { PixoraError } from "../../models/error.ts";
import type { Task } from "../../models/task.ts";
import type { RedisConnection } from "./connection.ts";
import { type Keys, passingKeys } from "./keys.ts";
import type { Entry, OpenTasks } from "./open-tasks.ts";
import { forgetDeliveries } from "./outbox.ts";
import { createOwnerUsage, type OwnerUsage } from "./owner-usage.ts";
import { listOf, type Reply, textOf } from "./script.ts";
import { CONDEMN } from "./task-scripts.ts";

/** Returns what deletes a task: rejects with `task_busy` while somebody holds it. */
export function createTaskRemoval(connection: RedisConnection, keys: Keys, openTasks: OpenTasks) {
  const { run, ask } = connection;
  return async (id: string): Promise<void> => {
    const place = keys.task(id);
    const [outcome, fields] = listOf(await run(CONDEMN, [place.row], []));
    if (textOf(outcome) === "busy") {
      throw new PixoraError("task_busy", `Task ${id} is being carried out. Wait for its end, or cancel it.`);
    }
    await settle(id, listOf(fields), createOwnerUsage(connection, keys));
    const epoch = Number(textOf(listOf(fields)[3]));
    await forgetDeliveries({ taskId: id, epoch }, connection, keys);
    await openTasks.forget(toEntry(id, listOf(fields)) ?? (await entryOfDraft(id, openTasks)));
    await ask((redis) => redis.unlink(...passingKeys(place), place.book, place.row));
    // Who follows its events is told that nothing will come.
    await ask((redis) => redis.publish(place.news, "events"));
  };
}

/** What a deleted task has cost counts for its owner all the same. */
async function settle(id: string, [created, owner, , , ended]: readonly Reply[], usage: OwnerUsage): Promise<void> {
  const task: Task | null = JSON.parse(textOf(ended) || "null");
  if (textOf(created) !== "") await usage.settle({ id, owner: JSON.parse(textOf(owner)) }, task);
}

/** Null where there is no row. */
function toEntry(id: string, [created, owner, key]: readonly Reply[]): Entry | null {
  if (textOf(created) === "") return null;
  return { id, created: Number(textOf(created)), owner: JSON.parse(textOf(owner)), key: JSON.parse(textOf(key)) };
}

async function entryOfDraft(id: string, openTasks: OpenTasks): Promise<Entry> {
  const stored = await openTasks.draftOf(id);
  return { id, created: stored?.created ?? 0, owner: stored?.draft.owner ?? null, key: stored?.key ?? null };
}
