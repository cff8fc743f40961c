/**
 * Pieces of films and their mixed sound, kept on disk for films to come. Any number of processes share one folder
 * without a lock: an entry comes and goes whole, and one that goes takes nothing from a film that has taken it.
 * Not here: what a name is made of. Whoever keeps a file answers for it that another of this name would be the same.
 */
import { createHash, randomUUID } from "node:crypto";
import { copyFile, link, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, extname, join, parse } from "node:path";
import { PixoraError } from "../../models/error.ts";
import { hashFile, prepareFolder, unwritable } from "../output-folder.ts";
import { evict, UNFINISHED } from "./cache-eviction.ts";

export interface PieceCacheOptions {
  /** Made when it is missing. */
  folder: string;
  /** What all entries together may take; more for a moment. */
  maxBytes: number;
  /** What makes the files: those that another maker kept are not found. Asked at the first use. */
  maker: () => Promise<string>;
}

export interface PieceCache {
  readonly folder: string;
  /** Puts the file of this name, byte for byte as it was kept, where no file is yet. False where none is kept. */
  take(name: string, path: string): Promise<boolean>;
  /** Keeps a finished file, which nobody may change from now on. Never rejects: no film fails for its cache. */
  keep(name: string, path: string): Promise<void>;
  /** Gives up what was longest not used, so that others have this much more of the disk. */
  release(bytes: number): Promise<void>;
  /** Why the last file could not be kept, in one line; null when it was. */
  problem(): string | null;
}

/** Entries are counted each time so much of the limit has come in: processes know nothing of each other's. */
const PARTS_OF_LIMIT = 16;
const OTHER_CACHE = "nothing is kept for other films";

/** A cache of files. An entry's name is the file's, and the SHA-256 of its bytes: what does not fit it is removed. */
export function createPieceCache({ folder, maxBytes, maker }: PieceCacheOptions): PieceCache {
  let uncounted = Number.POSITIVE_INFINITY;
  let problem: string | null = null;

  const count = async (bytes: number) => {
    uncounted += bytes;
    if (uncounted < maxBytes / PARTS_OF_LIMIT) return;
    uncounted = 0;
    await evict(folder, { limit: maxBytes });
  };

  /** Names of entries begin with a hash. Its first two digits are a shelf, so that no folder grows large. */
  const placeOf = async (name: string) => {
    const id = createHash("sha256")
      .update(`${await maker()} ${name}`)
      .digest("hex");
    return { shelf: join(folder, id.slice(0, 2)), file: `${id}${extname(name)}` };
  };

  return {
    folder,
    async take(name, path) {
      // Whatever ails the maker is told when it is to make the file.
      const known = await placeOf(name).catch(() => null);
      if (!known) return false;
      const { shelf, file } = known;
      for (const entry of await entriesOf(shelf, file)) if (await bring(join(shelf, entry), path)) return true;
      return false;
    },
    async keep(name, path) {
      try {
        const { shelf, file } = await placeOf(name);
        await prepareFolder(shelf, OTHER_CACHE);
        const { bytes, sha256 } = await settle(path);
        await linkOrCopy(path, join(shelf, entryName(file, sha256)));
        problem = null;
        await count(bytes);
      } catch (error) {
        problem = error instanceof PixoraError ? error.message : unwritable(folder, error, OTHER_CACHE).message;
      }
    },
    async release(bytes) {
      await evict(folder, { fewer: bytes });
    },
    problem: () => problem,
  };
}

function entryName(file: string, sha256: string): string {
  const { name, ext } = parse(file);
  return `${name}.${sha256}${ext}`;
}

/** More than one where two processes made the file at once, each a little differently. */
async function entriesOf(shelf: string, file: string): Promise<string[]> {
  const { name, ext } = parse(file);
  const names = await readdir(shelf).catch((): string[] => []);
  return names.filter((entry) => entry.startsWith(`${name}.`) && parse(entry).ext === ext);
}

/** The file is checked where it was brought to, since an entry can be removed at any time. */
async function bring(entry: string, path: string): Promise<boolean> {
  try {
    // A file of an earlier film may have the same name.
    await rm(path, { force: true });
    await linkOrCopy(entry, path);
    if ((await hashFile(path)) === parse(parse(entry).name).ext.slice(1)) {
      await touch(entry);
      return true;
    }
    await rm(entry, { force: true });
  } catch {
    // Gone meanwhile, or unreadable: as good as none.
  }
  await rm(path, { force: true });
  return false;
}

/** What was used last goes last. In a cache that cannot be written, nothing goes. */
async function touch(entry: string): Promise<void> {
  const now = new Date();
  await utimes(entry, now, now).catch(() => {});
}

/** Waits until the file's bytes are on the disk: its name must not get there before them. */
async function settle(path: string): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path);
  try {
    await file.sync();
    return { bytes: (await file.stat()).size, sha256: await hashFile(path) };
  } finally {
    await file.close();
  }
}

/** Two names for one file, or two files where the disk or its format allows no other. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return;
    await stat(from);
    await copyWhole(from, to);
  }
}

async function copyWhole(from: string, to: string): Promise<void> {
  const unfinished = join(dirname(to), `${UNFINISHED}${randomUUID()}`);
  try {
    await copyFile(from, unfinished);
    await settle(unfinished);
    await rename(unfinished, to);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
