/** Tasks as rows in their journals. */
import { PixoraError } from "../../models/error.ts";
import { hasEnded } from "../../models/task.ts";
import { type Amendment, statusOf, type TaskChanges, type TaskRow } from "../../models/task-row.ts";
import type { Claimed, Fence, TaskFilter, TaskStore } from "../types.ts";
import { askedBy, createCreation } from "./creation.ts";
import { newEventLines } from "./events.ts";
import { refuseStale } from "./holds.ts";
import type { Change } from "./journal.ts";
import type { JournalLine } from "./journal-lines.ts";
import type { FileParts } from "./parts.ts";
import { createTaskRemoval } from "./task-removal.ts";
import type { TaskState } from "./task-state.ts";

/** When to come back for a task of another process, which does not tell how long it holds it: milliseconds. */
const COME_BACK_MS = 1000;

export function createFileTasks(parts: FileParts): TaskStore {
  const { folder, holds, scan, usage, isHeld } = parts;
  const rowOf = (id: string) => scan.row(folder.pathOf(id));
  const creation = createCreation(parts);
  return {
    get: rowOf,
    create: (draft, idempotency = null, allowance = null) => creation.create(draft, { idempotency, allowance }),
    list: async (filter) => pageOf(await scan.rows(), filter),
    async claim(id, leaseMs) {
      const row = await rowOf(id);
      if (!row) return { kind: "missing" };
      if (hasEnded(row.status)) return { kind: "over", row };
      const claimed = await holds.withLock(id, async (keep) => {
        const claimed = await folder.journal(id).change(claimIn, "disk");
        if (claimed.kind === "claimed") keep(claimed.row.epoch, leaseMs);
        return claimed;
      });
      return claimed ?? { kind: "held", forMs: holds.leftMs(id) || COME_BACK_MS };
    },
    async renew(fence, leaseMs) {
      try {
        await holds.renew(fence, leaseMs);
        return "held";
      } catch (cause) {
        if (cause instanceof PixoraError && cause.code === "fenced") return "lost";
        throw cause;
      }
    },
    async amend(fence, changes) {
      await holds.check(fence);
      return folder.journal(fence.taskId).change((state) => amendIn(state, fence, changes), "disk");
    },
    release: (fence) => releaseTask(parts, fence),
    finish: (fence, end) => finishTask(parts, fence, end),
    async requestCancel(id) {
      const row = await rowOf(id);
      if (row && !hasEnded(row.status)) await holds.writeFreely(id, (journal) => journal.change(cancelIn, "disk"));
      return rowOf(id);
    },
    onCancel: (id, tell) => watchForCancel(parts, id, tell),
    reopen: (id, changes, allowance = null) =>
      creation.inTurn(allowance, async () => {
        const { result: next } = reopenIn({ row: await rowOf(id) }, id, changes);
        const refused = allowance && (await usage.refusal(askedBy(next), allowance, await scan.rows()));
        if (refused) return refused;
        const reopened = await holds.withLock(id, () =>
          folder.journal(id).change((state) => reopenIn(state, id, changes), "disk"),
        );
        if (!reopened) throw busy(id);
        return { kind: "reopened", row: reopened };
      }),
    ...createTaskRemoval(parts),
    async unfinished() {
      const waiting = (await scan.rows()).filter(({ status, isAttended }) => !hasEnded(status) && !isAttended);
      const free: string[] = [];
      for (const { id } of waiting) if (!(await isHeld(id))) free.push(id);
      return free;
    },
  };
}

function pageOf(rows: readonly TaskRow[], { owner, status, limit, cursor = null }: TaskFilter) {
  const found = rows
    .filter((row) => owner === undefined || row.owner === owner)
    .filter((row) => status === undefined || statusOf(row) === status)
    .filter((row) => cursor === null || placeOf(row) < cursor)
    .sort((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: last && found.length > page.length ? placeOf(last) : null };
}

/** Sorts by age. */
function placeOf({ createdAt, id }: TaskRow): string {
  return `${createdAt}/${id}`;
}

/** A row that is not `queued` was somebody's who vanished: a holder says when it gives a task back. */
function claimIn({ row }: TaskState): Change<Claimed> {
  if (!row) return { lines: [], result: { kind: "missing" } };
  if (hasEnded(row.status)) return { lines: [], result: { kind: "over", row } };
  const crashes = row.status === "queued" ? row.crashes : row.crashes + 1;
  const next = touched(row, { status: "running", epoch: row.epoch + 1, crashes });
  return { lines: [{ kind: "row", row: next }], result: { kind: "claimed", row: next } };
}

/** Repeated, it changes nothing. */
async function releaseTask({ folder, holds }: FileParts, fence: Fence): Promise<void> {
  const journal = folder.journal(fence.taskId);
  if (await journal.read(({ row }) => row?.epoch === fence.epoch && row.status === "queued")) return;
  await holds.check(fence);
  await journal.change((state) => releaseIn(state, fence), "disk");
  await holds.giveBack(fence.taskId);
  folder.close(fence.taskId);
}

function releaseIn(state: TaskState, fence: Fence): Change<void> {
  refuseStale(state, fence);
  const row = state.row && touched(state.row, { status: "queued", crashes: 0 });
  return { lines: row ? [{ kind: "row", row }] : [], result: undefined };
}

async function finishTask({ folder, holds }: FileParts, fence: Fence, end: Parameters<TaskStore["finish"]>[1]) {
  const journal = folder.journal(fence.taskId);
  const isFinished = ({ row }: TaskState) => row?.epoch === fence.epoch && hasEnded(row.status);
  if (await journal.read(isFinished)) return;
  await holds.check(fence);
  await holds.endWith(fence.taskId, async () => {
    await journal.change((state) => finishIn(state, fence, end), "disk");
    // The task has ended, whether its file could be made smaller or not.
    await journal.compact().catch(() => undefined);
  });
  folder.close(fence.taskId);
}

function finishIn(state: TaskState, fence: Fence, { task, event }: Parameters<TaskStore["finish"]>[1]): Change<void> {
  refuseStale(state, fence);
  const row = state.row && touched(state.row, { status: task.status, ended: task });
  const last: JournalLine[] = row ? [{ kind: "row", row }] : [];
  return { lines: [...newEventLines(state, [event]), ...last], result: undefined };
}

function cancelIn({ row }: TaskState): Change<void> {
  const isNews = row !== null && !hasEnded(row.status) && !row.isCancelRequested;
  return { lines: isNews ? [{ kind: "cancel", at: new Date().toISOString() }] : [], result: undefined };
}

function watchForCancel({ folder, scan, watches }: FileParts, id: string, tell: () => void): () => void {
  let isOver = false;
  const look = async () => {
    const row = await scan.row(folder.pathOf(id)).catch(() => null);
    if (isOver || !row?.isCancelRequested) return;
    stop();
    tell();
  };
  const leave = watches.add(id, () => void look(), false);
  const stop = () => {
    isOver = true;
    leave();
  };
  void look();
  return stop;
}

function reopenIn({ row }: Pick<TaskState, "row">, id: string, changes: TaskChanges): Change<TaskRow> {
  if (!row) throw unknown(id);
  if (!hasEnded(row.status)) throw busy(id);
  if (row.status === "completed") throw new PixoraError("invalid_request", `The task ${id} is completed.`);
  const fresh = { status: "queued", round: row.round + 1, crashes: 0, isCancelRequested: false } as const;
  const next = touched(row, { ...fresh, ...changesOf(row, changes) });
  return { lines: [{ kind: "row", row: next }], result: next };
}

function amendIn(state: TaskState, fence: Fence, { crashes, ...changes }: Amendment): Change<TaskRow> {
  refuseStale(state, fence);
  if (!state.row) throw unknown(fence.taskId);
  const next = touched(state.row, { ...changesOf(state.row, changes), ...(crashes !== undefined && { crashes }) });
  return { lines: [{ kind: "row", row: next }], result: next };
}

function changesOf(row: TaskRow, changes: TaskChanges): Partial<TaskRow> {
  const { budgetUsd = row.request.budgetUsd, onInDoubt = row.request.onInDoubt } = changes;
  const { folder = row.folder, isAttended = row.isAttended } = changes;
  const settlements = { ...row.settlements, ...changes.settlements };
  return { request: { ...row.request, budgetUsd, onInDoubt }, folder, isAttended, settlements };
}

function touched(row: TaskRow, changes: Partial<TaskRow>): TaskRow {
  return { ...row, ...changes, updatedAt: new Date().toISOString() };
}

function unknown(id: string): PixoraError {
  return new PixoraError("task_unknown", `There is no task ${id}.`);
}

function busy(id: string): PixoraError {
  return new PixoraError("task_busy", `The task ${id} is being carried out. Wait for its end, or cancel it.`);
}
