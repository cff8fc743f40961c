/**
 * How many calls a vendor gets at once, when it gets none, and who waits: one per vendor and process.
 */
import { type CircuitBreakerPolicy, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import PQueue from "p-queue";
import { PixoraError } from "../models/error.ts";
import { type Clock, clock } from "./back-off.ts";
import type { CallContext } from "./types.ts";

/** What an account may have under way at once. */
export interface TrafficLimits {
  /** Over all models. */
  vendor: number;
  /** For single models; the others share the vendor's. */
  models: Readonly<Record<string, number>>;
}

/** Who goes first among those who wait. */
export interface Urgency {
  /** The more of a film waits for a call, the higher; 0 when absent. */
  urgency?: number;
}

export interface Traffic {
  /**
   * Runs a call when there is a place for it, which it keeps until it ends. Places are given to the most urgent first,
   * and among equals in the order of asking.
   * Rejects with `vendor_failed` at once while the model's circuit is open, and with `cancelled` while it waits.
   */
  run<Result>(model: string, call: () => Promise<Result>, context: CallContext & Urgency): Promise<Result>;
  /** The vendor wants no new orders for so long: nobody sends one before. */
  pause(seconds: number): void;
  /** Resolves when orders may be sent. Rejects with `rate_limited` at once when that takes longer than we wait. */
  untilOpen(context: CallContext): Promise<void>;
  /** Whether an order that was sent at this time has come through to the vendor, whatever became of it. */
  note(contact: "reached" | "unreachable", sentMs: number): void;
  /** For how long nobody has reached the vendor: milliseconds, so that those who wait need not find out one after another. */
  unreachableMs(): number;
}

/** When a model is left alone, and how long a vendor is waited for. */
export interface TrafficRules {
  /** Failures in a row that open a model's circuit. */
  failures: number;
  /** After so long one call may try again: milliseconds. */
  restMs: number;
  /** The longest that a vendor may have us wait: seconds. */
  patienceSeconds: number;
  clock: Clock;
}

const RULES: TrafficRules = { failures: 5, restMs: 30_000, patienceSeconds: 120, clock };

/** Nobody who could not be reached so long ago is taken to be so still. */
const FORGOTTEN_MS = 60_000;

export function createTraffic(limits: TrafficLimits, rules: Partial<TrafficRules> = {}): Traffic {
  const { failures, restMs, patienceSeconds, clock } = { ...RULES, ...rules };
  const vendorQueue = new PQueue({ concurrency: limits.vendor });
  const modelQueues = new Map(
    Object.entries(limits.models).map(([model, concurrency]) => [model, new PQueue({ concurrency })]),
  );
  // A queue for them too: every call comes to the vendor's by the same way, so that none overtakes another.
  const otherModels = new PQueue();
  const circuits = new Map<string, Circuit>();
  const circuitOf = (model: string): Circuit => {
    const circuit = circuits.get(model) ?? createCircuit(model, { failures, restMs });
    circuits.set(model, circuit);
    return circuit;
  };
  let closedUntil = Number.NEGATIVE_INFINITY;
  let silence: { since: number; last: number } | null = null;
  return {
    async run(model, call, context) {
      const circuit = circuitOf(model);
      circuit.refuseWhileOpen();
      const leaveModel = await takePlace(modelQueues.get(model) ?? otherModels, context);
      try {
        const leaveVendor = await takePlace(vendorQueue, context);
        return await circuit.run(call).finally(leaveVendor);
      } finally {
        leaveModel();
      }
    },
    pause(seconds) {
      closedUntil = Math.max(closedUntil, clock.now() + seconds * 1000);
    },
    async untilOpen({ signal }) {
      for (let left = closedUntil - clock.now(); left > 0; left = closedUntil - clock.now()) {
        if (left > patienceSeconds * 1000) throw closedForLong(left / 1000);
        await clock.sleep(left, signal);
      }
    },
    note(contact, sentMs) {
      const known = silence && sentMs - silence.last < FORGOTTEN_MS ? silence : { since: sentMs };
      silence = contact === "reached" ? null : { ...known, last: clock.now() };
    },
    unreachableMs: () => (silence ? clock.now() - silence.since : 0),
  };
}

function closedForLong(seconds: number): PixoraError {
  const message = `The vendor wants no orders for another ${Math.ceil(seconds)} s. Try again then.`;
  return new PixoraError("rate_limited", message, { retryable: true, retryAfterSeconds: seconds });
}

/**
 * Resolves with the function that gives the place back.
 * The queue knows the signal only while the call waits: it would free the place of a call that is still ending its job.
 */
function takePlace(queue: PQueue, context: CallContext & Urgency): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const waiting = new AbortController();
    const leave = () => waiting.abort();
    // A signal of its own: a task's would warn of a leak when eleven wait for it at once.
    const signal = AbortSignal.any([context.signal]);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    const held = () =>
      new Promise<void>((free) => {
        signal.removeEventListener("abort", leave);
        resolve(free);
      });
    queue.add(held, { signal: waiting.signal, priority: context.urgency ?? 0 }).catch((cause) => {
      reject(new PixoraError("cancelled", "The task was cancelled.", { cause }));
    });
  });
}

interface Circuit {
  refuseWhileOpen(): void;
  run<Result>(call: () => Promise<Result>): Promise<Result>;
}

function createCircuit(model: string, { failures, restMs }: Pick<TrafficRules, "failures" | "restMs">): Circuit {
  const policy = circuitBreaker(handleWhen(isOutage), {
    breaker: new ConsecutiveBreaker(failures),
    halfOpenAfter: restMs,
  });
  let openedAt = 0;
  policy.onBreak(() => {
    openedAt = Date.now();
  });
  const refuseWhileOpen = () => {
    if (isResting(policy, openedAt + restMs)) throw circuitOpen(model, failures);
  };
  return {
    refuseWhileOpen,
    run(call) {
      refuseWhileOpen();
      return policy.execute(call);
    },
  };
}

/** While one call tries whether the model works again, the others rest as before instead of waiting for it. */
function isResting({ state }: CircuitBreakerPolicy, restsUntil: number): boolean {
  return state === CircuitState.HalfOpen || (state === CircuitState.Open && Date.now() < restsUntil);
}

function circuitOpen(model: string, failures: number): PixoraError {
  const message = `${model} has failed ${failures} times in a row and is left alone for a while. Try again later.`;
  return new PixoraError("vendor_failed", message, { retryable: true });
}

/** Failures that another order of another film would meet, too. Neither the account's, nor an order's own. */
function isOutage(error: Error): boolean {
  if (!(error instanceof PixoraError)) return false;
  if (error.code === "vendor_failed") return error.retryable;
  return error.code === "timeout" || error.code === "in_doubt";
}
