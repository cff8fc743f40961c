import { once } from "node:events";
import { PixoraError } from "../../models/error.ts";
import type { Operation } from "../../models/operation.ts";
import { JobFailure, type OperationDriver, type OperationStatus } from "../../providers/operation.ts";
import type { CallContext } from "../../providers/types.ts";
import type { DriverRig } from "../contract/operation-driver.ts";

type Ended = Exclude<OperationStatus, { state: "queued" | "running" }>;

interface Job {
  status: OperationStatus;
  /** What the result call answers: the output, or how the job failed after all. */
  result: unknown;
}

const CONTENT = new PixoraError("content_refused", "Not that.");
const BROKEN = new PixoraError("vendor_failed", "The runner died.", { retryable: true });
const STOPPED = new PixoraError("vendor_failed", "The job was stopped.");
const UNANSWERED = new PixoraError("vendor_failed", "No answer.", { retryable: true });
const GONE = new PixoraError("vendor_failed", "No such job.");

/** What a POST ends in besides a job. */
const FAULTS = {
  drop: new PixoraError("in_doubt", "The answer was lost."),
  reset: new PixoraError("in_doubt", "The connection was cut."),
  server_error: new PixoraError("in_doubt", "HTTP 500."),
  rate_limit: new PixoraError("rate_limited", "Too many.", { retryable: true, retryAfterSeconds: 7 }),
  rate_limit_long: new PixoraError("rate_limited", "Too many.", { retryable: true, retryAfterSeconds: 600 }),
  refuse_key: new PixoraError("account_refused", "The key is refused."),
  no_credit: new PixoraError("account_refused", "No credit."),
  bad_input: new PixoraError("vendor_failed", "No such size."),
  content: CONTENT,
  unreachable: new PixoraError("unreachable", "Not reached.", { retryable: true }),
  unbuilt: new PixoraError("unreachable", "No such address."),
  late: new PixoraError("cancelled", "Out of time before it was sent."),
  busy: new PixoraError("rate_limited", "Too many.", { retryable: true }),
  bug: new TypeError("a is undefined"),
} as const;

export type Fault = keyof typeof FAULTS;

export interface ScriptedVendor extends Omit<DriverRig, "onNextPost"> {
  /** Faults of the POSTs that come next, after those that were told before. */
  onNextPost(...faults: Fault[]): void;
  /** Forgets the faults that no POST has met. */
  mend(): void;
  /** What becomes of every job as soon as it is taken. */
  jobsBecome(status: OperationStatus, result?: unknown): void;
  /** Each POST waits for this before it is answered. */
  answersAfter(gate: Promise<unknown>): void;
  /** What a job becomes when it is told to stop; `null` refuses every such question. */
  onCancel(becomes: ((status: OperationStatus) => OperationStatus) | null): void;
  /** The next questions of that kind fail so. */
  failNext(question: "status" | "result" | "find", ...errors: Error[]): void;
  /** The next question of that kind gets no answer until its asker gives up. */
  hangNext(question: "status" | "result", whenAsked?: () => void): void;
  /** Resolves with the id of the next job that is taken. */
  taken(): Promise<string>;
  /** Questions that were asked so far. */
  asked(question: "status" | "result" | "find" | "cancel"): number;
  ids(): string[];
}

/** A vendor that keeps the contract, and does what a test says. */
export function createScriptedVendor({ finds = false }: { finds?: boolean } = {}): ScriptedVendor {
  const jobs = new Map<string, Job>();
  const faults: Fault[] = [];
  const failures = new Map<string, Error[]>();
  const asked = new Map<string, number>();
  const hanging = new Map<string, () => void>();
  let posts = 0;
  let reachable = true;
  let gate: Promise<unknown> = Promise.resolve();
  let first: Job = { status: { state: "queued" }, result: null };
  let stop: ((status: OperationStatus) => OperationStatus) | null = (status) =>
    isEnded(status) ? status : { state: "cancelled", error: STOPPED, billed: false };
  let tellTaken: (requestId: string) => void = () => {};

  const take = (model: string): Operation => {
    const requestId = `job-${jobs.size + 1}`;
    jobs.set(requestId, { ...first });
    tellTaken(requestId);
    return { vendor: "acme", model, requestId, submittedAt: new Date().toISOString() };
  };
  const jobOf = (requestId: string): Job => {
    const job = jobs.get(requestId);
    if (!job) throw GONE;
    return job;
  };
  const answer = async (question: string, { signal }: CallContext) => {
    await new Promise(setImmediate);
    const whenAsked = hanging.get(question);
    hanging.delete(question);
    whenAsked?.();
    if (whenAsked) await aborted(signal);
    if (signal.aborted) throw new PixoraError("cancelled", "Aborted.");
    asked.set(question, (asked.get(question) ?? 0) + 1);
    const failure = failures.get(question)?.shift();
    if (failure) throw failure;
  };

  const driver: OperationDriver = {
    vendor: "acme",
    async start({ model }, { signal }) {
      if (signal.aborted) throw new PixoraError("cancelled", "Aborted.");
      if (!reachable) throw FAULTS.unreachable;
      posts++;
      await Promise.race([gate, aborted(signal)]);
      const fault = signal.aborted ? "drop" : faults.shift();
      if (!fault) return take(model);
      if (fault === "drop") take(model);
      throw FAULTS[fault];
    },
    async status({ requestId }, context) {
      await answer("status", context);
      return jobOf(requestId).status;
    },
    async result({ requestId }, context) {
      await answer("result", context);
      const { result } = jobOf(requestId);
      if (result instanceof Error) throw result;
      return result;
    },
    async cancel({ requestId }, context) {
      await answer("cancel", context);
      if (!stop) throw UNANSWERED;
      const job = jobOf(requestId);
      job.status = stop(job.status);
      return job.status;
    },
  };
  if (finds) {
    driver.find = async ({ model }, _sentAt, context) => {
      await answer("find", context);
      const requestId = [...jobs.keys()].filter((id) => !context.isKnown(id)).at(-1);
      return requestId ? { vendor: "acme", model, requestId, submittedAt: new Date().toISOString() } : null;
    };
  }

  const output = { made: true };
  const endings: Record<"success" | "failure" | "content", Job> = {
    success: { status: { state: "succeeded", computeSeconds: null }, result: output },
    failure: { status: { state: "failed", error: BROKEN, billed: false }, result: null },
    content: {
      status: { state: "succeeded", computeSeconds: null },
      result: new JobFailure({ error: CONTENT, billed: false }),
    },
  };
  return {
    driver,
    reopen: () => ({ ...driver }),
    order: { model: "acme/painter", input: { prompt: "a fox" } },
    output,
    key: "key-of-acme",
    posts: () => posts,
    onNextPost: (...next) => faults.push(...next),
    mend: () => void faults.splice(0),
    failReads: (count) => failures.set("status", Array(count).fill(UNANSWERED)),
    failNext: (question, ...errors) => failures.set(question, errors),
    hangNext: (question, whenAsked = () => {}) => hanging.set(question, whenAsked),
    run: (requestId) => {
      jobOf(requestId).status = { state: "running" };
    },
    end: (requestId, as) => jobs.set(requestId, endings[as]),
    stateOf: (requestId) => {
      const state = jobs.get(requestId)?.status.state;
      return state === "succeeded" || state === "failed" ? "ended" : state;
    },
    close: async () => {
      reachable = false;
    },
    jobsBecome: (status, result = output) => {
      first = { status, result };
    },
    answersAfter: (promise) => {
      gate = promise;
    },
    onCancel: (becomes) => {
      stop = becomes;
    },
    taken: () =>
      new Promise((resolve) => {
        tellTaken = resolve;
      }),
    asked: (question) => asked.get(question) ?? 0,
    ids: () => [...jobs.keys()],
  };
}

function aborted(signal: AbortSignal): Promise<unknown> {
  return signal.aborted ? Promise.resolve() : once(AbortSignal.any([signal]), "abort");
}

function isEnded(status: OperationStatus): status is Ended {
  return status.state !== "queued" && status.state !== "running";
}
