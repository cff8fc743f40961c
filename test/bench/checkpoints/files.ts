import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createFileStores } from "../../../checkpoints/file/index.ts";
import { claimed } from "../../contract/checkpoints/task-samples.ts";
import type { Contestant } from "./contestant.ts";

/** For how long a task is held: longer than the bench. */
export const LEASE_MS = 3_600_000;

export interface FileContestant extends Contestant {
  /** Everything in a thread's journal. */
  journal(id: string): Promise<string>;
}

/** Our saver over files, as the holder of a task has it. Its bytes are the journal's. */
export async function fileContestant(folder: string): Promise<FileContestant> {
  const dataDir = await mkdtemp(join(folder, "files-"));
  const stores = createFileStores({ dataDir });
  const pathOf = (id: string) => join(dataDir, "tasks", `${id}.jsonl`);
  return {
    name: "ours, files",
    journal: (id) => readFile(pathOf(id), "utf8"),
    async open() {
      const fence = await claimed(stores, LEASE_MS);
      return {
        id: fence.taskId,
        saver: stores.saver(fence),
        meter: async () => ({ bytes: (await stat(pathOf(fence.taskId))).size, trips: null }),
        async reopen() {
          const others = createFileStores({ dataDir });
          return { saver: others.saver(null), close: () => others.close() };
        },
      };
    },
    async stop() {
      await stores.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
