/** The queue of a server that plays fal: orders, how they end, what they are billed. */
import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { FalFiles, FileFault } from "./fal-files.ts";
import { falPriceUsd } from "./fal-prices.ts";

/** What happens to a paid POST. `drop` takes the job and cuts the connection; `reset` cuts before taking it. */
export type PostFault = "drop" | "reset" | "rate_limit" | "refuse_key" | "no_credit" | "bad_input" | "server_error";

/**
 * How a job ends. `nsfw` is a black picture, `black` one that is not told as such; with `no_media`, `untyped` and the `_at_result` ones its status looks like
 * a success.
 */
export type FalOutcome =
  | "success"
  | "failure"
  | "failure_at_result"
  | "timeout"
  | "content"
  | "content_at_result"
  | "nsfw"
  | "black"
  | "no_media"
  | "untyped"
  | "gone"
  | "empty";

export type FalFault = PostFault | FalOutcome | FileFault | "hang";

export interface FalFaults {
  /** For the next orders of any model, one each. */
  next(...faults: readonly FalFault[]): void;
  /** For every order of a model from now on; null to mend it. */
  forModel(model: string, fault: FalFault | null): void;
}

export interface FalOrder {
  requestId: string;
  model: string;
  input: Record<string, unknown>;
  headers: IncomingHttpHeaders;
  webhookUrl: string | null;
  /** `refused` got no job. */
  state: "refused" | "queued" | "running" | "ended" | "cancelled";
  /** Null until it ended. */
  outcome: FalOutcome | null;
  billedUsd: number;
}

export interface FalJobs {
  orders: readonly FalOrder[];
  faults: FalFaults;
  submit(order: Pick<FalOrder, "model" | "input" | "headers" | "webhookUrl">, response: ServerResponse): Promise<void>;
  answer(question: { app: string; requestId: string; call: string }, response: ServerResponse): void;
  run(requestId: string): void;
  end(requestId: string, outcome?: FalOutcome): void;
  resultOf(order: FalOrder): Answer;
  stop(): void;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
}

interface FalJobsOptions {
  files: FalFiles;
  /** Knows nothing any more of a job that was cancelled. */
  forgetsCancelled?: boolean;
  onEnd(order: FalOrder): void;
  /** Told of a job that was taken, before its answer is sent. */
  onTaken?(order: FalOrder): Promise<unknown>;
  autoRun?: boolean;
  latencyMs?: number | ((model: string) => number);
}

export function createFalJobs({
  files,
  onEnd,
  onTaken = async () => {},
  autoRun = false,
  latencyMs = 0,
  forgetsCancelled = false,
}: FalJobsOptions): FalJobs {
  const unknown: readonly FalOrder["state"][] = forgetsCancelled ? ["refused", "cancelled"] : ["refused"];
  const orders: FalOrder[] = [];
  const upcoming: FalFault[] = [];
  const ofModel = new Map<string, FalFault>();
  const fileFaults = new Map<FalOrder, FileFault>();
  const planned = new Map<FalOrder, FalOutcome>();
  const timers = new Set<NodeJS.Timeout>();
  const find = (requestId: string) =>
    orders.find((order) => order.requestId === requestId && !unknown.includes(order.state));

  function run(requestId: string): void {
    const order = find(requestId);
    if (order?.state === "queued") order.state = "running";
  }

  function end(requestId: string, as?: FalOutcome): void {
    const order = find(requestId);
    if (order?.state !== "queued" && order?.state !== "running") return;
    const outcome = as ?? planned.get(order) ?? "success";
    order.state = "ended";
    order.outcome = outcome;
    order.billedUsd = BILLED.includes(outcome) ? falPriceUsd(order.model, order.input) : 0;
    onEnd(order);
  }

  function later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  }

  function runByItself({ requestId, model }: FalOrder): void {
    const whole = typeof latencyMs === "number" ? latencyMs : latencyMs(model);
    later(whole / 10, () => run(requestId));
    later(whole, () => end(requestId));
  }

  function resultOf(order: FalOrder): Answer {
    if (order.state === "cancelled") return CANCELLED;
    if (order.state !== "ended") return { status: 400, body: { detail: "Request is still in progress" } };
    const refusal = REFUSALS[order.outcome ?? "success"];
    if (refusal) return refusal;
    if (order.outcome === "empty") return { status: 200, body: {} };
    const black = order.outcome === "nsfw" || order.outcome === "black";
    const changes = { black, flagged: order.outcome === "nsfw", fault: fileFaults.get(order) ?? null };
    return { status: 200, body: files.outputOf(order.model, order.input, changes) };
  }

  return {
    orders,
    faults: {
      next: (...faults) => upcoming.push(...faults),
      forModel: (model, fault) => {
        if (fault) ofModel.set(model, fault);
        else ofModel.delete(model);
      },
    },
    async submit(ordered, response) {
      const fault = upcoming.shift() ?? ofModel.get(ordered.model);
      const refusal = fault && POST_REFUSALS[fault];
      const taken = !refusal && fault !== "reset";
      const state = taken ? "queued" : "refused";
      const order: FalOrder = { ...ordered, requestId: randomUUID(), state, outcome: null, billedUsd: 0 };
      orders.push(order);
      if (isFileFault(fault)) fileFaults.set(order, fault);
      if (isOutcome(fault)) planned.set(order, fault);
      if (taken && autoRun && fault !== "hang") runByItself(order);
      if (taken) await onTaken(order);
      if (refusal) send(response, refusal(order));
      else if (fault === "drop" || fault === "reset") response.destroy();
      else send(response, { status: 200, body: statusOf(order) });
    },
    answer({ app, requestId, call }, response) {
      const order = find(requestId);
      if (!order || !`${order.model}/`.startsWith(`${app}/`)) return send(response, NOT_FOUND);
      if (call === "cancel") return send(response, cancel(order));
      if (call !== "status") return send(response, resultOf(order));
      const body = statusOf(order);
      return send(response, { status: body.status === "COMPLETED" ? 200 : 202, body });
    },
    run,
    end,
    resultOf,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

const BILLED: readonly FalOutcome[] = ["success", "nsfw", "black", "gone", "empty"];
const OUTCOMES: readonly string[] = [
  ...BILLED,
  "failure",
  "failure_at_result",
  "timeout",
  "content",
  "content_at_result",
  "no_media",
  "untyped",
];
const FILE_FAULTS: readonly string[] = ["cut", "wrong_type", "too_large", "missing"];

function isOutcome(fault: FalFault | undefined): fault is FalOutcome {
  return fault !== undefined && OUTCOMES.includes(fault);
}

function isFileFault(fault: FalFault | undefined): fault is FileFault {
  return fault !== undefined && FILE_FAULTS.includes(fault);
}

const NOT_FOUND: Answer = { status: 404, body: { status: "NOT_FOUND" } };
const CANCELLED: Answer = { status: 499, body: { detail: "Request was cancelled", error_type: "client_cancelled" } };

const POST_REFUSALS: Partial<Record<FalFault, (order: FalOrder) => Answer>> = {
  rate_limit: () => ({
    status: 429,
    body: { detail: "Too many requests", error_type: "concurrent_requests_limit" },
    headers: { "retry-after": "7", "x-fal-needs-retry": "1" },
  }),
  // As careless servers do, it repeats the key.
  refuse_key: ({ headers }) => ({ status: 401, body: { detail: `Not a valid key: ${headers.authorization}` } }),
  no_credit: () => ({
    status: 403,
    body: { detail: "User is locked. Reason: Exhausted balance. Top up your balance." },
  }),
  bad_input: () => ({
    status: 422,
    body: { detail: [{ loc: ["body", "prompt"], msg: "Field required", type: "missing" }] },
  }),
  server_error: () => ({ status: 500, body: { detail: "Internal server error" } }),
};

const BROKEN: Answer = { status: 500, body: { detail: "Runner broke", error_type: "runner_server_error" } };
const POLICY: Answer = {
  status: 422,
  body: {
    detail: [
      {
        loc: ["body", "prompt"],
        msg: "The prompt was flagged by a content checker.",
        type: "content_policy_violation",
      },
    ],
  },
};

/** The result of a job that made nothing. */
const REFUSALS: Partial<Record<FalOutcome, Answer>> = {
  failure: BROKEN,
  failure_at_result: BROKEN,
  timeout: { status: 504, body: { detail: "Generation timed out", error_type: "generation_timeout" } },
  content: POLICY,
  content_at_result: POLICY,
  no_media: {
    status: 422,
    body: { detail: [{ loc: ["body"], msg: "No media was made.", type: "no_media_generated" }] },
  },
  untyped: { status: 422, body: { detail: "The picture cannot be made." } },
  gone: NOT_FOUND,
};

/** A job that failed or was cancelled is completed as well; only these fields tell. */
const STATUS_ERRORS: Partial<Record<FalOutcome, { error: string; error_type: string }>> = {
  failure: { error: "Runner broke", error_type: "runner_server_error" },
  timeout: { error: "Generation timed out", error_type: "generation_timeout" },
  content: { error: "The prompt was flagged by a content checker.", error_type: "content_policy_violation" },
};

function statusOf({ requestId, model, state, outcome }: FalOrder): Record<string, unknown> {
  const base = `https://queue.fal.run/${model.split("/").slice(0, 2).join("/")}/requests/${requestId}`;
  const urls = {
    request_id: requestId,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
  };
  if (state === "queued") return { ...urls, status: "IN_QUEUE", queue_position: 0, logs: null, metrics: {} };
  if (state === "running") return { ...urls, status: "IN_PROGRESS", logs: null, metrics: {} };
  const error =
    state === "cancelled"
      ? { error: "Request was cancelled", error_type: "client_cancelled" }
      : outcome && STATUS_ERRORS[outcome];
  return { ...urls, ...error, status: "COMPLETED", logs: null, metrics: { inference_time: 1 } };
}

function cancel(order: FalOrder): Answer {
  if (order.state === "ended" || order.state === "cancelled")
    return { status: 400, body: { status: "ALREADY_COMPLETED" } };
  order.state = "cancelled";
  return { status: 202, body: { status: "CANCELLATION_REQUESTED" } };
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
