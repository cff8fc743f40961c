import { rmdir } from "node:fs/promises";
import type { VideoAgent } from "../graph/agent.ts";
import { missingFolders, prepareFolder } from "../media/output-folder.ts";
import { isCancellation, PixoraError } from "../models/error.ts";
import type { VideoRequest } from "../models/request.ts";
import type { Task } from "../models/task.ts";
import { reduceTask, type TaskProgress } from "../models/task-progress.ts";
import { UsageError } from "./usage-error.ts";
import type { View } from "./view.ts";

export interface FilmOptions {
  taskId: string;
  /** Absolute path of the folder that receives the film. */
  folder: string;
  signal: AbortSignal;
  /** Handed what was thrown where the task ends by a bug. */
  onBug(error: unknown): void;
  view: View;
}

/**
 * Makes one film and shows it. Resolves with the ended task, whatever its end.
 * Rejects when there was no task: UsageError for a folder that cannot be written, PixoraError for the request.
 */
export async function makeFilm(
  agent: Pick<VideoAgent, "stream">,
  request: VideoRequest,
  { view, ...options }: FilmOptions,
): Promise<Task> {
  const added = await missingFolders(options.folder);
  await openFolder(options.folder);
  let progress: TaskProgress | null = null;
  try {
    for await (const event of agent.stream(request, options)) {
      progress = reduceTask(progress, event);
      view.event(event, progress);
    }
  } finally {
    view.close();
    // A folder without a film is litter.
    if (progress?.task.status !== "completed") await removeEmpty(added);
  }
  if (progress) return progress.task;
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
