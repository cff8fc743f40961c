/** The files of tasks, as they are sent, and removed. Not here: whose they are (endpoints). */
import { basename, extname, join } from "node:path";
import type { Stores } from "../../checkpoints/types.ts";
import { PixoraError } from "../../models/error.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { mediaTypeOf } from "../../providers/asset-folder.ts";
import { deadlineAfter } from "../../providers/deadline.ts";
import type { CallContext, Providers, Storage } from "../../providers/types.ts";
import { deleteTask, endDeletions } from "./delete-task.ts";
import { type FilmPlaces, folderOf, isNewFilm, PARTIAL_FILE, RESULT_FILES, type ResultName } from "./film-folder.ts";
import { type ServedFile, serveFile } from "./serve-file.ts";

export interface TaskFiles {
  /** Absolute path of the folder in which new films get folders of their own. */
  readonly folder: string;
  /** A file of a finished film: its bytes, or a redirection to where they are. Null when there is no such file. */
  result(row: TaskRow, name: ResultName, request: Request): Promise<Response | null>;
  /**
   * What is ready of a film whose task has not ended with it, as far as it lies on this machine: at last all of it, while
   * the task publishes it. Null when nothing is.
   */
  partial(row: TaskRow, request: Request): Promise<Response | null>;
  /** A picture, a sound or a clip that this very task is made from, by `<sha256>.<extension>`. Null when it has no such file. */
  asset(row: TaskRow, name: string, request: Request): Promise<Response | null>;
  /**
   * Deletes an ended task with all its files. Rejects with `task_busy` for any other. Whatever else it rejects with, nobody
   * finds the task any more, and `tidy` removes the rest.
   */
  delete(row: Pick<TaskRow, "id">): Promise<void>;
  /** Ends earlier deletions that failed or were broken off: for the start, and now and then. */
  tidy(): Promise<void>;
}

export interface TaskFilesParts {
  stores: Pick<Stores, "tasks" | "assets">;
  providers: Pick<Providers, "storage" | "records">;
  /** Absolute path of the service's folder. */
  dataDir: string;
  /** Where the film of a task lies whose row names no folder. */
  outputFolder: FilmPlaces["outputFolder"];
  /** Told why files of a deleted task could not be removed: `tidy` does it. */
  onLeft(error: unknown): void;
}

/** A storage elsewhere is asked no longer for a link, or for a file: milliseconds. */
const ASKING_MS = 30_000;

export function createTaskFiles({ stores, providers, dataDir, outputFolder, onLeft }: TaskFilesParts): TaskFiles {
  const { storage, records } = providers;
  const folder = join(dataDir, "films");
  const places: FilmPlaces = { filmsFolder: folder, outputFolder };
  const deletion = { stores, storage, records, onLeft, ...places };
  const within = (request: Request) => ({ signal: AbortSignal.any([request.signal, deadlineAfter(ASKING_MS)]) });
  return {
    folder,
    async result(row, name, request) {
      const file = resultFile(row, name, places);
      if (file === null) return null;
      const published = { taskId: row.id, owner: row.owner, name: basename(file.path) };
      const link = await storage.link(published, within(request));
      return link === null ? serveFile(file, request) : redirect(link);
    },
    async partial(row, request) {
      const path = join(folderOf(row, places), PARTIAL_FILE.name);
      const { mediaType } = PARTIAL_FILE;
      const partial = { path, mediaType, downloadName: `${row.id}-partial.mp4`, isLasting: false };
      // It goes when the whole film is in its place, which is some time before the task has ended.
      return (await serveFile(partial, request)) ?? serveNewFilm(row, places, request);
    },
    async asset(row, name, request) {
      const file = assetFile(name);
      if (file === null || !(await stores.assets.has(row.id, file.key))) return null;
      const path = await pathOf(file.key, storage, within(request));
      return path === null ? null : serveFile({ ...file, path }, request);
    },
    delete: ({ id }) => deleteTask(id, deletion),
    tidy: () => endDeletions(deletion),
  };
}

/** Null for a film that is not there, and for captions that it has none of. */
function resultFile(row: TaskRow, name: ResultName, places: FilmPlaces): ServedFile | null {
  const result = row.status === "completed" ? row.ended?.result : null;
  if (!result || (name.startsWith("captions") && result.captions === null)) return null;
  return placedFile(row, name, places);
}

/** The finished film of a task that is still at work. Null when it has none yet. */
async function serveNewFilm(row: TaskRow, places: FilmPlaces, request: Request): Promise<Response | null> {
  if (hasEnded(row.status) || !(await isNewFilm(row, places))) return null;
  return serveFile(placedFile(row, "video", places), request);
}

function placedFile(row: TaskRow, name: ResultName, places: FilmPlaces): ServedFile {
  const { name: fileName, mediaType } = RESULT_FILES[name];
  const path = join(folderOf(row, places), fileName);
  return { path, mediaType, downloadName: `${row.id}${extname(fileName)}`, isLasting: false };
}

/** Null for a file that is not there yet: a task is entered as its owner before it is stored. */
function pathOf(key: string, storage: Storage, context: CallContext): Promise<string | null> {
  return storage.localPath(key, context).catch((error: unknown) => {
    if (error instanceof PixoraError && error.code === "vendor_failed" && !error.retryable) return null;
    throw error;
  });
}

const ASSET_NAME = /^([0-9a-f]{64})\.[a-z0-9]{2,4}$/;
const SHOWN = /^(image|audio|video)\//;

/** By the name alone; null for what is no picture, sound or clip. */
function assetFile(name: string): (Omit<ServedFile, "path"> & { key: string }) | null {
  const sha256 = ASSET_NAME.exec(name)?.[1];
  const mediaType = mediaTypeOf(name);
  if (sha256 === undefined || mediaType === null || !SHOWN.test(mediaType)) return null;
  return { key: `assets/${name}`, sha256, mediaType, downloadName: name, isLasting: true };
}

/** The link ends soon: whoever comes again asks again. */
function redirect(location: string): Response {
  return new Response(null, { status: 307, headers: { location, "cache-control": "no-store" } });
}
