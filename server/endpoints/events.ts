/** What happens to a task: as a stream that goes on, or page by page. */
import { z } from "zod";
import { GraphMode } from "../../graph/graph-stream.ts";
import { PixoraError } from "../../models/error.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { NOT_FOUND, nothing } from "../http/answers.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refusal } from "../http/problem.ts";
import { NAMED_ANSWERS } from "../http/schemas.ts";
import { wholeNumber } from "../http/whole-number.ts";
import type { Service } from "../service.ts";
import type { StreamRequest } from "../stream/event-streams.ts";
import { GREETING } from "../stream/frames.ts";
import type { GraphWatch } from "../stream/graph-events.ts";
import { STREAM_HEADERS } from "../stream/headers.ts";
import { ownedTask, TaskPath } from "./owned-task.ts";

const EventId = z.coerce
  .number("must be the id of an event")
  .int("must be the id of an event")
  .min(0)
  .max(2 ** 31);

const EventQuery = z.object({
  lastEventId: EventId.optional().describe("the last event that is known, for who cannot send the header"),
  mode: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(GraphMode))
    .optional()
    .describe(
      "for debugging: LangGraph's own stream instead, in these modes, separated by commas: values, updates, messages, custom. It tells what happens from now on, and nothing twice",
    ),
  limit: wholeNumber(1, 1000).default(200).describe("events of a page"),
});

const EventHeaders = z.object({
  accept: z
    .string()
    .optional()
    .describe("`text/event-stream`, or `application/json` for a page of what has happened so far"),
  "last-event-id": EventId.optional().describe("the last event that is known: what is newer is told"),
});

export function followTask(service: Service): Endpoint {
  return endpoint({
    method: "get",
    path: "/ai/tasks/{id}/events",
    operationId: "followTask",
    summary: "Follow a task",
    description:
      "Server-Sent Events: all that is newer than `Last-Event-ID`, then what happens, until the task has ended. Each `data` is a TaskEvent. A connection that breaks loses nothing: connect again with the last id. When so much time has passed that old events are kept no more, a `snapshot` stands for them.",
    tag: "Tasks",
    scope: "read",
    params: TaskPath,
    query: EventQuery,
    headers: EventHeaders,
    answers: {
      200: {
        description: "The stream, or a page.",
        content: { "text/event-stream": null, "application/json": NAMED_ANSWERS.EventPage },
      },
      204: nothing("The task has ended, and nothing is newer: connect no more."),
      ...NOT_FOUND,
    },
    async handle({ principal, params, query, headers, request, askAgain, disconnect }) {
      const row = await ownedTask(service, principal, params);
      const { signal, method } = request;
      const mayStay = () => isStillIn(askAgain);
      if (query.mode && method !== "HEAD") return debugStream(service, row, { modes: query.mode, signal, mayStay });
      const afterId = headers["last-event-id"] ?? query.lastEventId ?? 0;
      if (wantsPage(headers.accept)) return pageOf(service, row, afterId, query.limit);
      if (method === "HEAD") return new Response(null, { headers: STREAM_HEADERS });
      return streamOf(service, row, { afterId, signal, mayStay, cut: disconnect });
    },
  });
}

/** While nobody can tell, a reader stays. */
async function isStillIn(askAgain: () => Promise<void>): Promise<boolean> {
  try {
    await askAgain();
    return true;
  } catch (error) {
    return !(error instanceof PixoraError && ["unauthenticated", "forbidden"].includes(error.code));
  }
}

function wantsPage(accept = ""): boolean {
  return accept.includes("application/json") && !accept.includes("text/event-stream");
}

async function pageOf({ stores, views, view }: Service, { id }: TaskRow, afterId: number, limit: number) {
  const events = await stores.events.read(id, afterId, limit + 1);
  const lastId = events.length > 0 ? 0 : await stores.events.lastId(id);
  // What is older than the log keeps is told by what became of it.
  const lost = lastId > afterId ? await views.snapshot(id) : null;
  const page = lost ? [lost] : events.slice(0, limit);
  const isMore = events.length > limit;
  return Response.json({ data: page.map(view.event), nextCursor: isMore ? String(page.at(-1)?.id) : null });
}

type Reading = Pick<StreamRequest, "afterId" | "signal" | "mayStay" | "cut">;

async function streamOf({ streams, ending }: Service, row: TaskRow, reading: Reading): Promise<Response> {
  const opened = await streams.open({ taskId: row.id, owner: row.owner, ...reading });
  if (opened.kind === "nothing" && hasEnded(row.status)) return new Response(null, { status: 204 });
  // The log of a task that was put back ends with its last end, until somebody takes it up: its reader asks again.
  if (opened.kind === "nothing") return new Response(new Blob([GREETING]).stream(), { headers: STREAM_HEADERS });
  if (opened.kind === "full" && ending.aborted) {
    const detail = "This server ends. Come back: another one tells the rest.";
    throw refusal({ status: 503, code: "shutting_down", detail, retryAfterSeconds: 2 });
  }
  if (opened.kind === "stream") return new Response(opened.body, { headers: STREAM_HEADERS });
  throw fullOf(opened.of);
}

type Watching = Pick<GraphWatch, "modes" | "signal" | "mayStay">;

function debugStream({ streams, graphEvents }: Service, { id, owner }: TaskRow, watching: Watching) {
  const giveBack = streams.reserve(owner);
  if (typeof giveBack === "string") throw fullOf(giveBack);
  return new Response(graphEvents({ taskId: id, ...watching, onClose: giveBack }), { headers: STREAM_HEADERS });
}

function fullOf(whose: "owner" | "process"): Error {
  const who = whose === "owner" ? "You have" : "This server has";
  const detail = `${who} as many event streams open as may be. Close one, or try again in a moment.`;
  const status = whose === "owner" ? 429 : 503;
  return refusal({ status, code: "too_many_streams", detail, retryAfterSeconds: 10 });
}
