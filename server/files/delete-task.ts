/** Deleting a task with everything that is kept of it, wherever that lies. */
import type { AssetUses, Stores } from "../../checkpoints/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { deadlineAfter } from "../../providers/deadline.ts";
import type { CallContext, Records, Storage } from "../../providers/types.ts";
import { type FilmPlaces, RESULT_FILES, removeFilm } from "./film-folder.ts";

export interface DeletionParts extends FilmPlaces {
  stores: Pick<Stores, "tasks" | "assets">;
  storage: Pick<Storage, "unpublish" | "remove">;
  /** Null where tasks are recorded nowhere else. */
  records: Records | null;
  /** Told why files of deleted tasks could not be removed: `endDeletions` does it. */
  onLeft(error: unknown): void;
}

/**
 * Deletes a task that has ended. Rejects with `task_busy` for any other. No error where there is none.
 * It is hidden first, so that nobody goes on with it any more: a deletion that fails after that is ended by
 * `endDeletions`. Files that several films are made from stay as long as one of these is there.
 */
export async function deleteTask(id: string, parts: DeletionParts): Promise<void> {
  const { stores, storage, onLeft } = parts;
  const row = await stores.tasks.condemn(id);
  if (row === null) return;
  await endDeletion(row, parts);
  // Another task's file that stays must not keep this one from its end.
  await removeUnused(stores.assets, storage).catch(onLeft);
}

/**
 * Ends all deletions that were broken off, and removes all stored files that are no task's. What fails keeps nothing else
 * from its end: rejects with the first failure when all was tried.
 */
export async function endDeletions(parts: DeletionParts): Promise<void> {
  const { tasks, assets } = parts.stores;
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  for (const row of await tasks.condemned()) await endDeletion(row, parts).catch(note);
  await removeUnused(assets, parts.storage).catch(note);
  if (failures.length > 0) throw failures[0];
}

/** What its users see goes first, its row last, so that whoever does it again knows what there is to remove. */
async function endDeletion(row: TaskRow, parts: DeletionParts): Promise<void> {
  const { stores, storage, records } = parts;
  const published = Object.values(RESULT_FILES).map(({ name }) => ({ taskId: row.id, owner: row.owner, name }));
  await inTime(`The record of the task ${row.id} was`, async (context) => records?.remove(row.id, context));
  await inTime(`The film of the task ${row.id} was`, (context) => storage.unpublish(published, context));
  await removeFilm(row, parts);
  await stores.assets.release(row.id);
  await stores.tasks.delete(row.id);
}

function removeUnused(assets: AssetUses, storage: Pick<Storage, "remove">): Promise<void> {
  return assets.sweep((keys) => inTime(`${keys.length} files were`, (context) => storage.remove(keys, context)));
}

/** Within the time that a removal may take. */
const REMOVAL_MS = 15_000;

/** Goes on when nobody waits for the answer any more: what was begun is to come to its end. */
async function inTime(what: string, remove: (context: CallContext) => Promise<void>): Promise<void> {
  const signal = deadlineAfter(REMOVAL_MS);
  await remove({ signal }).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
    const message = `${what} not removed in ${REMOVAL_MS / 1000} s. Try again.`;
    throw new PixoraError("timeout", message, { cause, retryable: true });
  });
}
