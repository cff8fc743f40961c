/**
 * What fal's answers mean: the one place that knows its error types.
 * A failed or cancelled job is COMPLETED like every other; only `error` and `error_type` tell, or the answer to its result.
 */
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { OperationStatus, Unfinished } from "../operation.ts";
import { refusedKey } from "../submission.ts";
import { quoteVendor } from "../vendor-message.ts";
import type { Answer, FalConnection } from "./connection.ts";

type Asked = Pick<FalConnection, "secrets" | "settings">;

/** Failures of fal's own machines and of its suppliers: nothing is billed, and another try may do. */
const BROKEN: readonly string[] = [
  "request_timeout",
  "startup_timeout",
  "runner_scheduling_failure",
  "runner_connection_timeout",
  "runner_disconnected",
  "runner_connection_refused",
  "runner_connection_error",
  "runner_incomplete_response",
  "runner_server_error",
  "internal_error",
  "internal_server_error",
  "generation_timeout",
  "downstream_service_unavailable",
];
const CANCELLED: readonly string[] = ["client_cancelled", "client_disconnected"];
const CONTENT = "content_policy_violation";

/** How a job ended that made nothing, by its error types. Unknown ones are final: another try would end the same. */
export function readEnding(types: readonly string[], said: string, secrets: readonly string[]): Unfinished {
  const quoted = quoteVendor(said || types.join(", "), secrets);
  if (types.some((type) => CANCELLED.includes(type))) {
    return {
      state: "cancelled",
      error: new PixoraError("vendor_failed", "The job was cancelled at fal."),
      billed: null,
    };
  }
  if (types.includes(CONTENT)) {
    const error = new PixoraError("content_refused", `fal's safety rules refuse this: ${quoted}`);
    return { state: "failed", error, billed: null };
  }
  const retryable = types.some((type) => BROKEN.includes(type));
  const error = new PixoraError("vendor_failed", `The job failed at fal: ${quoted}`, { retryable });
  return { state: "failed", error, billed: retryable ? false : null };
}

/** The state that a status tells; null for an answer that is none. */
export function readStatus(body: unknown, secrets: readonly string[]): OperationStatus | null {
  const told = Status.safeParse(body);
  if (!told.success) return null;
  const { status, error, error_type } = told.data;
  if (status === "IN_QUEUE") return { state: "queued" };
  if (status === "IN_PROGRESS") return { state: "running" };
  if (!error && !error_type) return { state: "succeeded", computeSeconds: null };
  return readEnding(error_type ? [error_type] : [], wordsOf(error), secrets);
}

/** Why an unpaid question got no proper answer. The job may be well. */
export function refusedQuestion({ status, body }: Answer, { secrets, settings }: Asked): PixoraError {
  if (status === 401) return refusedKey(settings);
  const said = `(HTTP ${status}) ${quoteVendor(errorWords(body), secrets)}`.trim();
  if (status === 403) {
    return new PixoraError("account_refused", `fal refuses the account, its credit or its rights ${said}`);
  }
  if (status === 404) return new PixoraError("vendor_failed", "fal does not know this job, or no more.");
  return new PixoraError("vendor_failed", `fal gives no answer ${said}`, { retryable: true });
}

/** The error types in a refusal's body: one of the platform, or some of the model's. */
export function errorTypes(body: unknown): string[] {
  const { error_type, detail } = ErrorBody.parse(body);
  const types = Array.isArray(detail) ? detail.map((problem) => problem.type) : [];
  return [error_type, ...types].flatMap((type) => type ?? []);
}

/** fal's own words in a refusal's body; empty where there are none. */
export function errorWords(body: unknown): string {
  return wordsOf(ErrorBody.parse(body).detail);
}

function wordsOf(detail: z.output<typeof Detail>): string {
  if (!Array.isArray(detail)) return detail ?? "";
  return detail.flatMap(({ loc, msg }) => [loc?.slice(-1).join(""), msg].filter(Boolean).join(": ")).join("; ");
}

const Problem = z.object({
  type: z.string().nullish(),
  msg: z.string().nullish(),
  loc: z.array(z.union([z.string(), z.number()])).nullish(),
});
const Detail = z
  .union([z.string(), z.array(Problem)])
  .nullish()
  .catch(null);
const ErrorBody = z.object({ error_type: z.string().nullish().catch(null), detail: Detail }).catch({});
const Status = z.object({
  status: z.enum(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]),
  error: Detail,
  error_type: z.string().nullish(),
});

/** The answer to a job's order. */
export const Submitted = z.object({ request_id: z.string().min(1) });
