/**
 * Buying one thing from a vendor, whole: reserved, sent once, waited for, booked; or given up with nothing left running.
 * Not here: vendors' protocols (operation.ts), which model comes next when one fails (fallbacks.ts).
 */
import { PixoraError } from "../models/error.ts";
import type { LedgerEntry, OperationName } from "../models/ledger.ts";
import type { Operation } from "../models/operation.ts";
import type { Capability } from "../models/vocabulary.ts";
import type { AskingPace } from "./asking.ts";
import { backOff, clock, type Growth } from "./back-off.ts";
import { deadlineAfter } from "./deadline.ts";
import { followJob, stopForGood, stopJob } from "./following.ts";
import type { JobNews } from "./job-news.ts";
import type { OperationDriver, Order } from "./operation.ts";
import { findBought, placeOrder, type Sale } from "./ordering.ts";
import type { Traffic } from "./traffic.ts";
import type { PaidContext, StopJob } from "./types.ts";

/** What is bought, and on which terms. */
export interface Deal {
  capability: Capability;
  order: Order;
  /** Reserved before it is sent; booked for a job without a result, unless the vendor says what that costs. */
  maxUsd: number;
  /** The price of a finished job, by its seconds of computing where the model is billed so; null when the vendor told none. */
  costUsd(computeSeconds: number | null): number;
  /** A job that is not done by then is cancelled. */
  deadlineSeconds: number;
  /** How much of the film waits for it: the highest goes first where there are not enough places. 0 when absent. */
  urgency?: number;
}

export interface Bought {
  /** The vendor's output, unchecked. */
  output: unknown;
  requestId: string;
  costUsd: number;
}

/**
 * Rejects with `over_budget` before anything is sent; with `in_doubt` when nobody knows whether it was bought; with
 * `timeout` or `cancelled` after the job was stopped; else as the driver does. When it rejects, the ledger is right.
 */
export type Buy = (deal: Deal, context: PaidContext) => Promise<Bought>;

export interface BuyerOptions {
  driver: OperationDriver;
  traffic: Traffic;
  /** Cuts pauses short; without it jobs are polled only. */
  news?: JobNews;
  /** Where the vendor may tell that the job of an operation has ended. */
  webhookUrl?: ((name: OperationName) => string) | undefined;
  pacing?: Partial<Pacing>;
}

/** All pauses and limits, in milliseconds. */
export interface Pacing extends AskingPace {
  /** Pauses between two questions about a job. */
  polls: Growth;
  /** POSTs of one order, of which all but the last surely bought nothing. */
  mostTries: number;
  /** Time between them, all in all. */
  mostWaitMs: number;
  /** A vendor that nobody has reached for so long is given up by all who order there. */
  unreachableMs: number;
  /** Pauses before each look for a job whose answer was lost: vendors' lists lag behind. */
  lookUpsMs: readonly number[];
  submitMs: number;
  cancelMs: number;
  /** For writing down the id of a job that was taken. */
  writeMs: number;
  /** For fetching the result of a job that is done. */
  collectMs: number;
}

const PACING: Pacing = {
  clock,
  retries: { first: 1000, factor: 2, most: 30_000 },
  polls: { first: 500, factor: 1.4, most: 5000 },
  readMs: 30_000,
  mostTries: 5,
  mostWaitMs: 120_000,
  unreachableMs: 30_000,
  lookUpsMs: [1000, 3000, 6000],
  submitMs: 60_000,
  cancelMs: 15_000,
  writeMs: 30_000,
  collectMs: 60_000,
};

/** What every purchase at one vendor shares. */
export interface Desk extends Omit<BuyerOptions, "pacing"> {
  pacing: Pacing;
}

export function createBuyer(options: BuyerOptions): Buy {
  const desk = openDesk(options);
  return async (deal, context) => {
    try {
      return await buyOnce(desk, deal, context);
    } catch (error) {
      const doubtful = error instanceof PixoraError && error.code === "in_doubt";
      if (!doubtful || !context.retryInDoubt) throw error;
      return buyOnce(desk, deal, context);
    }
  };
}

/** Stops jobs of this vendor that nobody waits for. */
export function createJobStopper(options: BuyerOptions): StopJob {
  const desk = openDesk(options);
  return async (operation, maxUsd, { signal }) => {
    const end = await stopJob(desk, operation, signal);
    if (end === null) return null;
    if (end.state === "succeeded") return { state: "done", costUsd: maxUsd };
    return { state: end.state, costUsd: end.billed === false ? 0 : maxUsd };
  };
}

function openDesk({ pacing, ...vendor }: BuyerOptions): Desk {
  return { ...vendor, pacing: { ...PACING, ...pacing } };
}

/** Everything that one entry of the ledger stands for. */
async function buyOnce(desk: Desk, deal: Deal, context: PaidContext): Promise<Bought> {
  const entry = await openEntry(desk, deal, context);
  const sale: Sale = { deal, entry, context };
  // The vendor may run this job already: no queue and no open circuit may keep us from it.
  const operation = await findBought(desk, sale);
  if (operation) return followJob(desk, { ...sale, operation });
  let begun = false;
  const order = () => {
    begun = true;
    return orderAndFollow(desk, sale);
  };
  try {
    const { signal } = context;
    return await desk.traffic.run(deal.order.model, order, { signal, urgency: deal.urgency ?? 0 });
  } catch (error) {
    if (!begun) await entry.release(error);
    throw error;
  }
}

function openEntry({ driver }: Desk, deal: Deal, { ledger, item, fingerprint }: PaidContext): Promise<LedgerEntry> {
  const { capability, order, maxUsd } = deal;
  return ledger.open({ item, capability, vendor: driver.vendor, model: order.model, maxUsd, fingerprint });
}

async function orderAndFollow(desk: Desk, sale: Sale): Promise<Bought> {
  const operation = await placeOrder(desk, sale);
  await writeDown(desk, sale, operation);
  return followJob(desk, { ...sale, operation });
}

/**
 * A job that cannot be written down is stopped: nobody could go on with it. A store that fails is tried again first, also
 * when the run is given up because of it: the job is paid for.
 */
async function writeDown(desk: Desk, sale: Sale, operation: Operation): Promise<void> {
  const { clock, retries, writeMs } = desk.pacing;
  const nextPause = backOff(retries, clock.random);
  const limit = deadlineAfter(writeMs);
  for (let waitedMs = 0; ; ) {
    try {
      return await sale.entry.submitted(operation);
    } catch (error) {
      const pauseMs = nextPause();
      waitedMs += pauseMs;
      if (!isStoreFailure(error) || limit.aborted || waitedMs > writeMs) return giveBack(desk, sale, operation, error);
      await clock.sleep(pauseMs, limit).catch(() => {});
    }
  }
}

function isStoreFailure(error: unknown): boolean {
  return error instanceof PixoraError && error.code === "store_failed";
}

async function giveBack(desk: Desk, sale: Sale, operation: Operation, reason: unknown): Promise<never> {
  const error = reason instanceof Error ? reason : new PixoraError("internal", String(reason));
  await stopForGood(desk, { ...sale, operation }, error);
  throw error;
}
