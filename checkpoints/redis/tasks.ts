/**
 * Tasks in Redis: who holds which, until when. Time is Redis's own.
 * Not here: the order of all tasks (open-tasks.ts), listing them (task-list.ts), the scripts (task-scripts.ts).
 */
import { randomUUID } from "node:crypto";
import { PixoraError } from "../../models/error.ts";
import { hasEnded, type Task } from "../../models/task.ts";
import type { Amendment, TaskChanges, TaskDraft, TaskRow } from "../../models/task-row.ts";
import { toDeliveryId } from "../delivery-id.ts";
import type { Allowance, Claimed, Created, Fence, Reopened, TaskStore } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import { refuseFenced } from "./fence.ts";
import { type Keys, passingKeys } from "./keys.ts";
import type { News } from "./news.ts";
import { createOpenTasks, type OpenTasks, type Terms } from "./open-tasks.ts";
import { createOwnerUsage, micro, toLimits, toRefusal } from "./owner-usage.ts";
import { listOf, type Reply, textOf } from "./script.ts";
import { type Draft, hashOf, toFields, toRow } from "./stored-row.ts";
import { createTaskList } from "./task-list.ts";
import { createTaskRemoval } from "./task-removal.ts";
import * as scripts from "./task-scripts.ts";
import { findUnfinished } from "./unfinished.ts";

/** What the stores of one Redis work with. */
export interface Ground {
  connection: RedisConnection;
  keys: Keys;
  news: News;
  /** For how long an ended task's events and checkpoints stay: milliseconds. */
  retentionMs: number;
}

export function createRedisTasks(ground: Ground): TaskStore {
  const { connection, keys, news, retentionMs } = ground;
  const { run } = connection;
  const openTasks = createOpenTasks(connection, keys);
  const { listTasks, readTask } = createTaskList(connection, keys);
  const write = (draft: Draft) => writeRow(ground, openTasks, draft);
  return {
    create: (draft, idempotency = null, allowance = null) =>
      create({ draft, terms: { idempotency, allowance } }, { connection, keys, openTasks, readTask, write }),
    get: readTask,
    list: listTasks,
    claim: async (id, leaseMs) =>
      toClaimed(await run(scripts.CLAIM, [keys.task(id).row], [randomUUID(), Math.ceil(leaseMs)])),
    async renew({ taskId, epoch }, leaseMs) {
      const answer = await run(scripts.RENEW, [keys.task(taskId).row], [epoch, Math.ceil(leaseMs)]);
      return textOf(answer) === "held" ? "held" : "lost";
    },
    amend: (fence, changes) => amend(fence, changes, { connection, keys, readTask }),
    async release(fence) {
      refuseFenced(await run(scripts.RELEASE, [keys.task(fence.taskId).row], [fence.epoch]), fence);
    },
    async finish(fence, { task, event }) {
      const place = keys.task(fence.taskId);
      const end = [task.status, JSON.stringify(task), event.id, JSON.stringify(event)];
      const delivery = toDeliveryId(fence);
      const values = [fence.epoch, ...end, retentionMs, place.news, delivery];
      const places = [place.row, keys.outbox, keys.delivery(delivery), ...passingKeys(place)];
      refuseFenced(await run(scripts.FINISH, places, values), fence);
      // The sweeper does it when this fails.
      await settleUsage(ground, fence.taskId, task).catch(() => undefined);
    },
    async requestCancel(id) {
      const { row, news: channel } = keys.task(id);
      return toRow(await run(scripts.REQUEST_CANCEL, [row], [channel]));
    },
    onCancel: (id, tell) => watchCancel(id, tell, { connection, keys, news }),
    reopen: (id, changes, allowance = null) =>
      reopen(id, { changes, allowance }, { connection, keys, openTasks, readTask }),
    ...createTaskRemoval(connection, keys, openTasks),
    unfinished: () => findUnfinished({ connection, keys, openTasks, write }),
  };
}

interface Creation {
  draft: TaskDraft;
  terms: Terms;
}

type CreateGround = Pick<Ground, "connection" | "keys"> & {
  openTasks: OpenTasks;
  readTask: TaskStore["get"];
  write(draft: Draft): Promise<TaskRow>;
};

async function create({ draft, terms }: Creation, ground: CreateGround): Promise<Created> {
  const { openTasks, readTask, write } = ground;
  const known = await knownById(draft, ground);
  if (known) return known;
  for (let gone: string | null = null; ; ) {
    const accepted = await openTasks.accept(draft, terms, gone);
    if (accepted.kind === "mismatch" || accepted.kind === "refused") return accepted;
    if (accepted.kind === "accepted") return { kind: "created", row: await write(accepted.draft) };
    const row = accepted.draft ? await write(accepted.draft) : await readTask(accepted.id);
    if (row) return { kind: "known", row };
    // What was made under this key was deleted half way: the key is free.
    gone = accepted.id;
  }
}

async function knownById(draft: TaskDraft, { connection, keys, readTask }: CreateGround): Promise<Created | null> {
  const asked = await connection.ask((redis) => redis.hget(keys.task(draft.id).row, "asked"));
  if (asked === null) return null;
  const row = await readTask(draft.id);
  if (row === null) throw new PixoraError("task_busy", `Task ${draft.id} is being deleted. Try again in a moment.`);
  return asked === hashOf(draft) ? { kind: "known", row } : { kind: "mismatch" };
}

/** Gives an accepted task its row. What the row is made of is kept until it is there. */
async function writeRow({ connection, keys }: Ground, openTasks: OpenTasks, draft: Draft): Promise<TaskRow> {
  const { id } = draft.draft;
  const row = toRow(await connection.run(scripts.CREATE, [keys.task(id).row], toFields(draft)));
  if (row === null) throw new PixoraError("task_busy", `Task ${id} is being deleted. Try again in a moment.`);
  // The sweeper does it when this fails.
  await openTasks.settle(id).catch(() => undefined);
  return row;
}

function toClaimed(reply: Reply): Claimed {
  const [kind, value] = listOf(reply);
  if (textOf(kind) === "held") return { kind: "held", forMs: Number(value) };
  const row = toRow(value);
  if (row === null) return { kind: "missing" };
  return textOf(kind) === "over" ? { kind: "over", row } : { kind: "claimed", row };
}

/** Calls back once. Looks again whenever the news may have missed something. */
function watchCancel(
  id: string,
  tell: () => void,
  { connection, keys, news }: Pick<Ground, "connection" | "keys" | "news">,
) {
  let isOver = false;
  const once = () => {
    if (isOver) return;
    stop();
    tell();
  };
  const look = async (): Promise<void> => {
    const flag = await connection.ask((redis) => redis.hget(keys.task(id).row, "cancel"));
    if (flag === "1") once();
  };
  const leave = news.listen(id, (kind) => {
    if (kind === "cancel") once();
    // Redis is gone for now: the news tells when it is back.
    if (kind === "maybe" && !isOver) look().catch(() => news.later(id));
  });
  const stop = () => {
    isOver = true;
    leave();
  };
  return stop;
}

async function settleUsage({ connection, keys }: Ground, id: string, task: Task): Promise<void> {
  const owner = await connection.ask((redis) => redis.hget(keys.task(id).row, "owner"));
  await createOwnerUsage(connection, keys).settle({ id, owner: JSON.parse(owner ?? "null") }, task);
}

async function reopen(
  id: string,
  { changes, allowance }: { changes: TaskChanges; allowance: Allowance | null },
  ground: Pick<CreateGround, "connection" | "keys" | "openTasks" | "readTask">,
): Promise<Reopened> {
  const { connection, keys, openTasks, readTask } = ground;
  const place = keys.task(id);
  const token = randomUUID();
  for (;;) {
    const row = await readTask(id);
    const obstacle = obstacleTo(row);
    if (row === null || obstacle) throw refusedReopening(id, obstacle ?? "missing");
    // Entered first: a crash right after leaves an ended task among the open ones, which the sweeper takes out.
    await openTasks.open(id);
    const places = [place.row, keys.usage(row.owner), ...passingKeys(place)];
    const values = [token, row.round, ...claimOf(row, changes, allowance), ...changedFields(row, changes)];
    const answer = await connection.run(scripts.REOPEN, places, values);
    const [outcome, reply] = listOf(answer);
    if (textOf(outcome) === "refused") return toRefusal(answer);
    const reopened = toRow(reply);
    if (reopened) return { kind: "reopened", row: reopened };
    // Somebody else reopened it, and it ended again, since it was read.
    if (textOf(outcome) !== "changed") throw refusedReopening(id, textOf(outcome));
  }
}

/** Why a task cannot be gone on with, as the script tells it; null where it can. */
function obstacleTo(row: TaskRow | null): string | null {
  if (row === null) return "missing";
  if (!hasEnded(row.status)) return "busy";
  return row.status === "completed" ? "completed" : null;
}

/** What a task claims of what its owner may have, as the script has it. */
function claimOf({ request }: TaskRow, { budgetUsd = request.budgetUsd }: TaskChanges, allowance: Allowance | null) {
  return [micro(budgetUsd ?? 0), allowance ? "1" : "0", ...toLimits(allowance)];
}

async function amend(
  fence: Fence,
  { crashes, ...changes }: Amendment,
  { connection, keys, readTask }: Pick<CreateGround, "connection" | "keys" | "readTask">,
): Promise<TaskRow> {
  const row = await readTask(fence.taskId);
  if (row === null) throw unknown(fence.taskId);
  const fields = [...changedFields(row, changes), ...(crashes === undefined ? [] : ["crashes", String(crashes)])];
  const answer = await connection.run(scripts.AMEND, [keys.task(fence.taskId).row], [fence.epoch, ...fields]);
  const [outcome = null, reply] = listOf(answer);
  refuseFenced(outcome, fence);
  return toRow(reply) ?? row;
}

function changedFields(row: TaskRow, changes: TaskChanges): string[] {
  const { budgetUsd = row.request.budgetUsd, onInDoubt = row.request.onInDoubt } = changes;
  const { folder = row.folder, isAttended = row.isAttended, settlements = {} } = changes;
  const fields = {
    request: JSON.stringify({ ...row.request, budgetUsd, onInDoubt }),
    folder: JSON.stringify(folder),
    attended: isAttended ? "1" : "0",
    settlements: JSON.stringify({ ...row.settlements, ...settlements }),
  };
  return Object.entries(fields).flat();
}

function refusedReopening(id: string, outcome: string): PixoraError {
  if (outcome === "missing") return unknown(id);
  if (outcome === "completed") return new PixoraError("invalid_request", `Task ${id} is completed: its film is there.`);
  if (outcome === "passed") {
    const message = `Task ${id} ended so long ago that its progress is kept no more. Make its film anew.`;
    return new PixoraError("invalid_request", message);
  }
  return new PixoraError("task_busy", `Task ${id} has not ended. Wait for its end, or cancel it.`);
}

function unknown(id: string): PixoraError {
  return new PixoraError("task_unknown", `There is no task ${id}.`);
}
