/**
 * Deleting a task. It is hidden first, and its row goes last, with all that is left: whoever finishes a deletion that was
 * broken off still finds where the task was entered.
 */
import { PixoraError } from "../../models/error.ts";
import type { TaskRow } from "../../models/task-row.ts";
import type { TaskStore } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import { type Keys, passingKeys } from "./keys.ts";
import type { OpenTasks } from "./open-tasks.ts";
import { forgetDeliveries } from "./outbox.ts";
import { createOwnerUsage } from "./owner-usage.ts";
import { listOf, textOf } from "./script.ts";
import { ROW_FIELDS, toHiddenRow } from "./stored-row.ts";
import { CONDEMN, REMOVE } from "./task-scripts.ts";

interface Hidden {
  row: TaskRow;
  /** The client's own name for its creation. */
  key: string | null;
}

export function createTaskRemoval(
  connection: RedisConnection,
  keys: Keys,
  openTasks: OpenTasks,
): Pick<TaskStore, "condemn" | "condemned" | "delete"> {
  const { run, ask, askMany } = connection;
  const hide = async (id: string): Promise<Hidden | null> => {
    const [outcome, fields, key] = listOf(await run(CONDEMN, [keys.task(id).row, keys.condemned], [id]));
    const isBusy = textOf(outcome) === "busy" || (fields === undefined && (await openTasks.draftOf(id)) !== null);
    if (isBusy) throw new PixoraError("task_busy", `Task ${id} has not ended. Wait for its end, or cancel it.`);
    const row = toHiddenRow(fields);
    if (row === null) return null;
    // What it has cost counts for its owner all the same, and its ends are told to nobody.
    await createOwnerUsage(connection, keys).settle(row, row.ended);
    await forgetDeliveries({ taskId: id, epoch: row.epoch }, connection, keys);
    return { row, key: JSON.parse(textOf(key)) };
  };
  return {
    condemn: async (id) => (await hide(id))?.row ?? null,
    async condemned() {
      const ids = await ask((redis) => redis.smembers(keys.condemned));
      if (ids.length === 0) return [];
      const rows = await askMany(ids.map((id) => ["hmget", keys.task(id).row, ...ROW_FIELDS]));
      return rows.map(toHiddenRow).filter((row) => row !== null);
    },
    async delete(id) {
      const hidden = await hide(id);
      if (hidden === null) return;
      const { row, key } = hidden;
      await openTasks.forget({ id, created: Date.parse(row.createdAt), owner: row.owner, key });
      const place = keys.task(id);
      await run(REMOVE, [keys.condemned, ...passingKeys(place), place.book, place.row], [id, place.news]);
    },
  };
}
