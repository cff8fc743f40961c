/** The row of each journal in a folder, without reading more of the files than what is new in them. */
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TaskRow } from "../../models/task-row.ts";
import { isCode, storeFailed } from "./durable-files.ts";
import { readLine } from "./journal-lines.ts";
import { applyRowLine } from "./task-state.ts";

export interface RowScan {
  /** Null when it has no journal, or one without a row. Rejects when the journal is broken. */
  row(path: string): Promise<TaskRow | null>;
  /** Of all journals that can be read, in any order: one broken file hides no other task. */
  rows(): Promise<TaskRow[]>;
  /** Absolute paths of all journals. */
  paths(): Promise<string[]>;
}

/** How far a file was read. */
interface Scanned {
  row: TaskRow | null;
  offset: number;
  inode: number;
}

export const JOURNAL_ENDING = ".jsonl";

const NEW_LINE = 10;

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
      const found = await Promise.all(paths.map((path) => row(path).catch(() => null)));
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
  const isSame = known !== undefined && known.inode === found.ino && known.offset <= found.size;
  const from = isSame ? known : { row: null, offset: 0, inode: found.ino };
  return from.offset === found.size ? from : scanOn(path, from);
}

async function scanOn(path: string, { row, offset, inode }: Scanned): Promise<Scanned> {
  const added = await readAdded(path, offset);
  const state = { row };
  let start = 0;
  for (let end = added.indexOf(NEW_LINE); end >= 0; end = added.indexOf(NEW_LINE, start)) {
    if (isRowLine(added, start)) applyRowLine(state, readLine(added.toString("utf8", start, end)));
    start = end + 1;
  }
  return { row: state.row, offset: offset + start, inode };
}

const ROW_STARTS = ["row", "cancel"].map((kind) => Buffer.from(`{"kind":"${kind}"`));

function isRowLine(bytes: Buffer, start: number): boolean {
  return ROW_STARTS.some((prefix) => bytes.subarray(start, start + prefix.length).equals(prefix));
}

async function readAdded(path: string, offset: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, size - offset));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
