/**
 * Replicate's jobs, through its SDK: predictions that are created, asked for and cancelled.
 * Never its `run` and `wait`: the one returns null for a job that is not done, the other polls for ever.
 */
import { isDeepStrictEqual } from "node:util";
import type Replicate from "replicate";
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { Operation } from "../../models/operation.ts";
import { stopIfCancelled } from "../asking.ts";
import { isSameOperation } from "../correlation.ts";
import { deadlineAfter } from "../deadline.ts";
import { JobFailure, type OperationDriver, type OperationStatus, type Order, type StartContext } from "../operation.ts";
import { remember } from "../remember.ts";
import { type Fetch, sendOnce } from "../send-once.ts";
import { type Refusal, readRetryAfter, readSubmission } from "../submission.ts";
import type { CallContext } from "../types.ts";
import { quoteVendor } from "../vendor-message.ts";
import { ask, openClient, REQUEST_SECONDS, type ReplicateAccess, settingsOf } from "./client.ts";
import { Prediction, statusOf } from "./prediction.ts";

/** What the driver knows of a model that is ordered by its name. */
export interface Ordered {
  /** Null for an official model. */
  version: string | null;
  deadlineSeconds: number;
}

export interface ReplicateDriverOptions {
  access: ReplicateAccess;
  /** @throws PixoraError for a model that is not known */
  model(id: string): Ordered;
}

/** Our own deadline comes first; the vendor's ends jobs that nobody is left to cancel. */
const GRACE_SECONDS = 30;

export function createReplicateDriver({ access, model }: ReplicateDriverOptions): OperationDriver {
  const known = new Set<string>();
  const secrets = [access.token];
  const settings = settingsOf(access);
  const refusal = (refused: Refusal) => throttled(refused, secrets);
  const operationOf = ({ id }: Pick<Prediction, "id">, order: Order): Operation => {
    remember(known, id, KNOWN_JOBS);
    return { vendor: "replicate", model: order.model, requestId: id, submittedAt: new Date().toISOString() };
  };
  const get = ({ requestId }: Operation, context: CallContext): Promise<Prediction> =>
    ask(
      access,
      async (client, signal) => Prediction.parse(await client.predictions.get(requestId, { signal })),
      context,
    );

  return {
    vendor: "replicate",

    async start(order, { signal, webhookUrl }) {
      stopIfCancelled(signal);
      const { version, deadlineSeconds } = model(order.model);
      const sent = sendOnce(cancelAfter(deadlineSeconds + GRACE_SECONDS));
      const target = version ? { version } : { model: order.model };
      const webhook = webhookUrl && { webhook: webhookUrl, webhook_events_filter: ["completed" as const] };
      // Cut off, a POST would be in doubt: it may end, and the buyer cancels the job.
      const deadline = deadlineAfter(REQUEST_SECONDS * 1000);
      const options = { ...target, ...webhook, input: order.input, signal: deadline };
      await openClient(access, sent.fetch)
        .predictions.create(options)
        .catch(() => {});
      const reading = { settings, answer: Taken, said: detail, refusal, secrets };
      return operationOf(readSubmission(sent.outcome(), reading), order);
    },

    status: async (operation, context) => statusOf(await get(operation, context), secrets),

    async result(operation, context) {
      const prediction = await get(operation, context);
      const status = statusOf(prediction, secrets);
      if (status.state === "failed" || status.state === "cancelled") throw new JobFailure(status);
      return prediction.output;
    },

    async cancel({ requestId }, context): Promise<OperationStatus> {
      const cancelled = await ask(
        access,
        async (client, signal) => Prediction.parse(await client.predictions.cancel(requestId, { signal })),
        context,
      );
      return statusOf(cancelled, secrets);
    },

    async find(order, sentAt, context) {
      const since = sentAt.getTime() - CLOCKS_APART_MS;
      let isUnclear = false;
      for await (const page of newestFirst(access, context)) {
        const isNew = ({ id }: Prediction) => !known.has(id) && !context.isKnown(id);
        const unknown = page.filter((job) => isNew(job) && createdAt(job) >= since);
        const compare = (job: Prediction) => compareWebhooks(context, job) ?? compareInputs(order, job);
        const lost = unknown.find((job) => compare(job) === "same");
        if (lost) return operationOf(lost, order);
        isUnclear ||= unknown.some((job) => compare(job) === "unclear");
        if (page.some((job) => createdAt(job) < since)) break;
      }
      return isUnclear ? "unclear" : null;
    },
  };
}

/** Jobs that this process has followed, so that a search never takes them for a lost one. */
const KNOWN_JOBS = 10_000;
/** The vendor's clock may be behind ours. */
const CLOCKS_APART_MS = 5000;
/** 100 jobs each. */
const MOST_PAGES = 5;

/** The vendor's own deadline for a job, which its SDK cannot set. In minutes, as its only published example has it. */
function cancelAfter(seconds: number): Fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("Cancel-After", `${Math.ceil(seconds / 60)}m`);
    return fetch(input, { ...init, headers });
  };
}

/** @throws PixoraError when there are more jobs than we look through: the lost one may be among them */
async function* newestFirst(access: ReplicateAccess, context: CallContext): AsyncGenerator<Prediction[]> {
  let next: string | null = null;
  for (let count = 0; count < MOST_PAGES; count++) {
    const page = await readPage(next, access, context);
    yield page.results;
    if (!page.next) return;
    next = page.next;
  }
  throw new PixoraError("vendor_failed", `The lost job is not among the last ${MOST_PAGES * 100} at Replicate.`);
}

/** @param next address of a further page; null for the first */
function readPage(next: string | null, access: ReplicateAccess, context: CallContext): Promise<z.output<typeof Page>> {
  const question = async (client: Replicate, signal: AbortSignal) => {
    if (next === null) return Page.parse(await client.predictions.list({ signal }));
    const response = await client.request(sameHost(next, client.baseUrl), { signal });
    return Page.parse(await response.json());
  };
  return ask(access, question, context);
}

/** The key goes with the request, and may go nowhere else. */
function sameHost(next: string, baseUrl: string | undefined): URL {
  const url = new URL(next, baseUrl);
  if (url.origin === new URL(baseUrl ?? url).origin) return url;
  throw new PixoraError(
    "vendor_failed",
    "Replicate's list of jobs goes on at another host, and is not followed there.",
  );
}

function createdAt({ created_at }: Prediction): number {
  return created_at ? Date.parse(created_at) : Number.NaN;
}

/** By whom the job's end is told to: no two orders have the same. Null where the vendor does not show it, or we do not know. */
function compareWebhooks({ webhookUrl }: StartContext, job: Prediction): "same" | "other" | null {
  const isSame = webhookUrl && job.webhook ? isSameOperation(job.webhook, webhookUrl) : null;
  if (isSame === null) return null;
  return isSame ? "same" : "other";
}

/**
 * Whether a job may be the order's. The vendor may add its defaults to the input that it shows, so that only what we sent
 * counts; a file may come back by another address, and is not compared. What is shown otherwise, or not at all, though
 * nothing in it is surely another's, leaves it open.
 */
function compareInputs({ model, input }: Order, job: Prediction): "same" | "other" | "unclear" {
  if (job.model !== model) return "other";
  const shown = job.input ?? {};
  const sent = Object.entries(input).filter(([, value]) => value !== undefined);
  const isShown = ([name, value]: [string, unknown]) =>
    name in shown && (isFile(value) || isDeepStrictEqual(shown[name], value));
  if (sent.every(isShown)) return "same";
  const isOther = ([name, value]: [string, unknown]) => name in shown && !isFile(value) && differs(shown[name], value);
  return sent.some(isOther) ? "other" : "unclear";
}

/** Told apart by more than blanks around it, or by how a number is written. */
function differs(shown: unknown, sent: unknown): boolean {
  if (typeof sent === "object") return !isDeepStrictEqual(shown, sent);
  return String(shown).trim() !== String(sent).trim();
}

function isFile(value: unknown): boolean {
  return typeof value === "string" && /^(data:|https?:\/\/[^/]+\/v1\/files\/)/.test(value);
}

function detail(body: unknown): string | null {
  return Problem.safeParse(body).data?.detail ?? null;
}

/** "…Your rate limit resets in ~30s." tells how long to wait in its words only, where there is no Retry-After. */
function throttled({ status, headers, body }: Refusal, secrets: readonly string[]): PixoraError | null {
  const seconds = /resets in ~?(\d+)s/.exec(detail(body) ?? "")?.[1];
  if (status !== 429 || readRetryAfter(headers) !== null || seconds === undefined) return null;
  const message = `Replicate wants fewer orders (HTTP 429): ${quoteVendor(detail(body) ?? "", secrets)}`;
  return new PixoraError("rate_limited", message, { retryable: true, retryAfterSeconds: Number(seconds) });
}

/** No more is read of the answer to an order: whatever else it holds, the job is bought. */
const Taken = Prediction.pick({ id: true });

const Problem = z.object({ detail: z.string().nullish() });

const Page = z.object({ next: z.string().nullish(), results: z.array(Prediction) });
