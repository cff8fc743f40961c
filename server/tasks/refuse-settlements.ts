import type { Stores } from "../../checkpoints/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskChanges, TaskRow } from "../../models/task-row.ts";
import { ordersInDoubt } from "./task-reader.ts";

/**
 * A settlement of what is not in doubt would wait in the task's row, and do nothing. One that is sent again is known there.
 * Rejects with `invalid_request`.
 */
export async function refuseSettlements(
  stores: Pick<Stores, "book">,
  { id, settlements: earlier }: Pick<TaskRow, "id" | "settlements">,
  { settlements = {} }: TaskChanges,
): Promise<void> {
  const asked = Object.keys(settlements).filter((order) => !Object.hasOwn(earlier, order));
  if (asked.length === 0) return;
  const inDoubt = (await ordersInDoubt(stores, id)).map((order) => order.id);
  const [unknown] = asked.filter((order) => !inDoubt.includes(order));
  if (unknown === undefined) return;
  const there =
    inDoubt.length > 0 ? `These are: ${inDoubt.map((order) => JSON.stringify(order)).join(", ")}.` : "None is.";
  throw new PixoraError("invalid_request", `settle: no order ${JSON.stringify(unknown)} is in doubt. ${there}`);
}
