/**
 * Reading tasks: one, or a page of them in the order of their age.
 */
import type { TaskStatus } from "../../models/task.ts";
import { statusOf, type TaskRow } from "../../models/task-row.ts";
import type { TaskFilter } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { listOf, textOf } from "./script.ts";
import { ROW_FIELDS, toRow } from "./stored-row.ts";

/** How many statuses are looked at in one go, when most do not match. */
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

  const placesAfter = ({ owner }: TaskFilter, after: string | null, count: number) => {
    const order = owner === undefined ? keys.tasks : keys.owner(owner);
    const from = after === null ? "+" : `(${after}`;
    return ask((redis) => redis.zrevrangebylex(order, from, "-", "LIMIT", 0, count));
  };

  /** Those whose tasks have this status. A row is much longer than its status: it is read where it is listed. */
  const withStatus = async (places: readonly string[], status: TaskFilter["status"]) => {
    if (status === undefined) return places;
    const replies = await askMany(places.map((place) => ["hmget", keys.task(idAt(place)).row, "status", "cancel"]));
    return places.filter((_place, index) => {
      const [found, cancel] = listOf(replies[index]).map(textOf);
      return found && statusOf({ status: found as TaskStatus, isCancelRequested: cancel === "1" }) === status;
    });
  };

  const listAt = async (places: readonly string[], status: TaskFilter["status"]) => {
    const rows = await readTasks(places.map(idAt));
    return places.flatMap((place, index): Listed[] => {
      const row = rows[index];
      const isMatch = row && isPlaceOf(row, place) && (status === undefined || statusOf(row) === status);
      return isMatch ? [{ place, row }] : [];
    });
  };

  return {
    readTask: async (id: string): Promise<TaskRow | null> => (await readTasks([id]))[0] ?? null,

    /** Looks one further than was asked for: only so is it known whether there is more. */
    async listTasks(filter: TaskFilter): Promise<{ rows: TaskRow[]; nextCursor: string | null }> {
      const { status, limit } = filter;
      const listed: Listed[] = [];
      let after = filter.cursor ?? null;
      for (let isMore = true; isMore && listed.length <= limit; ) {
        const wanted = limit + 1 - listed.length;
        const count = status === undefined ? wanted : STRIDE;
        const places = await placesAfter(filter, after, count);
        const found = await withStatus(places, status);
        listed.push(...(await listAt(found.slice(0, wanted), status)));
        // One that changed meanwhile makes room for a further one.
        after = (found.length > wanted ? found[wanted - 1] : places.at(-1)) ?? after;
        isMore = found.length > wanted || places.length === count;
      }
      const page = listed.slice(0, limit);
      const isMore = listed.length > limit;
      return { rows: page.map(({ row }) => row), nextCursor: isMore ? (page.at(-1)?.place ?? null) : null };
    },
  };
}

function idAt(place: string): string {
  return place.slice(place.indexOf(":") + 1);
}

/** Two creations of one id at the same time may leave a second place behind. */
function isPlaceOf(row: TaskRow, place: string): boolean {
  return place === `${Date.parse(row.createdAt)}:${row.id}`;
}
