/** Accepting tasks: once under each key, and within what their owners may have. */
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { TaskChanges, TaskDraft, TaskRow } from "../../models/task-row.ts";
import { overBudget } from "../allowance.ts";
import type { Allowance, Created, Idempotency } from "../types.ts";
import { isCode, placeNew, storeFailed } from "./durable-files.ts";
import { nameKey } from "./folder.ts";
import { type JournalLine, newHead, writeLine } from "./journal-lines.ts";
import type { FileParts } from "./parts.ts";

/** `idempotency` and `allowance` are null where there is none. */
export interface Terms {
  idempotency: Idempotency | null;
  allowance: Allowance | null;
}

export interface Creation {
  create(draft: TaskDraft, terms: Terms): Promise<Created>;
  /** Does something to the tasks of an owner with limits, when nothing else is done to them. */
  inTurn<Result>(allowance: Allowance | null, work: () => Promise<Result>): Promise<Result>;
}

export function createCreation(parts: FileParts): Creation {
  const now = createTicks();
  const inTurn = createTurns();
  return {
    inTurn,
    create: (draft, { idempotency, allowance }) =>
      inTurn(allowance, async () => {
        const refused = allowance && (await refusalOf(parts, draft, { idempotency, allowance }));
        if (refused) return refused;
        return idempotency ? createOnce(parts, draft, idempotency, now()) : createTask(parts, draft, null, now());
      }),
  };
}

/** What is counted against an allowance comes one after the other, so that two do not take the same place. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(allowance: Allowance | null, work: () => Promise<Result>): Promise<Result> => {
    if (allowance === null) return work();
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** A creation that was made before is not refused. */
async function refusalOf(
  { folder, scan, usage }: FileParts,
  draft: TaskDraft,
  { idempotency, allowance }: Terms & { allowance: Allowance },
) {
  const known = idempotency ? await readKey(folder.keyPath(nameKey(idempotency.key))) : null;
  const id = known?.taskId ?? draft.id;
  if ((known && known.hash !== idempotency?.hash) || (await scan.row(folder.pathOf(id)))) return null;
  const { owner, request } = draft;
  return usage.refusal({ id, owner, budgetUsd: request.budgetUsd }, allowance, await scan.rows());
}

/** Rejects with `over_budget` when a task that is gone on with may cost more than its owner has left. */
export async function refuseBudget(
  { scan, usage }: FileParts,
  row: TaskRow,
  changes: TaskChanges,
  allowance: Allowance,
) {
  const { budgetUsd = row.request.budgetUsd } = changes;
  // To go on with a task makes it no further one.
  const limits = { ...allowance, openTasks: null };
  const refused = await usage.refusal({ ...row, budgetUsd }, limits, await scan.rows());
  if (refused?.reason === "budget") throw overBudget(refused.leftUsd);
}

/** Times that grow with each call, so that tasks of one moment keep their order. */
function createTicks(): () => string {
  let last = 0;
  return () => {
    last = Math.max(Date.now(), last + 1);
    return new Date(last).toISOString();
  };
}

const KeyRecord = z.object({ hash: z.string(), taskId: z.string() });

/** The key is taken first: after a crash before the task is there, the same call makes it. */
async function createOnce(
  parts: FileParts,
  draft: TaskDraft,
  { key, hash }: { key: string; hash: string },
  at: string,
): Promise<Created> {
  const name = nameKey(key);
  const path = parts.folder.keyPath(name);
  const known = await takeKey(path, { hash, taskId: draft.id }).catch((cause) => {
    throw storeFailed(path, cause);
  });
  if (known.hash !== hash) return { kind: "mismatch" };
  return createTask(parts, { ...draft, id: known.taskId }, name, at);
}

/** What the key stands for: this, when it stood for nothing. */
async function takeKey(path: string, record: z.infer<typeof KeyRecord>): Promise<z.infer<typeof KeyRecord>> {
  for (;;) {
    if (await placeNew(path, JSON.stringify(record))) return record;
    const known = await readKey(path);
    // Null: its task was deleted this very moment, and the key is free.
    if (known) return known;
  }
}

async function readKey(path: string): Promise<z.infer<typeof KeyRecord> | null> {
  const text = await readFile(path, "utf8").catch((cause) => {
    if (isCode(cause, "ENOENT")) return null;
    throw cause;
  });
  return text === null ? null : KeyRecord.parse(JSON.parse(text));
}

async function createTask({ folder, holds }: FileParts, draft: TaskDraft, key: string | null, at: string) {
  const row = newRow(draft, at);
  const lines: JournalLine[] = [{ kind: "row", row }, ...(key === null ? [] : [{ kind: "key" as const, name: key }])];
  const path = folder.pathOf(draft.id);
  const isNew = await placeNew(path, [newHead(), ...lines.map(writeLine)].join("")).catch((cause) => {
    throw storeFailed(path, cause);
  });
  if (isNew) return { kind: "created" as const, row };
  return holds.writeFreely(draft.id, (journal) =>
    journal.change<Created>((state) => {
      if (state.row) return { lines: [], result: knownAs(state.row, draft) };
      return { lines, result: { kind: "created", row } };
    }, "disk"),
  );
}

function knownAs(row: TaskRow, { request }: TaskDraft): Created {
  return isDeepStrictEqual(row.request, request) ? { kind: "known", row } : { kind: "mismatch" };
}

function newRow(draft: TaskDraft, at: string): TaskRow {
  const { id, request, owner, folder, isAttended } = draft;
  return {
    ...{ id, request, owner, folder, isAttended, status: "queued" },
    ...{ epoch: 0, crashes: 0, round: 0, isCancelRequested: false, settlements: {} },
    ...{ createdAt: at, updatedAt: at, ended: null },
  };
}
