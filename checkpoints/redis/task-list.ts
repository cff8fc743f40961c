/**
 * Reading tasks: one, or a page of them in the order of their age.
 */
import { statusOf, type TaskRow } from "../../models/task-row.ts";
import type { TaskFilter } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { ROW_FIELDS, toRow } from "./stored-row.ts";

/** How many rows are looked at in one go, when most do not match. */
const STRIDE = 500;

/** A task's place in the order: `<milliseconds>:<id>`. */
interface Listed {
  place: string;
  row: TaskRow;
}

export function createTaskList({ ask, askMany }: RedisConnection, keys: Keys) {
  const readTasks = async (ids: readonly string[]) => {
    const replies = await askMany(ids.map((id) => ["hmget", keys.task(id).row, ...ROW_FIELDS]));
    return replies.map(toRow);
  };

  /** The next places after one, and which of their tasks match. */
  const look = async ({ owner, status }: TaskFilter, after: string | null, count: number) => {
    const order = owner === undefined ? keys.tasks : keys.owner(owner);
    const from = after === null ? "+" : `(${after}`;
    const places = await ask((redis) => redis.zrevrangebylex(order, from, "-", "LIMIT", 0, count));
    const rows = await readTasks(places.map((place) => place.slice(place.indexOf(":") + 1)));
    const found = places.flatMap((place, index): Listed[] => {
      const row = rows[index];
      const isMatch = row && isPlaceOf(row, place) && (status === undefined || statusOf(row) === status);
      return isMatch ? [{ place, row }] : [];
    });
    return { places, found };
  };

  return {
    readTask: async (id: string): Promise<TaskRow | null> => (await readTasks([id]))[0] ?? null,

    /** Looks one further than was asked for: only so is it known whether there is more. */
    async listTasks(filter: TaskFilter): Promise<{ rows: TaskRow[]; nextCursor: string | null }> {
      const listed: Listed[] = [];
      let after = filter.cursor ?? null;
      for (let isMore = true; isMore && listed.length <= filter.limit; ) {
        const wanted = filter.status === undefined ? filter.limit + 1 - listed.length : STRIDE;
        const { places, found } = await look(filter, after, wanted);
        listed.push(...found);
        after = places.at(-1) ?? after;
        isMore = places.length === wanted;
      }
      const page = listed.slice(0, filter.limit);
      const isMore = listed.length > filter.limit;
      return { rows: page.map(({ row }) => row), nextCursor: isMore ? (page.at(-1)?.place ?? null) : null };
    },
  };
}

/** Two creations of one id at the same time may leave a second place behind. */
function isPlaceOf(row: TaskRow, place: string): boolean {
  return place === `${Date.parse(row.createdAt)}:${row.id}`;
}
