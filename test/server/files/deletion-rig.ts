import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createFileStores } from "../../../checkpoints/file/index.ts";
import type { Task } from "../../../models/task.ts";
import type { TaskRow } from "../../../models/task-row.ts";
import { nameAsset } from "../../../providers/asset-folder.ts";
import { createFolderStorage } from "../../../providers/draft/storage/index.ts";
import type { Records, Storage } from "../../../providers/types.ts";
import { RESULT_FILES } from "../../../server/files/film-folder.ts";
import { aTask } from "../../task-sample.ts";

export const context = { signal: new AbortController().signal };

/** The row of a task that is completed. */
export function aRow(changes: Partial<TaskRow> = {}): TaskRow {
  const { request, createdAt, updatedAt, ...ended } = aTask({ id: changes.id ?? "task-1", status: "completed" });
  return {
    ...{ id: "task-1", request, owner: null, folder: null, isAttended: false, variantOf: null, status: "completed" },
    ...{ epoch: 1, crashes: 0, round: 0, isCancelRequested: false, settlements: {}, createdAt, updatedAt },
    ended: { ...ended, request, createdAt, updatedAt },
    ...changes,
  };
}

/** Records that are a set of names. */
export function rememberedRecords(): Records & { names: Set<string> } {
  const names = new Set<string>();
  return {
    vendor: "test",
    names,
    save: async ({ id }) => void names.add(id),
    remove: async (id) => void names.delete(id),
  };
}

export interface DeletionRig {
  dataDir: string;
  stores: ReturnType<typeof createFileStores>;
  storage: Storage;
  records: ReturnType<typeof rememberedRecords>;
  places: { filmsFolder: string; outputFolder(id: string): string };
  /** Makes an ended task with its film, its record, and files that it is made from. */
  make(id: string, assets: readonly string[], status?: Task["status"], owner?: string | null): Promise<TaskRow>;
  /** Stores a file for a task, as a run does. */
  store(taskId: string, text: string): Promise<string>;
}

/** Real stores and a real storage in a folder of their own, ended with the test. */
export async function openDeletionRig(): Promise<DeletionRig> {
  const dataDir = await mkdtemp(join(tmpdir(), "pixora-deletion-"));
  const stores = createFileStores({ dataDir });
  onTestFinished(async () => {
    await stores.close();
    await rm(dataDir, { recursive: true });
  });
  const storage = createFolderStorage({ folder: dataDir });
  const records = rememberedRecords();
  const filmsFolder = join(dataDir, "films");
  const store = async (taskId: string, text: string) => {
    const bytes = new TextEncoder().encode(text);
    await stores.assets.add(taskId, [nameAsset(bytes, "image/png").key]);
    return (await storage.put(bytes, "image/png", context)).key;
  };
  return {
    dataDir,
    stores,
    storage,
    records,
    places: { filmsFolder, outputFolder: (id) => join(dataDir, "out", id) },
    store,
    async make(id, assets, status = "completed", owner = null) {
      const folder = join(filmsFolder, id);
      const task = aTask({ id, status });
      await stores.tasks.create({ id, request: task.request, owner, folder, isAttended: false });
      await stores.tasks.claim(id, 30_000);
      for (const text of assets) await store(id, text);
      await mkdir(folder, { recursive: true });
      for (const { name } of Object.values(RESULT_FILES)) await writeFile(join(folder, name), `${name} of ${id}`);
      await records.save(task, null, context);
      const data = { status, result: task.result, error: null };
      const event = { id: 1, taskId: id, at: task.updatedAt, event: "task-end" as const, data };
      await stores.tasks.finish({ taskId: id, epoch: 1 }, { task, event });
      const row = await stores.tasks.get(id);
      if (!row) throw new Error("The task is not there.");
      return row;
    },
  };
}
