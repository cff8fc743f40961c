/** Where a task's film lies on this machine. */
import { readFile, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { PARTIAL_FILM } from "../../media/output-folder.ts";
import type { TaskRow } from "../../models/task-row.ts";

/** The finished files of a film: what a route calls them, their names in the folder, and their types. */
export const RESULT_FILES = {
  video: { name: "video.mp4", mediaType: "video/mp4" },
  poster: { name: "poster.jpg", mediaType: "image/jpeg" },
  "captions.srt": { name: "captions.srt", mediaType: "application/x-subrip" },
  "captions.vtt": { name: "captions.vtt", mediaType: "text/vtt" },
  manifest: { name: "manifest.json", mediaType: "application/json" },
} as const;
/** What is ready of a film that is being made. */
export const PARTIAL_FILE = { name: PARTIAL_FILM, mediaType: "video/mp4" } as const;
export type ResultName = keyof typeof RESULT_FILES;

export interface FilmPlaces {
  /** Absolute path of the folder in which the service's films have folders of their own, by their tasks' names. */
  filmsFolder: string;
  /** Where the film of a task lies whose row names no folder. */
  outputFolder(taskId: string): string;
}

export function folderOf({ id, folder }: TaskRow, { outputFolder }: FilmPlaces): string {
  return resolve(folder ?? outputFolder(id));
}

/**
 * Whether the finished film that lies in a task's folder is that task's, which is still at work: its last files are being
 * written. One that lay in a folder that somebody chose is older than the task, or is followed by its own manifest, the
 * last file of every film.
 */
export async function isNewFilm(row: TaskRow, places: FilmPlaces): Promise<boolean> {
  const folder = folderOf(row, places);
  const timeOf = ({ name }: { name: string }) => stat(join(folder, name)).then((found) => found.mtimeMs, noTime);
  const [film, manifest] = await Promise.all([timeOf(RESULT_FILES.video), timeOf(RESULT_FILES.manifest)]);
  if (film === null || film < Date.parse(row.createdAt)) return false;
  return manifest === null || manifest < film || (await makerOf(folder)) === row.id;
}

const noTime = () => null;

/**
 * Removes a film: with its folder, where the service made that for it. Of a folder that somebody chose only the film's own
 * files go, and only when they are this task's: another film may have taken their place. No error where there are none.
 */
export async function removeFilm(row: TaskRow, places: FilmPlaces): Promise<void> {
  const folder = folderOf(row, places);
  if (folder === resolve(places.filmsFolder, row.id)) return rm(folder, { recursive: true, force: true });
  if ((await makerOf(folder)) !== row.id) return;
  // The manifest, which tells whose they are, goes last: so a removal that was broken off can be ended.
  for (const { name } of [PARTIAL_FILE, ...Object.values(RESULT_FILES)]) await rm(join(folder, name), { force: true });
}

const Made = z.object({ taskId: z.string() });

/** The task whose film lies there; null for none that can be told. */
async function makerOf(folder: string): Promise<string | null> {
  try {
    return Made.parse(JSON.parse(await readFile(join(folder, RESULT_FILES.manifest.name), "utf8"))).taskId;
  } catch {
    return null;
  }
}
