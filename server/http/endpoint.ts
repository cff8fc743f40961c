/** One route, as data: the app serves it, and the OpenAPI document describes it, from the same schemas. */
import type { z } from "zod";
import type { Principal, Scope } from "../auth/principal.ts";
import type { Log } from "../telemetry/log.ts";

/** One status that a route may answer with. */
export interface Answer {
  description: string;
  /** What the body may be, by its media type; null where it has no schema. Absent where nothing is said. */
  content?: Readonly<Record<string, z.ZodType | null>>;
  /** Headers that tell something, each with its meaning. */
  headers?: Readonly<Record<string, string>>;
}

/** What a request is handled with, once it is known who asks and that it is well formed. */
export interface Call<Params, Query, Headers, Body> {
  request: Request;
  requestId: string;
  principal: Principal;
  log: Log;
  /**
   * For what goes on for a while: whether the caller still may. Rejects with `unauthenticated` or `forbidden` when the key
   * was taken back or the token is over, and with `unreachable` when that cannot be told now.
   */
  askAgain(): Promise<void>;
  /** Ends the caller's connection at once. */
  disconnect(): void;
  params: Params;
  query: Query;
  /** Those that the route names, by their lower-case names. */
  headers: Headers;
  body: Body;
}

export interface Endpoint<Params = unknown, Query = unknown, Headers = unknown, Body = unknown> {
  method: "get" | "post" | "delete";
  /** As OpenAPI writes it: `/ai/tasks/{id}`. */
  path: string;
  /** Names it in clients that are made from the document. */
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  /** What the caller's key must allow; null where nobody has to say who they are. */
  scope: Scope | null;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  headers?: z.ZodType<Headers>;
  /** Longest body in bytes, where it is another than usual. */
  maxBodyBytes?: number;
  /** JSON; read as `{}` when nothing is sent and `isBodyOptional`. */
  body?: z.ZodType<Body>;
  isBodyOptional?: boolean;
  /** It can be answered while what keeps the tasks cannot be reached. */
  isStoreless?: boolean;
  /** Statuses of its own. Those that every route may answer with are added. */
  answers: Readonly<Record<number, Answer>>;
  handle(call: Call<Params, Query, Headers, Body>): Promise<Response> | Response;
}

/** Infers what its handler is given from its schemas. */
export function endpoint<Params, Query, Headers, Body>(route: Endpoint<Params, Query, Headers, Body>): Endpoint {
  return route;
}
