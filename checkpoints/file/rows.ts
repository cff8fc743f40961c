/** Checkpoint rows in journals: a task's thread in the task's own, any other thread in one of its own. */
import { PixoraError } from "../../models/error.ts";
import type { CheckpointRows, CheckpointSearch } from "../checkpoint-rows.ts";
import type { Fence } from "../types.ts";
import { idOf, isOdd } from "./folder.ts";
import { refuseStale } from "./holds.ts";
import { type Journal, openJournal } from "./journal.ts";
import { type JournalLine, toStored } from "./journal-lines.ts";
import type { FileParts } from "./parts.ts";
import type { TaskState } from "./task-state.ts";
import { checkpointIds, checkpointLine, isKnown, isThreadLine, loadCheckpoint, writeRowLine } from "./thread-state.ts";

/** @param fence null to write to any thread, whoever holds it */
export function createFileRows(parts: FileParts, fence: Fence | null): CheckpointRows {
  const { folder } = parts;
  const write = createWriter(parts, fence);
  return {
    load: (threadId, namespace, id) =>
      folder.journal(threadId).read(({ thread }) => loadCheckpoint(thread, threadId, namespace, id)),
    put: (threadId, namespace, row, values) =>
      write(threadId, [
        ...values.map((value) => ({ kind: "value" as const, namespace, ...value, value: toStored(value.value) })),
        checkpointLine(namespace, row),
      ]),
    putWrites: (threadId, namespace, checkpointId, writes) =>
      write(
        threadId,
        writes.map((row) => writeRowLine(namespace, checkpointId, row)),
      ),
    list: (search) => listCheckpoints(parts, search),
    deleteThread: (threadId) => write(threadId, [{ kind: "forget" }]),
  };
}

type Write = (threadId: string, lines: readonly JournalLine[]) => Promise<void>;

function createWriter({ folder, holds }: FileParts, fence: Fence | null): Write {
  if (fence === null) {
    return (threadId, lines) => holds.writeFreely(threadId, (journal) => writeThread(journal, threadId, lines));
  }
  return async (threadId, lines) => {
    if (threadId !== fence.taskId) throw strange(threadId, fence);
    await holds.check(fence);
    await folder.journal(threadId).change((state) => {
      refuseStale(state, fence);
      return { lines: newLines(state, lines), result: undefined };
    }, "disk");
  };
}

async function writeThread(journal: Journal, threadId: string, lines: readonly JournalLine[]): Promise<void> {
  const isEmpty = await journal.change((state) => {
    const fresh = newLines(state, lines);
    const isNamed = !isOdd(threadId) || state.threadId !== null || fresh.length === 0;
    const name: JournalLine[] = isNamed ? [] : [{ kind: "thread", id: threadId }];
    return { lines: [...name, ...fresh], result: fresh.length > 0 && fresh.at(-1)?.kind === "forget" && !state.row };
  }, "disk");
  if (isEmpty) await journal.remove();
}

function newLines({ thread }: TaskState, lines: readonly JournalLine[]): JournalLine[] {
  return lines.filter((line) => !isThreadLine(line) || !isKnown(thread, line));
}

async function* listCheckpoints({ folder, scan }: FileParts, search: CheckpointSearch) {
  const { threadId, namespace, id, before } = search;
  const threads = threadId === null ? await allThreads(await scan.paths()) : [threadId];
  for (const thread of threads) {
    const found = await folder
      .journal(thread)
      .read((state) =>
        (namespace === null ? [...state.thread.keys()] : [namespace]).flatMap((name) =>
          checkpointIds(state.thread, name).map((id) => ({ name, id })),
        ),
      );
    const wanted = found.filter((row) => (id === null || row.id === id) && (before === null || row.id < before));
    for (const row of wanted) {
      const loaded = await folder
        .journal(thread)
        .read((state) => loadCheckpoint(state.thread, thread, row.name, row.id));
      if (loaded) yield loaded;
    }
  }
}

async function allThreads(paths: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const path of paths) {
    const id = idOf(path) ?? (await openJournal(path, () => {}).read(({ threadId }) => threadId));
    if (id !== null) ids.push(id);
  }
  return ids;
}

function strange(threadId: string, { taskId }: Fence): PixoraError {
  return new PixoraError("internal", `The holder of the task ${taskId} wrote to the thread ${threadId}.`);
}
