/** The row of each journal in a folder, without reading more of the files than what is new in them. */
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TaskRow } from "../../models/task-row.ts";
import { isCode, readFrom, storeFailed } from "./durable-files.ts";
import { HEAD_BYTES, readLine, wholeLines } from "./journal-lines.ts";
import { applyRowLine } from "./task-state.ts";

export interface RowScan {
  /** Null when it has no journal, or one without a row. Rejects when the journal is broken. */
  row(path: string): Promise<TaskRow | null>;
  /** Of all journals that can be read, in any order: one broken file hides no other task. */
  rows(): Promise<TaskRow[]>;
  /** Absolute paths of all journals. */
  paths(): Promise<string[]>;
}

/** How far a file was read, and what it was then. */
interface Scanned {
  row: TaskRow | null;
  offset: number;
  /** Tells this file from another one that takes its place. */
  head: string;
  /** Its inode, size and time of change: while they are the same, nobody opens it. */
  stamp: string;
}

export const JOURNAL_ENDING = ".jsonl";

/** So many files are open at once: a system allows about a thousand. */
const AT_ONCE = 32;

export function createRowScan(folder: string): RowScan {
  const known = new Map<string, Scanned>();
  const row = async (path: string) => {
    const scanned = await scan(path, known.get(path)).catch((cause) => {
      throw storeFailed(path, cause);
    });
    if (scanned) known.set(path, scanned);
    else known.delete(path);
    return scanned?.row ?? null;
  };
  return {
    row,
    paths: () => journalsIn(folder),
    async rows() {
      const paths = await journalsIn(folder);
      const found: (TaskRow | null)[] = [];
      for (let start = 0; start < paths.length; start += AT_ONCE) {
        const some = paths.slice(start, start + AT_ONCE);
        found.push(...(await Promise.all(some.map((path) => row(path).catch(() => null)))));
      }
      return found.filter((row) => row !== null);
    },
  };
}

async function journalsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause) => {
    if (isCode(cause, "ENOENT")) return [];
    throw storeFailed(folder, cause);
  });
  return names.filter((name) => name.endsWith(JOURNAL_ENDING)).map((name) => join(folder, name));
}

async function scan(path: string, known: Scanned | undefined): Promise<Scanned | null> {
  const found = await stat(path).catch((cause) => {
    if (isCode(cause, "ENOENT")) return null;
    throw cause;
  });
  if (!found) return null;
  const stamp = `${found.ino}:${found.size}:${found.mtimeMs}`;
  return known?.stamp === stamp ? known : scanOn(path, known, stamp);
}

async function scanOn(path: string, known: Scanned | undefined, stamp: string): Promise<Scanned> {
  const file = await open(path, "r");
  try {
    const head = (await readFrom(file, 0, HEAD_BYTES)).toString();
    const { size } = await file.stat();
    const isSame = known?.head === head && known.offset <= size;
    const from = isSame ? known : { row: null, offset: 0 };
    const added = await readFrom(file, from.offset, Math.max(0, size - from.offset));
    const state = { row: from.row };
    let whole = 0;
    for (const { start, end } of wholeLines(added)) {
      if (isRowLine(added, start)) applyRowLine(state, readLine(added.toString("utf8", start, end)));
      whole = end + 1;
    }
    return { row: state.row, offset: from.offset + whole, head, stamp };
  } finally {
    await file.close();
  }
}

const ROW_STARTS = ["row", "cancel"].map((kind) => Buffer.from(`{"kind":"${kind}"`));

function isRowLine(bytes: Buffer, start: number): boolean {
  return ROW_STARTS.some((prefix) => bytes.subarray(start, start + prefix.length).equals(prefix));
}
