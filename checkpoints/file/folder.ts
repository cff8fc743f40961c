/** Where things lie in the data folder, and which of them are open. */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { TaskId } from "../../models/task.ts";
import { type Journal, openJournal } from "./journal.ts";
import { JOURNAL_ENDING } from "./row-scan.ts";

export interface TaskFolder {
  path: string;
  /** Absolute path of a task's or a thread's journal, whether it is there or not. */
  pathOf(id: string): string;
  /** Absolute path of what remembers an idempotency key, by its name in the folder. */
  keyPath(name: string): string;
  /** The same journal for as long as it is used. */
  journal(id: string): Journal;
  /** Frees its memory. What was asked of it is done all the same. */
  close(id: string): void;
}

/** How many journals are kept open beside the one that is asked for: enough for those that are worked on. */
const OPEN = 32;

/** @param onLines called with an id when something was added to its journal */
export function openTaskFolder(dataDir: string, onLines: (id: string) => void): TaskFolder {
  const path = join(dataDir, "tasks");
  const journals = new Map<string, Journal>();
  const pathOf = (id: string) => join(path, `${nameOf(id)}${JOURNAL_ENDING}`);
  return {
    path,
    pathOf,
    keyPath: (name) => join(path, "keys", `${name}.json`),
    journal(id) {
      const journal = journals.get(id) ?? openJournal(pathOf(id), () => onLines(id));
      journals.delete(id);
      journals.set(id, journal);
      // Two that are open at once for one file do no harm: each reads what the other wrote.
      for (const oldest of [...journals.keys()].slice(0, -OPEN)) journals.delete(oldest);
      return journal;
    },
    close: (id) => void journals.delete(id),
  };
}

/** A task's name is a file's name; LangGraph's threads may be called anything. */
function nameOf(id: string): string {
  return TaskId.safeParse(id).success ? id : `~${sha256(id)}`;
}

/** Whether the id of a thread has to be written down, because its journal's name does not tell it. */
export function isOdd(id: string): boolean {
  return nameOf(id) !== id;
}

/** What a journal of this name is of; null for an odd one, which tells it itself. */
export function idOf(path: string): string | null {
  const name = basename(path, JOURNAL_ENDING);
  return name.startsWith("~") ? null : name;
}

/** The name under which a key is remembered: keys may hold anything. */
export function nameKey(key: string): string {
  return sha256(key);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
