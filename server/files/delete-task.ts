/** Deleting a task with everything that is kept of it, wherever that lies. */
import type { AssetUses, Stores } from "../../checkpoints/types.ts";
import { PixoraError } from "../../models/error.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { deadlineAfter } from "../../providers/deadline.ts";
import type { CallContext, Records, Storage } from "../../providers/types.ts";
import { type FilmPlaces, RESULT_FILES, removeFilm } from "./film-folder.ts";

export interface DeletionParts extends FilmPlaces {
  stores: Pick<Stores, "tasks" | "assets">;
  storage: Pick<Storage, "unpublish" | "remove">;
  /** Null where tasks are recorded nowhere else. */
  records: Records | null;
}

/**
 * Deletes a task that has ended. Rejects with `task_busy` for any other.
 * What its users see goes first, its row last: a deletion that was broken off is found by the row, and done again.
 * Files that several films are made from stay as long as one of these is there.
 */
export async function deleteTask(row: TaskRow, parts: DeletionParts, context: CallContext): Promise<void> {
  const { stores, storage, records } = parts;
  refuseBusy(row);
  await records?.remove(row.id, context);
  const published = Object.values(RESULT_FILES).map(({ name }) => ({ taskId: row.id, owner: row.owner, name }));
  await storage.unpublish(published, context);
  // Somebody may have gone on with it meanwhile: then its material is needed.
  refuseBusy((await stores.tasks.get(row.id)) ?? row);
  await removeFilm(row, parts);
  await stores.assets.release(row.id);
  await removeUnused(stores.assets, storage);
  await stores.tasks.delete(row.id);
}

/** Within the time that a removal may take. */
const REMOVAL_MS = 15_000;

/** Removes all stored files that are no task's, also those that an earlier deletion could not remove. */
export function removeUnused(assets: AssetUses, storage: Pick<Storage, "remove">): Promise<void> {
  return assets.sweep(async (keys) => {
    const signal = deadlineAfter(REMOVAL_MS);
    await storage.remove(keys, { signal }).catch((cause: unknown) => {
      if (!signal.aborted) throw cause;
      const message = `${keys.length} files were not removed in ${REMOVAL_MS / 1000} s. Try again.`;
      throw new PixoraError("timeout", message, { cause, retryable: true });
    });
  });
}

function refuseBusy({ id, status }: TaskRow): void {
  if (hasEnded(status)) return;
  throw new PixoraError("task_busy", `The task ${id} is ${status}. Cancel it first, or wait for its end.`);
}
