/**
 * The embedded default: everything in files of one folder, for one process at a time or a few on one machine.
 * `<dataDir>/tasks/<task id>.jsonl` is a task's journal; `<dataDir>/tasks/keys/` remembers idempotency keys.
 * `<dataDir>/asset-uses/` tells which stored files belong to which tasks; `<dataDir>/usage/`, what deleted ones cost.
 * What must survive is on the disk when its call resolves. A power cut or a crash costs at most the last progress events.
 */
import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createSaver } from "../saver.ts";
import type { Stores } from "../types.ts";
import { createFileAssetUses } from "./asset-uses.ts";
import { createFileBook } from "./book.ts";
import { PRIVATE_FOLDER, storeFailed, writeDurably } from "./durable-files.ts";
import { createFileEvents } from "./events.ts";
import { openTaskFolder } from "./folder.ts";
import { createHolds } from "./holds.ts";
import { createFileOutbox } from "./outbox.ts";
import { createOwnerUsage } from "./owner-usage.ts";
import type { FileParts } from "./parts.ts";
import { createFileQueue } from "./queue.ts";
import { createFileRates } from "./request-rates.ts";
import { createRowScan } from "./row-scan.ts";
import { createFileRows } from "./rows.ts";
import { createFileSignals } from "./signals.ts";
import { createTaskLocks } from "./task-lock.ts";
import { createFileTasks } from "./tasks.ts";
import { createWatches } from "./watches.ts";

/** @param options.dataDir absolute path of a folder on a local disk; it is made when it is needed */
export function createFileStores({ dataDir }: { dataDir: string }): Stores {
  const folder = openTaskFolder(dataDir, (id) => watches.tell(id));
  const watches = createWatches(folder.pathOf);
  const locks = createTaskLocks(folder.path);
  const holds = createHolds(folder, locks, watches.tell);
  const isHeld = async (id: string) => holds.leftMs(id) > 0 || locks.knock(id);
  const parts: FileParts = {
    folder,
    holds,
    watches,
    isHeld,
    scan: createRowScan(folder.path),
    usage: createOwnerUsage(dataDir),
  };
  const queue = createFileQueue();
  const outbox = createFileOutbox(parts, locks);
  const signals = createFileSignals();
  return {
    kind: "file",
    tasks: createFileTasks(parts),
    events: createFileEvents(parts),
    assets: createFileAssetUses(dataDir),
    rates: createFileRates(),
    queue,
    outbox,
    signals,
    book: (fence) => createFileBook(parts, fence),
    saver: (fence) => createSaver(createFileRows(parts, fence)),
    async hazards() {
      await refuseUnwritable(folder.path);
      return [];
    },
    outage: () => null,
    async close() {
      await queue.close();
      watches.close();
      signals.close();
      await outbox.close();
      await holds.close();
    },
  };
}

/** Rejects with `store_failed` unless a file can be written there. */
async function refuseUnwritable(folder: string): Promise<void> {
  const probe = join(folder, `${randomUUID()}.part`);
  try {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    await writeDurably(probe, "");
    await rm(probe);
  } catch (cause) {
    throw storeFailed(folder, cause);
  }
}
