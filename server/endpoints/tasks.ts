/** Looking at tasks. */
import { z } from "zod";
import type { TaskEvent } from "../../models/event.ts";
import { hasEnded, TaskStatus } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { json, NOT_FOUND, nothing } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { etagOf, matches } from "../http/etag.ts";
import { NAMED_ANSWERS, type PublicTask } from "../http/schemas.ts";
import { wholeNumber } from "../http/whole-number.ts";
import type { Service } from "../service.ts";
import { ownedTask, showTask, TaskPath } from "./owned-task.ts";
import { waitFor } from "./waiting.ts";

/** Longest `Prefer: wait`, in seconds: what lies between mostly cuts a silent connection after a minute. */
const LONGEST_WAIT = 55;

const ListQuery = z.object({
  status: TaskStatus.optional().describe("only tasks that are so"),
  limit: wholeNumber(1, 100).default(20).describe("how many at most"),
  cursor: z
    .string()
    .max(500)
    .transform(readCursor)
    .optional()
    .describe("`nextCursor` of the page before; absent for the newest"),
});

const TaskHeaders = z.object({
  "if-none-match": z.string().optional().describe("the ETag of the task as it is known already"),
  prefer: z
    .string()
    .optional()
    .describe(
      `\`wait=N\`: answer after N seconds (${LONGEST_WAIT} at most), or as soon as the task has ended; with If-None-Match, as soon as it has changed`,
    ),
});

export function listTasks(service: Service): Endpoint {
  return endpoint({
    method: "get",
    path: "/ai/tasks",
    operationId: "listTasks",
    summary: "List your tasks, the newest first",
    tag: "Tasks",
    scope: "read",
    query: ListQuery,
    answers: { 200: json("A page of tasks.", NAMED_ANSWERS.TaskPage) },
    async handle({ principal, query }) {
      const { rows, nextCursor } = await service.stores.tasks.list({
        ...{ owner: principal.owner, limit: query.limit },
        ...(query.status && { status: query.status }),
        ...(query.cursor && { cursor: query.cursor }),
      });
      const data = await Promise.all(rows.map((row) => showTask(service, row)));
      return Response.json({ data, nextCursor: nextCursor && Buffer.from(nextCursor).toString("base64url") });
    },
  });
}

export function getTask(service: Service): Endpoint {
  return endpoint({
    method: "get",
    path: "/ai/tasks/{id}",
    operationId: "getTask",
    summary: "Ask for a task",
    tag: "Tasks",
    scope: "read",
    params: TaskPath,
    headers: TaskHeaders,
    answers: {
      200: json("The task as it is now.", NAMED_ANSWERS.Task, { etag: "names this state" }),
      304: nothing("It is as you know it."),
      ...NOT_FOUND,
    },
    async handle({ principal, params, headers, request, askAgain }) {
      const row = await ownedTask(service, principal, params);
      const known = headers["if-none-match"];
      const wait = readWait(headers.prefer);
      const shown = await shownAfter(service, row, { owner: principal.owner, known, wait, signal: request.signal });
      // Who has waited may have been shut out meanwhile.
      if (wait > 0) await askAgain();
      const fields = {
        etag: shown.etag,
        "cache-control": "private, no-cache",
        vary: "authorization, x-api-key",
        ...(wait > 0 && { "preference-applied": `wait=${wait}` }),
      };
      if (matches(known, shown.etag)) return new Response(null, { status: 304, headers: fields });
      return new Response(shown.text, { headers: { ...fields, "content-type": "application/json" } });
    },
  });
}

/** A place in a list, as stores write it: the time of an order, and its task. */
const PLACE = /^(\d{13}:|\d{4}-\d\d-\d\dT[\d:.]{8,12}Z\/)[A-Za-z0-9][\w-]{0,99}$/;

/** What is no cursor of ours begins anywhere: it is refused instead. */
function readCursor(text: string, context: z.RefinementCtx): string {
  const cursor = Buffer.from(text, "base64url").toString();
  if (PLACE.test(cursor) && Buffer.from(cursor).toString("base64url") === text) return cursor;
  context.addIssue({ code: "custom", message: "is no cursor of this list" });
  return z.NEVER;
}

function readWait(prefer: string | undefined): number {
  const [, seconds] = /(?:^|[,;\s])wait=(\d{1,4})/.exec(prefer ?? "") ?? [];
  return Math.min(LONGEST_WAIT, Number(seconds ?? 0));
}

interface Shown {
  task: PublicTask;
  text: string;
  etag: string;
}

interface Waiting {
  owner: string | null;
  known: string | undefined;
  /** Seconds. */
  wait: number;
  signal: AbortSignal;
}

/** The task at once, or when it is worth telling. */
async function shownAfter(service: Service, row: TaskRow, { owner, known, wait, signal }: Waiting): Promise<Shown> {
  const isNews = ({ task, etag }: Shown) => (known === undefined ? hasEnded(task.status) : !matches(known, etag));
  let shown = await show(service, row);
  // By itself a task that has ended changes no more.
  if (wait === 0 || isNews(shown) || hasEnded(shown.task.status)) return shown;
  // Who waits has a connection open as a reader has. Where there may be no more, the answer comes at once.
  const giveBack = service.streams.reserve(owner);
  if (typeof giveBack === "string") return shown;
  const patience = {
    taskId: row.id,
    seconds: wait,
    signals: [signal, service.ending],
    isOfUse: ({ event }: TaskEvent) => known !== undefined || event === "task-end",
  };
  await waitFor(service.stores.events, patience, async () => {
    shown = await show(service, (await service.stores.tasks.get(row.id)) ?? row);
    return isNews(shown) ? shown : null;
  }).finally(giveBack);
  return shown;
}

async function show(service: Service, row: TaskRow): Promise<Shown> {
  const task = await showTask(service, row);
  const text = JSON.stringify(task);
  return { task, text, etag: etagOf(text) };
}
