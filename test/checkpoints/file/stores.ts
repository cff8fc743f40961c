import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileStores } from "../../../checkpoints/file/index.ts";
import type { Stores } from "../../../checkpoints/types.ts";

/** File stores over an empty folder; opened once more, they know nothing of each other but the files and the locks. */
export async function openFileStores() {
  const dataDir = await mkdtemp(join(tmpdir(), "pixora-stores-"));
  const all: Stores[] = [];
  const openMore = () => {
    const stores = createFileStores({ dataDir });
    all.push(stores);
    return stores;
  };
  return {
    dataDir,
    stores: openMore(),
    reopen: async () => openMore(),
    async close() {
      await Promise.all(all.map((stores) => stores.close()));
      await rm(dataDir, { recursive: true });
    },
  };
}
