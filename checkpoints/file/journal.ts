/**
 * One task's journal: a file to which lines are added, and what they add up to.
 * Several may add to it: its holder, and processes that learned a fact. So nobody trusts what he read before: every
 * change is decided on the file as it is, and a line that came in between has it read again.
 * Not here: who may write what (holds.ts), what a line means (task-state.ts).
 */
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PixoraError } from "../../models/error.ts";
import { isCode, PRIVATE_FILE, readFrom, storeFailed, syncFolder, writeDurably } from "./durable-files.ts";
import { HEAD_BYTES, type JournalLine, newHead, readLine, wholeLines, writeLine } from "./journal-lines.ts";
import { applyLine, compactLines, emptyState, type TaskState } from "./task-state.ts";
import { createTurn } from "./turns.ts";

/** How far lines have come when their writing resolves: to the system, which a crash of ours leaves alone, or to the disk. */
export type Reach = "system" | "disk";

export interface Change<Result> {
  lines: readonly JournalLine[];
  result: Result;
}

export interface Journal {
  read<Result>(look: (state: TaskState) => Result): Promise<Result>;
  /**
   * Adds lines. Changes that are asked for at the same time go to the disk together.
   * @param decide sees the task as it is with every change before; what it throws is what this change rejects with
   */
  change<Result>(decide: (state: TaskState) => Change<Result>, reach: Reach): Promise<Result>;
  /** Drops half a line that a crash left. Only while no other process writes: the half may be its. */
  mend(): Promise<void>;
  /** Leaves out what nobody needs after a task's end. Only for who holds the task. */
  compact(): Promise<void>;
  remove(): Promise<void>;
}

interface Pending {
  decide(state: TaskState): readonly JournalLine[];
  /** Tells the caller what `decide` came to. */
  settle(): void;
  reject(cause: unknown): void;
  reach: Reach;
}

/** Half a line of another process is whole after a moment: no longer than this, in milliseconds. */
const PATIENCE_MS = 2000;

/** @param onLines called after lines were added, by whomever */
export function openJournal(path: string, onLines: () => void): Journal {
  const view = createView(path);
  let pending: Pending[] = [];
  /** Two that read and write at once would not know each other's lines. */
  const next = createTurn();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> =>
    next(work).catch((cause) => {
      view.forget();
      throw storeFailed(path, cause);
    });
  const flush = async () => {
    const batch = pending;
    pending = [];
    if (batch.length === 0) return;
    try {
      if (await writeTogether(path, view, batch)) onLines();
      for (const { settle } of batch) settle();
    } catch (cause) {
      view.forget();
      for (const { reject } of batch) reject(storeFailed(path, cause));
    }
  };
  const change: Journal["change"] = (decide, reach) =>
    new Promise((resolve, reject) => {
      pending.push({ ...toPending(decide, resolve, reject), reject, reach });
      void inTurn(flush);
    });
  return {
    change,
    read: (look) => change((state) => ({ lines: [], result: look(state) }), "system"),
    mend: () => inTurn(() => withFile(path, (file) => dropHalfLine(file, view))),
    compact: () => inTurn(() => withFile(path, (file) => rewrite(path, file, view))),
    remove: () => inTurn(() => removeFile(path, view)),
  };
}

function toPending<Result>(
  decide: (state: TaskState) => Change<Result>,
  resolve: (result: Result) => void,
  reject: (cause: unknown) => void,
): Pick<Pending, "decide" | "settle"> {
  let settle = () => {};
  return {
    decide(state) {
      try {
        const { lines, result } = decide(state);
        settle = () => resolve(result);
        return lines;
      } catch (cause) {
        settle = () => reject(cause);
        return [];
      }
    },
    settle: () => settle(),
  };
}

/** What was read of the file so far. */
interface View {
  state: TaskState;
  /** Bytes of whole lines that are in the state. */
  offset: number;
  /** Reads what was added since; null for no file. Tells how many bytes of an unfinished line follow. */
  catchUp(file: FileHandle | null): Promise<number>;
  forget(): void;
}

function createView(path: string): View {
  let head: string | null = null;
  let lines = 0;
  const view: View = {
    state: emptyState(),
    offset: 0,
    forget() {
      view.state = emptyState();
      view.offset = 0;
      lines = 0;
      head = null;
    },
    async catchUp(file) {
      const size = file ? (await file.stat()).size : 0;
      const found = file && (await readFrom(file, 0, HEAD_BYTES)).toString();
      if (found !== head || size < view.offset) view.forget();
      head = found;
      if (!file || size === view.offset) return 0;
      const added = await readFrom(file, view.offset, size - view.offset);
      let whole = 0;
      for (const { start, end } of wholeLines(added)) {
        lines += 1;
        applyLine(view.state, readWhole(added.toString("utf8", start, end), path, lines));
        whole = end + 1;
      }
      view.offset += whole;
      return size - view.offset;
    },
  };
  return view;
}

function readWhole(text: string, path: string, line: number): JournalLine {
  try {
    return readLine(text);
  } catch (cause) {
    const message = `${path}:${line} is no line of a journal. Mend the line or restore the file.`;
    throw new PixoraError("store_failed", message, { cause });
  }
}

/** Decides and writes until it is done on the very file that bears the name. Tells whether lines were added. */
async function writeTogether(path: string, view: View, batch: readonly Pending[]): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const done = await withFile(path, (file) => tryTogether(path, file, view, batch));
    if (done !== null) return done;
    view.forget();
    if (Date.now() > deadline) throw new PixoraError("store_failed", `${path} ends in half a line of another process.`);
    await sleep(10);
  }
}

/** Null when it has to be tried again. */
async function tryTogether(path: string, file: FileHandle | null, view: View, batch: readonly Pending[]) {
  const half = await view.catchUp(file);
  const lines = batch.flatMap((pending) => decideOne(view.state, pending));
  if (lines.length === 0) return false;
  if (half) return null;
  const text = [...(view.offset === 0 ? [newHead()] : []), ...lines].join("");
  const reach = batch.some(({ reach }) => reach === "disk") ? "disk" : "system";
  if (file) return (await append(path, file, view, text, reach)) ? true : null;
  const made = await withFile(path, async (fresh) => fresh !== null && append(path, fresh, view, text, reach), "a+");
  await syncFolder(dirname(path));
  return made ? true : null;
}

function decideOne(state: TaskState, { decide }: Pending): string[] {
  const lines = decide(state);
  for (const line of lines) applyLine(state, line);
  return lines.map(writeLine);
}

/** Whether the lines are in the file that bears the name, and not in one that was replaced meanwhile. */
async function append(path: string, file: FileHandle, view: View, text: string, reach: Reach): Promise<boolean> {
  const bytes = Buffer.from(text);
  const before = view.offset;
  await file.appendFile(bytes).catch(async (cause) => {
    await takeBack(file, before, bytes.length);
    throw cause;
  });
  if (reach === "disk") await file.datasync();
  const { ino, size } = await file.stat();
  const named = await stat(path).catch(() => null);
  if (named?.ino !== ino) return false;
  if (size !== before + bytes.length) return isStillRight(file, view, bytes, size);
  view.offset = size;
  // The file is new to us: it is read before the next change.
  if (before === 0) view.forget();
  return true;
}

/** Somebody's lines came in between. Ours hold when they are there, and when the task did not get another holder meanwhile. */
async function isStillRight(file: FileHandle, view: View, bytes: Buffer, size: number): Promise<boolean> {
  const epoch = view.state.row?.epoch;
  const isThere = (await readFrom(file, view.offset, size - view.offset)).includes(bytes);
  view.forget();
  await view.catchUp(file);
  return isThere && view.state.row?.epoch === epoch;
}

/** A full disk took a part: whoever comes next is to find whole lines. */
async function takeBack(file: FileHandle, before: number, wanted: number): Promise<void> {
  const { size } = await file.stat();
  if (size < before + wanted) await file.truncate(before).catch(() => undefined);
}

async function dropHalfLine(file: FileHandle | null, view: View): Promise<void> {
  if (!file || (await view.catchUp(file)) === 0) return;
  await file.truncate(view.offset);
  await file.datasync();
}

/** The old file stays as it is until the new one is whole; what is added to it meanwhile is carried over. */
async function rewrite(path: string, file: FileHandle | null, view: View): Promise<void> {
  if (!file) return;
  await view.catchUp(file);
  const draft = `${path}.part`;
  try {
    await writeDurably(draft, [newHead(), ...compactLines(view.state).map(writeLine)].join(""));
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  const { size } = await file.stat();
  const late = await readFrom(file, view.offset, size - view.offset);
  if (late.length > 0) await withFile(path, async (fresh) => fresh?.appendFile(late));
  await syncFolder(dirname(path));
  view.forget();
}

async function removeFile(path: string, view: View): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.part`, { force: true });
  await syncFolder(dirname(path));
  view.forget();
}

/** Opens it for reading at any place and adding at the end. Null when there is none. */
async function withFile<Result>(
  path: string,
  use: (file: FileHandle | null) => Promise<Result>,
  flags: string | number = constants.O_RDWR | constants.O_APPEND,
): Promise<Result> {
  const file = await open(path, flags, PRIVATE_FILE).catch((cause) => {
    if (isCode(cause, "ENOENT")) return null;
    throw cause;
  });
  try {
    return await use(file);
  } finally {
    await file?.close();
  }
}
