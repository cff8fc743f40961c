/** Serves endpoints: who asks, whether they may, whether it is well formed, and only then the handler. */
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import type { RequestRates } from "../../checkpoints/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { Principal, Scope } from "../auth/principal.ts";
import type { Log } from "../telemetry/log.ts";
import { complaintsOf, malformed, type Place } from "./complaints.ts";
import type { Endpoint } from "./endpoint.ts";
import { refusal } from "./problem.ts";
import { readJson } from "./read-json.ts";

/** What the middleware before has found out. */
export interface Found {
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    log: Log;
    /** The path of the endpoint, without what is special to one request. */
    route: string | undefined;
    owner: string | null;
    /** Headers that tell how much is left of the owner's requests. */
    rate: Record<string, string>;
  };
}

export interface Gate {
  authenticate(headers: Headers): Promise<Principal>;
  rates: RequestRates;
  /** For each owner but nobody. */
  requestsPerMinute: number;
  /** Throws `store_failed` when it is known that what keeps the tasks cannot be reached, and has not been for a while. */
  refuseLostStore(): void;
}

/** Longest body in bytes: a prompt of 10,000 characters fits many times. */
export const MAX_BODY_BYTES = 256 * 1024;

export function mount(app: Hono<Found>, endpoints: readonly Endpoint[], gate: Gate): void {
  for (const route of endpoints) {
    const handle = (context: Context<Found>) => answer(route, context, gate);
    app.on(route.method.toUpperCase(), pathOf(route), nameRoute(route.path));
    // Only where a body is read: to look for one takes as long as to answer.
    if (route.method === "post") app.post(pathOf(route), limitBody(route), handle);
    else app.on(route.method.toUpperCase(), pathOf(route), handle);
  }
  for (const path of new Set(endpoints.map((route) => route.path))) refuseOthers(app, path, endpoints);
}

/** Known before anything is refused: logs and figures name the route, not the path. */
function nameRoute(path: string): MiddlewareHandler<Found> {
  return async (context, next) => {
    context.set("route", path);
    await next();
  };
}

function refuseOthers(app: Hono<Found>, path: string, endpoints: readonly Endpoint[]): void {
  const methods = endpoints.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
  app.all(pathOf({ path }), nameRoute(path), () => {
    const detail = `This path answers ${allow} only.`;
    throw refusal({ status: 405, code: "method_not_allowed", detail, headers: { allow } });
  });
}

/** `/ai/tasks/{id}` as Hono writes it. */
function pathOf({ path }: Pick<Endpoint, "path">): string {
  return path.replace(/\{([a-zA-Z]+)\}/g, ":$1");
}

function limitBody({ maxBodyBytes = MAX_BODY_BYTES }: Endpoint) {
  const detail = `The body is longer than ${maxBodyBytes} bytes.`;
  const onError = () => {
    throw refusal({ status: 413, code: "payload_too_large", detail });
  };
  return bodyLimit({ maxSize: maxBodyBytes, onError });
}

async function answer(route: Endpoint, context: Context<Found>, gate: Gate): Promise<Response> {
  const { req } = context;
  const principal = await letIn(route, context, gate);
  return route.handle({
    principal,
    request: req.raw,
    requestId: context.get("requestId"),
    log: context.get("log"),
    askAgain: () => askAgain(route, principal, req.raw.headers, gate),
    disconnect: () => context.env.outgoing?.destroy(),
    params: checked(route.params, req.param(), "path"),
    query: checked(route.query, queryOf(req.queries()), "query"),
    headers: checked(route.headers, req.header(), "header"),
    body: route.body ? checked(route.body, await readJson(route, req.raw), "body") : undefined,
  });
}

const NOBODY: Principal = { owner: null, scopes: [] };

async function letIn(route: Endpoint, context: Context<Found>, gate: Gate): Promise<Principal> {
  const { scope, isStoreless = false } = route;
  if (scope === null) return NOBODY;
  const principal = await gate.authenticate(context.req.raw.headers);
  context.set("owner", principal.owner);
  if (!isStoreless) gate.refuseLostStore();
  if (principal.owner !== null) await count(principal.owner, context, gate);
  if (!principal.scopes.includes(scope)) throw forbidden(scope);
  return principal;
}

/** Counts nothing: it is the same request. A key that names another owner by now is another key. */
async function askAgain({ scope }: Endpoint, { owner }: Principal, headers: Headers, gate: Gate): Promise<void> {
  if (scope === null) return;
  const principal = await gate.authenticate(headers);
  if (principal.owner !== owner || !principal.scopes.includes(scope)) throw forbidden(scope);
}

function forbidden(scope: Scope): PixoraError {
  return new PixoraError("forbidden", `This key may not ${scope}. Use one that has the scope ${scope}.`);
}

/** Tells every caller how much is left, and those who ask too often when to come back. */
async function count(owner: string, context: Context<Found>, { rates, requestsPerMinute }: Gate): Promise<void> {
  const { isAllowed, left, resetMs } = await rates.take(owner, requestsPerMinute);
  const resetSeconds = Math.ceil(resetMs / 1000);
  const headers = {
    "ratelimit-limit": String(requestsPerMinute),
    "ratelimit-remaining": String(left),
    "ratelimit-reset": String(resetSeconds),
  };
  context.set("rate", headers);
  if (isAllowed) return;
  const detail = `More than ${requestsPerMinute} requests in a minute. Ask again in ${resetSeconds} s.`;
  throw refusal({ status: 429, code: "too_many_requests", detail, retryAfterSeconds: resetSeconds });
}

/** A name that is given once is a text, one that is given more often is refused by its schema. */
function queryOf(queries: Record<string, string[]>): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  );
}

function checked(schema: z.ZodType | undefined, value: unknown, place: Place): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw malformed(place, complaintsOf(parsed.error, value, place));
}
