/** The row of each journal in a folder, and what is to be told of it, without reading more of the files than what is new in them. */
import { statSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { TaskRow } from "../../models/task-row.ts";
import type { Deliveries } from "./deliveries.ts";
import { isCode, readFrom, storeFailed } from "./durable-files.ts";
import { HEAD_BYTES, readLine, type StoredDelivery, wholeLines } from "./journal-lines.ts";
import { applyRowLine } from "./task-state.ts";

export interface RowScan {
  /** Null when it has no journal, or one without a row. Rejects when the journal is broken. */
  row(path: string): Promise<TaskRow | null>;
  /** Of all journals that can be read, in any order: one broken file hides no other task. */
  rows(): Promise<TaskRow[]>;
  /** The rows of tasks that are being deleted, of all journals that can be read. */
  condemned(): Promise<TaskRow[]>;
  /** What is still to be told, of all journals that can be read. */
  deliveries(): Promise<StoredDelivery[]>;
  /** Absolute paths of all journals. */
  paths(): Promise<string[]>;
}

/** How far a file was read, and what it was then. */
interface Scanned {
  row: TaskRow | null;
  condemned: TaskRow | null;
  deliveries: Deliveries;
  offset: number;
  /** Tells this file from another one that takes its place. */
  head: string;
  /** Its inode, size and time of change: while they are the same, nobody opens it. */
  stamp: string;
}

export const JOURNAL_ENDING = ".jsonl";

/** So many files are open at once: a system allows about a thousand. */
const AT_ONCE = 32;

/** After so many files others have their turn: looking at what is known takes the thread, and no time of the disk. */
const STRETCH = 8 * AT_ONCE;

export function createRowScan(folder: string): RowScan {
  const known = new Map<string, Scanned>();
  const look = async (path: string) => {
    const scanned = await scan(path, known.get(path)).catch((cause) => {
      throw storeFailed(path, cause);
    });
    if (scanned) known.set(path, scanned);
    else known.delete(path);
    return scanned;
  };
  const lookAtAll = async () => {
    const paths = await journalsIn(folder);
    const found: (Scanned | null)[] = [];
    for (let start = 0; start < paths.length; start += AT_ONCE) {
      if (start > 0 && start % STRETCH === 0) await setImmediate();
      const some = paths.slice(start, start + AT_ONCE);
      found.push(...(await Promise.all(some.map((path) => look(path).catch(() => null)))));
    }
    return found.filter((scanned) => scanned !== null);
  };
  return {
    row: async (path) => (await look(path))?.row ?? null,
    paths: () => journalsIn(folder),
    rows: async () => (await lookAtAll()).map(({ row }) => row).filter((row) => row !== null),
    condemned: async () => (await lookAtAll()).map(({ condemned }) => condemned).filter((row) => row !== null),
    deliveries: async () => (await lookAtAll()).flatMap(untold),
  };
}

function untold({ deliveries }: Scanned): StoredDelivery[] {
  return [...deliveries.values()].filter(({ dueAt }) => dueAt !== null);
}

async function journalsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause) => {
    if (isCode(cause, "ENOENT")) return [];
    throw storeFailed(folder, cause);
  });
  return names.filter((name) => name.endsWith(JOURNAL_ENDING)).map((name) => join(folder, name));
}

async function scan(path: string, known: Scanned | undefined): Promise<Scanned | null> {
  // The system knows it without the disk: to have a thread ask takes many times as long, and there are many files.
  const found = statSync(path, { throwIfNoEntry: false });
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
    const from = isSame ? known : { row: null, condemned: null, deliveries: [], offset: 0 };
    const added = await readFrom(file, from.offset, Math.max(0, size - from.offset));
    const state = { row: from.row, condemned: from.condemned, deliveries: new Map(from.deliveries) };
    let whole = 0;
    for (const { start, end } of wholeLines(added)) {
      if (isRowLine(added, start)) applyRowLine(state, readLine(added.toString("utf8", start, end)));
      whole = end + 1;
    }
    return { ...state, offset: from.offset + whole, head, stamp };
  } finally {
    await file.close();
  }
}

const ROW_STARTS = ["row", "condemned", "cancel", "delivery", "tried"].map((kind) => Buffer.from(`{"kind":"${kind}"`));

function isRowLine(bytes: Buffer, start: number): boolean {
  return ROW_STARTS.some((prefix) => bytes.subarray(start, start + prefix.length).equals(prefix));
}
