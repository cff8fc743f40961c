import { rmdir } from "node:fs/promises";
import { missingFolders, prepareFolder } from "../media/output-folder.ts";
import { isCancellation, PixoraError } from "../models/error.ts";
import type { TaskEvent } from "../models/event.ts";
import type { Task } from "../models/task.ts";
import { reduceTask, type TaskProgress } from "../models/task-progress.ts";
import { UsageError } from "./usage-error.ts";
import type { View } from "./view.ts";

export interface FilmOptions {
  /** Absolute path of the folder that receives the film. */
  folder: string;
  /** What the task's log told before; null for a film that begins. */
  before: TaskProgress | null;
  view: View;
}

/** A film as it was shown. */
export interface ShownFilm {
  /** As far as it came: ended, unless it broke off. */
  task: Task;
  /** Why nothing more was told of the task, such as that it could not be written down; it can be gone on with. */
  brokenOff: { error: unknown } | null;
}

/**
 * Shows a film while it is made, whatever its end.
 * Rejects when nothing was told: UsageError for a folder that cannot be written, PixoraError for the request.
 * @param make begins, or goes on with, the task whose events it tells
 */
export async function showFilm(
  make: () => AsyncIterable<TaskEvent>,
  { view, folder, before }: FilmOptions,
): Promise<ShownFilm> {
  const added = await missingFolders(folder);
  await openFolder(folder);
  let progress = before;
  let isTold = false;
  let brokenOff: ShownFilm["brokenOff"] = null;
  try {
    for await (const event of make()) {
      isTold = true;
      progress = reduceTask(progress, event);
      view.event(event, progress);
    }
  } catch (error) {
    if (!isTold) throw error;
    brokenOff = { error };
  } finally {
    view.close();
    // A folder without a film is litter.
    if (progress?.task.status !== "completed") await removeEmpty(added);
  }
  if (progress) return { task: progress.task, brokenOff };
  throw new PixoraError("internal", "The task ended before it began.");
}

async function openFolder(folder: string): Promise<void> {
  try {
    await prepareFolder(folder);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof PixoraError)) throw error;
    throw new UsageError(error.message);
  }
}

/** Removes folders in this order, as long as they are empty. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  try {
    for (const folder of folders) await rmdir(folder);
  } catch {
    // Something is in it, or it never came to be.
  }
}
