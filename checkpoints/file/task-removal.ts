/** Deleting a task: it is hidden by a line of its journal, and goes with that. */
import { PixoraError } from "../../models/error.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import type { TaskStore } from "../types.ts";
import { freeKey } from "./key-records.ts";
import type { FileParts } from "./parts.ts";

export function createTaskRemoval(parts: FileParts): Pick<TaskStore, "condemn" | "condemned" | "delete"> {
  const { folder, holds, scan, watches } = parts;
  /** Hides it, and goes on with it while nobody else can. */
  const condemnAnd = async (id: string, goOn: () => Promise<void>) => {
    const hidden = await holds.withLock(id, async () => {
      const row = await hide(parts, id);
      if (row) await goOn();
      return { row };
    });
    if (!hidden) throw busy(id);
    folder.close(id);
    watches.tell(id);
    return hidden.row;
  };
  return {
    condemn: (id) => condemnAnd(id, async () => {}),
    condemned: scan.condemned,
    async delete(id) {
      await condemnAnd(id, () => folder.journal(id).remove());
    },
  };
}

/** What it has cost is remembered before, and its keys are free after. */
async function hide({ folder, usage }: FileParts, id: string): Promise<TaskRow | null> {
  const journal = folder.journal(id);
  const { row, condemned, keys } = await journal.read(({ row, condemned, keys }) => ({ row, condemned, keys }));
  if (row && !hasEnded(row.status)) throw busy(id);
  if (row) {
    await usage.remember(row);
    await journal.change(() => ({ lines: [{ kind: "condemned" }], result: undefined }), "disk");
  }
  for (const name of keys) await freeKey(folder.keyPath(name), id);
  return row ?? condemned;
}

function busy(id: string): PixoraError {
  return new PixoraError("task_busy", `The task ${id} has not ended. Wait for its end, or cancel it.`);
}
