/** What a caller is told when a request is refused (RFC 9457). Every error becomes an answer here, and nowhere else. */
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { PixoraError, toProblem } from "../../models/error.ts";
import { ErrorCode } from "../../models/problem.ts";

/** Refusals that only HTTP knows. */
const HttpCode = z.enum([
  "not_found", // there is no such thing, or it is somebody else's
  "method_not_allowed", // the path has other methods
  "range_not_satisfiable", // the file has no such part
  "payload_too_large", // the body is longer than is read
  "unsupported_media_type", // the body is not JSON
  "idempotency_mismatch", // the key was used for another request
  "idempotency_in_progress", // the first request with this key is still being accepted
  "task_ended", // nothing can be changed of a task that has ended
  "too_many_requests", // the owner asks too often
  "too_many_tasks", // the owner has too many tasks that have not ended
  "too_many_streams", // the owner, or this server, has too many open event streams
  "budget_spent", // the owner's budget does not cover the task
  "shutting_down", // this server ends: ask again, another one answers
]);
export type HttpCode = z.infer<typeof HttpCode>;

/** The body of every refusal, as `application/problem+json`. */
export const ProblemDetails = z.object({
  type: z.string().describe("always about:blank: `code` tells what it is"),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("for people: what is wrong, and what to do"),
  code: z.union([ErrorCode, HttpCode]),
  retryable: z.boolean().describe("whether the same request may succeed later"),
  requestId: z.string(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .describe("what is wrong with which field"),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

interface Refusal {
  status: ContentfulStatusCode;
  code: ProblemDetails["code"];
  detail: string;
  /** When to ask again. */
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
  errors?: ProblemDetails["errors"];
}

/** To be thrown: ends the request with this answer. */
export function refusal(refused: Refusal): HTTPException {
  return new HTTPException(refused.status, { message: refused.detail, cause: refused });
}

/**
 * The answer to whatever was thrown.
 * @param redact takes secrets out
 */
export function toAnswer(error: unknown, requestId: string, redact: (text: string) => string): Response {
  const refused = refusalOf(error);
  const { status, code, detail, retryAfterSeconds, headers = {}, errors } = refused;
  const retryable = [409, 429, 503].includes(status) && code !== "task_ended" && code !== "budget_spent";
  const body: ProblemDetails = {
    ...{
      type: "about:blank",
      title: TITLES[status] ?? "Error",
      status,
      detail: redact(detail),
      code,
      retryable,
      requestId,
    },
    ...(errors && { errors }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      ...(status === 401 && { "www-authenticate": "Bearer" }),
      ...(retryAfterSeconds !== undefined && { "retry-after": String(Math.max(1, Math.ceil(retryAfterSeconds))) }),
      ...headers,
    },
  });
}

/** Whether it is a bug of ours, to be looked into. */
export function isBug(error: unknown): boolean {
  return refusalOf(error).status === 500;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof HTTPException) return isRefusal(error.cause) ? error.cause : ofStatus(error);
  const { code, message } = toProblem(error);
  const status = STATUS_OF[code] ?? 500;
  const after = error instanceof PixoraError ? error.retryAfterSeconds : null;
  const retryAfterSeconds = status === 503 || status === 429 ? (after ?? RETRY_SECONDS) : null;
  const detail = (status === 500 ? HIDDEN.internal : HIDDEN[code]) ?? message;
  return { status, code, detail, ...(retryAfterSeconds !== null && { retryAfterSeconds }) };
}

function isRefusal(cause: unknown): cause is Refusal {
  return typeof cause === "object" && cause !== null && "status" in cause && "code" in cause && "detail" in cause;
}

/** What Hono itself refuses. */
function ofStatus({ status, message }: HTTPException): Refusal {
  if (status === 413) return { status, code: "payload_too_large", detail: "The body is too long." };
  return { status: status < 500 ? 422 : 500, code: status < 500 ? "invalid_request" : "internal", detail: message };
}

const RETRY_SECONDS = 5;

/** What is nobody's business outside is in the log: what a bug was, and where tasks lie. */
const HIDDEN: Partial<Record<ErrorCode, string>> = {
  internal: "Something went wrong here. The log has it under this request's id.",
  store_failed: "What keeps the tasks cannot be reached or written now. Nothing is lost: try again in a moment.",
};

/** Errors that may meet a request; what is not here is a bug. */
const STATUS_OF: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  unauthenticated: 401,
  forbidden: 403,
  task_unknown: 404,
  task_busy: 409,
  fenced: 409,
  invalid_request: 422,
  unsupported_language: 422,
  unsafe_url: 422,
  over_budget: 422,
  content_refused: 422,
  rate_limited: 503,
  store_failed: 503,
  unreachable: 503,
  vendor_failed: 503,
  account_refused: 503,
  missing_program: 503,
  output_unwritable: 503,
  timeout: 503,
  cancelled: 503,
};

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  416: "Range Not Satisfiable",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
