/** Keeps a cache's folder within its limit, whoever else is at it at the same time. */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** What a writer has not finished begins with this. */
export const UNFINISHED = ".unfinished-";

/** Either what all entries may take together, or how much less than now. */
export type Room = { limit: number } | { fewer: number };

interface Entry {
  path: string;
  bytes: number;
  /** When it was last used, in milliseconds. */
  used: number;
  isUnfinished: boolean;
}

/** No writer takes this long: it crashed. */
const CRASHED_MILLISECONDS = 3600 * 1000;
/** What nobody has used for so long goes anyway: it may be of a film that its owner has deleted. */
const UNUSED_MILLISECONDS = 30 * 24 * 3600 * 1000;
/** Where the limit is passed, it is passed soon again, and counting costs time. */
const KEPT_SHARE = 0.9;

/** Removes what was longest not used until the rest has room, what is too old, and what crashed writers left. */
export async function evict(folder: string, room: Room): Promise<void> {
  const all = await entriesIn(folder);
  const crashed = all.filter(({ isUnfinished, used }) => isUnfinished && Date.now() - used > CRASHED_MILLISECONDS);
  const unused = all.filter(({ used }) => Date.now() - used > UNUSED_MILLISECONDS);
  for (const { path } of [...crashed, ...unused]) await remove(path);
  const entries = all.filter((entry) => !entry.isUnfinished && !unused.includes(entry));
  entries.sort((one, other) => one.used - other.used);
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const limit = "limit" in room ? room.limit : bytes - room.fewer;
  if (bytes <= limit) return;
  for (const entry of entries) {
    if (bytes <= limit * KEPT_SHARE) return;
    await remove(entry.path);
    bytes -= entry.bytes;
  }
}

async function entriesIn(folder: string): Promise<Entry[]> {
  const shelves = await namesIn(folder);
  const entries: Entry[] = [];
  for (const shelf of shelves) {
    const names = await namesIn(join(folder, shelf));
    const found = await Promise.all(names.map((name) => entryAt(join(folder, shelf, name), name)));
    entries.push(...found.filter((entry) => entry !== null));
  }
  return entries;
}

/** Another process may remove what was just listed. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}

async function entryAt(path: string, name: string): Promise<Entry | null> {
  const status = await stat(path).catch(() => null);
  if (!status?.isFile()) return null;
  return { path, bytes: status.size, used: status.mtimeMs, isUnfinished: name.startsWith(UNFINISHED) };
}

/** What cannot be removed is somebody else's, or gone. */
async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}
