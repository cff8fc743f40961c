/** The service as one function from a request to its answer. Not here: sockets (serve.ts), what is answered (endpoints). */
import { type Context, Hono, type Next } from "hono";
import { cors } from "hono/cors";
import { requestId } from "hono/request-id";
import { PixoraError } from "../models/error.ts";
import type { Endpoint } from "./http/endpoint.ts";
import { type Found, type Gate, mount } from "./http/mount.ts";
import { isBug, refusal, toAnswer } from "./http/problem.ts";
import type { Log } from "./telemetry/log.ts";
import type { Metrics } from "./telemetry/metrics.ts";
import type { Tracing } from "./telemetry/tracing.ts";

export interface AppParts {
  endpoints: readonly Endpoint[];
  gate: Gate;
  log: Log;
  metrics: Pick<Metrics, "request">;
  tracing: Pick<Tracing, "request">;
  /** Takes secrets out of what is said to callers. */
  redact(text: string): string;
  /** Web pages that may call from a browser. */
  allowedOrigins: readonly string[];
  /** Aborts when the server ends: from then on connections are given up one by one. */
  ending: AbortSignal;
}

export function createApp(parts: AppParts): Hono<Found> {
  const { log, allowedOrigins, redact } = parts;
  const app = new Hono<Found>();
  app.use(requestId());
  app.use((context, next) => observe(parts, context, next));
  if (allowedOrigins.length > 0) app.use(allowPages(allowedOrigins));
  mount(app, parts.endpoints, parts.gate);
  // Not thrown: an error from here would pass by what every answer is given on its way out.
  app.notFound((context) => toAnswer(NOTHING_HERE, context.get("requestId"), redact));
  app.onError((error, context) => {
    const isGone = context.req.raw.signal.aborted;
    const requestId = context.get("requestId");
    if (isBug(error) && !isGone) log.error({ requestId, error }, "a request met a bug");
    else if (error instanceof PixoraError) {
      log[error.code === "store_failed" ? "warn" : "debug"]({ requestId, error }, "a request was refused");
    }
    return toAnswer(error, context.get("requestId"), redact);
  });
  return app;
}

const NOTHING = "There is nothing here. /docs tells what there is.";
const NOTHING_HERE = refusal({ status: 404, code: "not_found", detail: NOTHING });

/** Counts, logs and traces each request, and gives every answer what all have in common. */
async function observe(parts: AppParts, context: Context<Found>, next: Next): Promise<void> {
  const began = performance.now();
  const id = context.get("requestId");
  const { method } = context.req;
  context.set("log", parts.log.child({ requestId: id }));
  context.set("owner", null);
  context.set("rate", {});
  await parts.tracing.request({ method, headers: context.req.raw.headers, requestId: id }, async () => {
    await next();
    return { route: context.get("route"), status: context.res.status };
  });
  const common = { ...COMMON_HEADERS, ...context.get("rate"), "x-request-id": id };
  for (const [name, value] of Object.entries(common)) context.res.headers.set(name, value);
  if (parts.ending.aborted || leavesBody(context)) context.res.headers.set("connection", "close");
  const { status } = context.res;
  const route = context.get("route") ?? "none";
  const seconds = (performance.now() - began) / 1000;
  parts.metrics.request({ method, route, status, seconds });
  const level = status >= 500 ? "warn" : QUIET.includes(route) ? "debug" : "info";
  const ms = Math.round(seconds * 1000);
  // A vendor's address holds what it is trusted by.
  const path = route.startsWith("/hooks/") ? route : context.req.path;
  context.get("log")[level]({ method, path, status, ms, owner: context.get("owner") }, "request");
}

/** A refusal may come before the body was read to its end: its rest would stop what comes next on the same connection. */
function leavesBody({ req: { method, raw }, res: { status } }: Context<Found>): boolean {
  if (status < 400 || method === "GET" || method === "HEAD") return false;
  return status === 413 || (raw.body !== null && !raw.bodyUsed);
}

/** What is asked every few seconds. */
const QUIET = ["/healthz", "/readyz", "/metrics"];

const COMMON_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

function allowPages(allowedOrigins: readonly string[]) {
  return cors({
    origin: [...allowedOrigins],
    allowHeaders: [
      "authorization",
      "content-type",
      "idempotency-key",
      "if-none-match",
      "last-event-id",
      "prefer",
      "range",
      "x-api-key",
      "x-request-id",
    ],
    exposeHeaders: [
      "content-disposition",
      "ratelimit-limit",
      "ratelimit-remaining",
      "ratelimit-reset",
      "etag",
      "idempotency-replayed",
      "location",
      "preference-applied",
      "retry-after",
      "x-request-id",
      "content-range",
    ],
    allowMethods: ["GET", "HEAD", "POST", "DELETE"],
    maxAge: 600,
  });
}
