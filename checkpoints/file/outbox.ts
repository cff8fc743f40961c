/**
 * Ends that are to be told, in the journals of their tasks.
 * One process at a time has what is due, as long as it has something to tell; when it dies the others have it at once.
 */
import { readDeliveryId } from "../delivery-id.ts";
import type { Delivery, Outbox } from "../types.ts";
import type { StoredDelivery } from "./journal-lines.ts";
import type { FileParts } from "./parts.ts";
import type { TaskLock, TaskLocks } from "./task-lock.ts";
import { createTurn } from "./turns.ts";

export interface FileOutbox extends Outbox {
  close(): Promise<void>;
}

/** No task is called so. */
const LOCK = "the outbox";

export function createFileOutbox(parts: FileParts, locks: TaskLocks): FileOutbox {
  const leases = new Map<string, NodeJS.Timeout>();
  let lock: TaskLock | null = null;
  const inTurn = createTurn();
  const rest = () =>
    inTurn(async () => {
      if (leases.size > 0) return;
      await lock?.release();
      lock = null;
    });
  const giveBack = async (id: string) => {
    clearTimeout(leases.get(id));
    if (leases.delete(id)) await rest();
  };
  const take = async (limit: number, leaseMs: number): Promise<Delivery[]> => {
    lock ??= await locks.take(LOCK, () => {});
    if (!lock) return [];
    const due = (await dueNow(parts)).filter(({ id }) => !leases.has(id)).slice(0, limit);
    for (const { id } of due) leases.set(id, setTimeout(() => void giveBack(id), leaseMs).unref());
    return due.map(({ dueAt: _due, ...delivery }) => delivery);
  };
  return {
    take: (limit, leaseMs) => inTurn(() => take(limit, leaseMs)).finally(rest),
    async done(id) {
      await noteTry(parts, id, null);
      await giveBack(id);
    },
    async later(id, afterMs) {
      await noteTry(parts, id, new Date(Date.now() + afterMs).toISOString());
      await giveBack(id);
    },
    async close() {
      for (const timer of leases.values()) clearTimeout(timer);
      leases.clear();
      await rest();
    },
  };
}

/** Those that have waited longest come first. */
async function dueNow({ scan }: FileParts): Promise<StoredDelivery[]> {
  const now = new Date().toISOString();
  const due = (await scan.deliveries()).filter(({ dueAt }) => dueAt !== null && dueAt <= now);
  return due.sort((one, other) => Date.parse(one.dueAt ?? "") - Date.parse(other.dueAt ?? ""));
}

/** @param dueAt when another try is due; null when none is needed */
async function noteTry({ holds }: FileParts, id: string, dueAt: string | null): Promise<void> {
  const end = readDeliveryId(id);
  if (!end) return;
  await holds.writeFreely(end.taskId, (journal) =>
    journal.change(({ deliveries }) => {
      const known = deliveries.get(id);
      if (!known?.dueAt) return { lines: [], result: undefined };
      return { lines: [{ kind: "tried", id, tries: known.tries + 1, dueAt }], result: undefined };
    }, "disk"),
  );
}
