/** What a task bought, in its journal. */
import type { Book } from "../../models/book.ts";
import type { Fence } from "../types.ts";
import { fenced, refuseStale } from "./holds.ts";
import type { JournalLine } from "./journal-lines.ts";
import type { FileParts } from "./parts.ts";
import type { TaskState } from "./task-state.ts";

export function createFileBook({ folder, holds }: FileParts, fence: Fence | { taskId: string; epoch: null }): Book {
  const { taskId, epoch } = fence;
  const writeAsHolder = async (line: JournalLine) => {
    if (epoch === null) throw fenced(taskId);
    const holder = { taskId, epoch };
    await holds.check(holder);
    await folder.journal(taskId).change((state) => {
      refuseStale(state, holder);
      return { lines: [line], result: undefined };
    }, "disk");
  };
  /** A fact about a purchase that nobody decided on is about another task. */
  const writeFact = (line: Extract<JournalLine, { kind: "job" | "end" }>) =>
    holds.writeFreely(taskId, (journal) =>
      journal.change((state) => ({ lines: isNews(state, line) ? [line] : [], result: undefined }), "disk"),
    );
  return {
    read: () =>
      folder.journal(taskId).read(({ operations, results }) => ({
        operations: [...operations.values()],
        results: new Map(results),
      })),
    decide: (decision) => writeAsHolder({ kind: "decision", decision }),
    keep: (name, result) => writeAsHolder({ kind: "result", name, result }),
    tookJob: (id, job) => writeFact({ kind: "job", id, job }),
    ended: (id, end) => writeFact({ kind: "end", id, end }),
  };
}

function isNews({ operations }: TaskState, line: Extract<JournalLine, { kind: "job" | "end" }>): boolean {
  const known = operations.get(line.id);
  if (!known) return false;
  if (line.kind === "end") return known.end === null;
  return ![known.job, ...known.orphans].some((job) => job?.requestId === line.job.requestId);
}
