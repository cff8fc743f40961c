/** How Replicate writes things down: predictions and refusals, as its HTTP reference shows them. */
import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { SERVED_MODELS, type ServedModel } from "./replicate-models.ts";

export interface Job {
  id: string;
  model: string;
  version: string;
  input: Record<string, unknown>;
  status: "starting" | "processing" | "succeeded" | "failed" | "canceled" | "aborted";
  error: string | null;
  output: string | null;
  removed: boolean;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  computeSeconds: number | null;
  webhook: string | null;
  /** The header Cancel-After as it was sent. */
  cancelAfter: string | null;
  /** What the vendor charges for it, as it stands now. */
  billedUsd: number;
}

export function isOver({ status }: Job): boolean {
  return status !== "starting" && status !== "processing";
}

/** Speech is made at 350 characters a second, everything else in 2 s. */
export function computeSeconds({ input, model }: Job): number {
  return SERVED_MODELS[model]?.sound === "speech" ? String(input.text ?? input.prompt).length / 350 : 2;
}

/** Charged: what succeeded, what was cancelled after its start, and the time of failed jobs that are billed by time. */
export function charge(job: Job): number {
  const model = SERVED_MODELS[job.model];
  const charged = ["succeeded", "canceled"].includes(job.status) || model?.version !== null;
  if (!model || !charged || job.computeSeconds === null) return 0;
  return model.usd(job.input, job.computeSeconds);
}

export function newJob(part: Pick<Job, "id" | "model" | "version" | "input" | "webhook" | "cancelAfter">): Job {
  return {
    ...part,
    status: "starting",
    error: null,
    output: null,
    removed: false,
    createdAt: new Date(),
    startedAt: null,
    completedAt: null,
    computeSeconds: null,
    billedUsd: 0,
  };
}

export function view(job: Job): Record<string, unknown> {
  const { id, model, version, input, status, error, output } = job;
  const total_time = job.completedAt ? (job.completedAt.getTime() - job.createdAt.getTime()) / 1000 : null;
  return {
    id,
    model,
    version,
    input,
    logs: "",
    output,
    error,
    status,
    source: "api",
    data_removed: job.removed,
    ...(job.webhook && { webhook: job.webhook, webhook_events_filter: ["completed"] }),
    created_at: job.createdAt.toISOString(),
    started_at: job.startedAt?.toISOString() ?? null,
    completed_at: job.completedAt?.toISOString() ?? null,
    ...(job.completedAt && { metrics: { predict_time: job.computeSeconds ?? 0, total_time } }),
    urls: {
      get: `https://api.replicate.com/v1/predictions/${id}`,
      cancel: `https://api.replicate.com/v1/predictions/${id}/cancel`,
    },
  };
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(JSON.stringify(body));
}

export const NOT_FOUND = { title: "Not found", detail: "The requested resource could not be found.", status: 404 };

const UNKNOWN_VERSION = {
  title: "Invalid version or not permitted",
  detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
  status: 422,
};

const THROTTLED = "Request was throttled. Your rate limit resets in ~30s.";

/** By name for official models, by version for all. */
export function findModel(
  path: string,
  body: Record<string, unknown>,
): { name: string; model: ServedModel } | { status: number; problem: unknown } {
  const name = /^\/v1\/models\/([^/]+\/[^/]+)\/predictions$/.exec(path)?.[1];
  const version = body.version;
  const entries = Object.entries(SERVED_MODELS);
  const found = name
    ? entries.find(([id, { version: pinned }]) => id === name && pinned === null)
    : entries.find(([, { version: pinned }]) => pinned !== null && pinned === version);
  if (found) return { name: found[0], model: found[1] };
  return name ? { status: 404, problem: NOT_FOUND } : { status: 422, problem: UNKNOWN_VERSION };
}

export function invalid(issues: readonly { path: readonly PropertyKey[]; message: string }[]): unknown {
  const fields = issues.map(({ path, message }) => ({
    type: "invalid",
    field: ["input", ...path].join("."),
    description: message,
  }));
  const detail = fields.map(({ field, description }) => `- ${field}: ${description}`).join("\n");
  return { title: "Input validation failed", detail, status: 422, invalid_fields: fields };
}

export type Refusal = "rate_limit" | "rate_limit_told" | "refuse_key" | "no_credit" | "bad_input" | "server_error";

const REFUSALS: Record<Refusal, { status: number; title?: string; detail: string; headers?: Record<string, string> }> =
  {
    rate_limit: { status: 429, detail: THROTTLED, headers: { "retry-after": "7" } },
    rate_limit_told: { status: 429, detail: THROTTLED },
    refuse_key: { status: 401, title: "Unauthenticated", detail: "You did not pass a valid authentication token" },
    no_credit: { status: 402, title: "Insufficient credit", detail: "You have insufficient credit to run this model." },
    bad_input: { status: 422, title: "Input validation failed", detail: "- input: text is required" },
    server_error: { status: 500, detail: "Internal server error" },
  };

/** @param authorization is repeated in the body of a 401, as careless servers do */
export function refuse(response: ServerResponse, as: Refusal, authorization = ""): void {
  const { headers, detail, ...problem } = REFUSALS[as];
  const said = as === "refuse_key" ? `${detail}: ${authorization}` : detail;
  send(response, problem.status, { ...problem, detail: said }, headers);
}

export async function collect(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

export interface SignedWebhook {
  headers: Record<string, string>;
  body: string;
}

/** A webhook about a job, as the vendor sends it. */
export function signedWebhook(
  job: string,
  { body, secret, at = new Date() }: { body: string; secret: string; at?: Date },
) {
  const id = `msg_${job}`;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = `v1,${signWebhook({ id, timestamp, body, secret })}`;
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  return { headers, body } satisfies SignedWebhook;
}

/** The signature of a webhook's body, in base64. */
export function signWebhook(message: { id: string; timestamp: string; body: string; secret: string }): string {
  const key = Buffer.from(message.secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${message.id}.${message.timestamp}.${message.body}`).digest("base64");
}
