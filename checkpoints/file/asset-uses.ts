/**
 * Which stored files belong to which tasks, as empty files in `<dataDir>/asset-uses/`: `files/<file>/<task>` and
 * `tasks/<task>/<file>` mirror each other, and `unused/<file>` waits to be looked at by a sweep: it may be used again.
 * Each change of one file's is made under a lock of its name, which a dead process cannot hold. A crash between two
 * steps leaves something to look at, never a file that is forgotten.
 */
import { access, mkdir, open, readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PixoraError } from "../../models/error.ts";
import type { AssetUses } from "../types.ts";
import { isCode, PRIVATE_FILE, PRIVATE_FOLDER, storeFailed, syncFolder } from "./durable-files.ts";
import { createTaskLocks, type TaskLock, type TaskLocks } from "./task-lock.ts";

/** Pause between two tries at a lock, and for how long it is tried: longer than a removal may take. Milliseconds. */
const LOOK_MS = 10;
const PATIENCE_MS = 30_000;
/** Files that are removed in one go. */
const BATCH = 100;

export function createFileAssetUses(dataDir: string): AssetUses {
  const folder = join(dataDir, "asset-uses");
  const places = placesIn(folder);
  const locks = createTaskLocks(folder);
  const explained = <Result>(work: Promise<Result>) =>
    work.catch((cause: unknown) => {
      throw storeFailed(folder, cause);
    });
  return {
    add: (taskId, keys) =>
      explained(forEach(keys, (key) => underLock(locks, nameOf(key), () => enter(places, taskId, nameOf(key))))),
    has: async (taskId, key) => KEY.test(key) && isThere(join(places.filesOf(taskId), nameOf(key))),
    release: (taskId) => explained(releaseAll(places, locks, taskId)),
    async sweep(remove) {
      const names = await explained(namesIn(places.unused));
      for (let from = 0; from < names.length; from += BATCH) {
        await sweepSome(names.slice(from, from + BATCH), { places, locks, remove });
      }
    },
  };
}

interface Places {
  unused: string;
  /** Folder of the tasks that have a file. */
  tasksOf(name: string): string;
  /** Folder of the files that a task has. */
  filesOf(taskId: string): string;
}

function placesIn(folder: string): Places {
  return {
    unused: join(folder, "unused"),
    tasksOf: (name) => join(folder, "files", name),
    filesOf: (taskId) => join(folder, "tasks", taskId),
  };
}

/** All stored files lie in one folder: `assets/<sha256>.<extension>`. */
const KEY = /^assets\/([0-9a-f]{64}\.[a-z0-9]{2,4})$/;

function nameOf(key: string): string {
  const name = KEY.exec(key)?.[1];
  if (name === undefined) throw new PixoraError("internal", `${JSON.stringify(key)} is not the key of a stored file.`);
  return name;
}

const keyOf = (name: string) => `assets/${name}`;

/** By the task first: so its release finds it, whatever happens next. */
async function enter(places: Places, taskId: string, name: string): Promise<void> {
  await mark(join(places.filesOf(taskId), name));
  await mark(join(places.tasksOf(name), taskId));
}

async function releaseAll(places: Places, locks: TaskLocks, taskId: string): Promise<void> {
  const files = places.filesOf(taskId);
  await forEach(await namesIn(files), (name) =>
    underLock(locks, name, async () => {
      await mark(join(places.unused, name));
      await rm(join(places.tasksOf(name), taskId), { force: true });
      await rm(join(files, name), { force: true });
    }),
  );
  await removeEmpty(files);
}

interface Sweep {
  places: Places;
  locks: TaskLocks;
  remove: Parameters<AssetUses["sweep"]>[0];
}

/** Those that another process is at are left to it. */
async function sweepSome(names: readonly string[], { places, locks, remove }: Sweep): Promise<void> {
  const taken = new Map<string, TaskLock>();
  try {
    for (const name of names) {
      const lock = await locks.take(name, () => {});
      if (lock) taken.set(name, lock);
    }
    const unused: string[] = [];
    for (const name of taken.keys()) if (await isUnused(places, name)) unused.push(name);
    if (unused.length > 0) await remove(unused.map(keyOf));
    await forEach(unused, (name) => removeEmpty(places.tasksOf(name)));
    await forEach([...taken.keys()], (name) => rm(join(places.unused, name), { force: true }));
  } catch (cause) {
    throw storeFailed(places.unused, cause);
  } finally {
    await forEach([...taken.values()], (lock) => lock.release());
  }
}

/** Another sweep may have been here since the names were read. */
async function isUnused(places: Places, name: string): Promise<boolean> {
  return (await isThere(join(places.unused, name))) && (await namesIn(places.tasksOf(name))).length === 0;
}

async function underLock(locks: TaskLocks, name: string, work: () => Promise<void>): Promise<void> {
  const lock = await waitForLock(locks, name);
  try {
    await work();
  } finally {
    await lock.release();
  }
}

async function waitForLock(locks: TaskLocks, name: string): Promise<TaskLock> {
  for (const since = performance.now(); performance.now() - since < PATIENCE_MS; ) {
    const lock = await locks.take(name, () => {});
    if (lock) return lock;
    await sleep(LOOK_MS);
  }
  throw new PixoraError("store_failed", `The file ${name} is being removed for too long.`, { retryable: true });
}

/** An empty file, whose name is on the disk when it resolves. */
async function mark(path: string): Promise<void> {
  if (await isThere(path)) return;
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  await (await open(path, "a", PRIVATE_FILE)).close();
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(dirname(folder));
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (isCode(cause, "ENOENT")) return [];
    throw cause;
  }
}

/** Leaves a folder that has something in it. */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((cause: unknown) => {
    if (!isCode(cause, "ENOENT", "ENOTEMPTY", "EEXIST")) throw cause;
  });
}

async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (const item of items) await work(item);
}
