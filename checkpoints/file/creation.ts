/** Accepting tasks: once under each key, and within what their owners may have. */
import { isDeepStrictEqual } from "node:util";
import { PixoraError } from "../../models/error.ts";
import type { TaskDraft, TaskRow } from "../../models/task-row.ts";
import type { Allowance, Created, Idempotency } from "../types.ts";
import { placeNew, storeFailed } from "./durable-files.ts";
import { nameKey } from "./folder.ts";
import { type JournalLine, newHead, writeLine } from "./journal-lines.ts";
import { readKey, takeKey } from "./key-records.ts";
import type { Asked } from "./owner-usage.ts";
import type { FileParts } from "./parts.ts";
import { createTurn } from "./turns.ts";

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
  const next = createTurn();
  // What is counted against an allowance comes one after the other, so that two do not take the same place.
  const inTurn: Creation["inTurn"] = (allowance, work) => (allowance === null ? work() : next(work));
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

/** A creation that was made before is not refused. */
async function refusalOf(
  { folder, scan, usage }: FileParts,
  draft: TaskDraft,
  { idempotency, allowance }: Terms & { allowance: Allowance },
) {
  const known = idempotency ? await readKey(folder.keyPath(nameKey(idempotency.key))) : null;
  const id = known?.taskId ?? draft.id;
  if ((known && known.hash !== idempotency?.hash) || (await scan.row(folder.pathOf(id)))) return null;
  return usage.refusal(askedBy({ ...draft, id }), allowance, await scan.rows());
}

/** What a task asks of its owner's allowance. */
export function askedBy({ id, owner, request }: Pick<TaskRow, "id" | "owner" | "request">): Asked {
  return { id, owner, budgetUsd: request.budgetUsd };
}

/** Times that grow with each call, so that tasks of one moment keep their order. */
function createTicks(): () => string {
  let last = 0;
  return () => {
    last = Math.max(Date.now(), last + 1);
    return new Date(last).toISOString();
  };
}

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
      if (state.condemned) throw beingDeleted(draft.id);
      if (state.row) return { lines: [], result: knownAs(state.row, draft, key !== null && state.keys.includes(key)) };
      return { lines, result: { kind: "created", row } };
    }, "disk"),
  );
}

/** @param isSame it was made under the same key, whose hash tells more than a row that may have been changed since */
function knownAs(row: TaskRow, { request, variantOf = null }: TaskDraft, isSame: boolean): Created {
  const isAlike = row.variantOf === variantOf && isDeepStrictEqual(row.request, request);
  return isSame || isAlike ? { kind: "known", row } : { kind: "mismatch" };
}

function beingDeleted(id: string): PixoraError {
  return new PixoraError("task_busy", `The task ${id} is being deleted. Try again in a moment.`);
}

function newRow(draft: TaskDraft, at: string): TaskRow {
  const { id, request, owner, folder, isAttended, variantOf = null } = draft;
  return {
    ...{ id, request, owner, folder, isAttended, variantOf, status: "queued" },
    ...{ epoch: 0, crashes: 0, round: 0, isCancelRequested: false, settlements: {} },
    ...{ createdAt: at, updatedAt: at, ended: null },
  };
}
