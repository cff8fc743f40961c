/** Ends that are to be told, as the lines of a journal leave them. The row of an end is its entry: both are one line. */
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { toDeliveryId } from "../delivery-id.ts";
import type { JournalLine, StoredDelivery } from "./journal-lines.ts";

/** By id. Those that were told stay, so that their row does not make them anew. */
export type Deliveries = Map<string, StoredDelivery>;

export function applyDeliveryLine(deliveries: Deliveries, line: JournalLine): void {
  if (line.kind === "row") enter(deliveries, deliveryOf(line.row));
  if (line.kind === "delivery") enter(deliveries, line.delivery);
  if (line.kind !== "tried") return;
  const known = deliveries.get(line.id);
  // Once told, it is told, whatever another process thought meanwhile.
  if (known?.dueAt) deliveries.set(line.id, { ...known, tries: line.tries, dueAt: line.dueAt });
}

function enter(deliveries: Deliveries, delivery: StoredDelivery | null): void {
  if (delivery && !deliveries.has(delivery.id)) deliveries.set(delivery.id, delivery);
}

/** Null for a row that is no end, and where nobody wants to be told. */
function deliveryOf({ id, epoch, status, request, ended, updatedAt }: TaskRow): StoredDelivery | null {
  if (!hasEnded(status) || ended === null || request.webhookUrl === null) return null;
  const name = toDeliveryId({ taskId: id, epoch });
  const { webhookUrl: url } = request;
  return { id: name, taskId: id, url, task: ended, tries: 0, endedAt: updatedAt, dueAt: updatedAt };
}

/** The fewest lines, after the row's, that add up to the same. */
export function deliveryLines(deliveries: Deliveries, row: TaskRow | null): JournalLine[] {
  const newest = row && deliveryOf(row);
  return [...deliveries.values()].flatMap((delivery): JournalLine[] => {
    const { id, tries, dueAt } = delivery;
    const isNew = tries === 0 && dueAt !== null;
    if (id === newest?.id) return isNew ? [] : [{ kind: "tried", id, tries, dueAt }];
    return dueAt === null ? [] : [{ kind: "delivery", delivery }];
  });
}
