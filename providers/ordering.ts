/**
 * Sending an order so that it is bought once, or surely not, or known to be in doubt.
 * Not here: what happens to the job afterwards (following.ts).
 */
import { PixoraError } from "../models/error.ts";
import type { LedgerEntry } from "../models/ledger.ts";
import type { Operation } from "../models/operation.ts";
import { isHandedOver } from "../models/stop.ts";
import { ask, pauseAfter, stopIfCancelled } from "./asking.ts";
import { backOff } from "./back-off.ts";
import { deadlineAfter } from "./deadline.ts";
import { pauseUntilNews } from "./job-news.ts";
import type { Deal, Desk } from "./purchase.ts";
import type { CallContext, PaidContext } from "./types.ts";

export interface Sale {
  deal: Deal;
  entry: LedgerEntry;
  context: PaidContext;
}

/** The vendor's job. When it rejects, the entry has ended: released, or in doubt. */
export async function placeOrder(desk: Desk, sale: Sale): Promise<Operation> {
  try {
    return await orderUntilTaken(desk, sale);
  } catch (error) {
    if (error instanceof PixoraError && error.code === "in_doubt") throw await leaveInDoubt(error, sale);
    await sale.entry.release(error);
    throw error;
  }
}

/**
 * The job of an earlier process: one whose id is known, or is found. Null where there surely is none.
 * Rejects with `in_doubt`, the entry ended so, when nobody knows.
 */
export async function findBought(desk: Desk, sale: Sale): Promise<Operation | null> {
  const { past } = sale.entry;
  if (past.kind === "job") return past.operation;
  if (past.kind !== "sent") return null;
  // Who goes on with the task has more time to look.
  if (isHandedOver(sale.context.signal)) stopIfCancelled(sale.context.signal);
  const doubt = new PixoraError(
    "in_doubt",
    `The process that ordered from ${desk.driver.vendor} ended before its answer came.`,
  );
  try {
    const operation = await findOrder(desk, sale, { sentAt: past.sentAt, doubt });
    await sale.entry.submitted(operation);
    return operation;
  } catch (error) {
    if (error instanceof PixoraError && error.cause === doubt) return null;
    throw error === doubt ? await leaveInDoubt(doubt, sale) : error;
  }
}

async function leaveInDoubt(doubt: PixoraError, sale: Sale): Promise<PixoraError> {
  await sale.entry.doubt();
  return explainDoubt(doubt, sale);
}

/** Repeats what surely bought nothing. */
async function orderUntilTaken(desk: Desk, sale: Sale): Promise<Operation> {
  const nextPause = startPatience(desk);
  for (;;) {
    try {
      return await orderOnce(desk, sale);
    } catch (error) {
      const pauseMs = nextPause(error);
      if (pauseMs === null) throw error;
      await desk.pacing.clock.sleep(pauseMs, sale.context.signal);
    }
  }
}

/** Tells for each failure of one order how long to wait before the next try; null when it is the last. */
function startPatience({ traffic, pacing }: Desk): (failure: unknown) => number | null {
  const { clock, retries, mostTries, mostWaitMs, unreachableMs } = pacing;
  const nextPause = backOff(retries, clock.random);
  let tries = 0;
  let lost = 0;
  let waitedMs = 0;
  return (failure) => {
    if (!isWorthRepeating(failure)) return null;
    if (failure.code === "unreachable" && traffic.unreachableMs() >= unreachableMs) return null;
    const pauseMs = pauseAfter(failure, nextPause());
    tries += 1;
    lost += isLostOrder(failure) ? 1 : 0;
    waitedMs += pauseMs;
    return tries < mostTries && lost <= 1 && waitedMs <= mostWaitMs ? pauseMs : null;
  };
}

/** One POST. It has a deadline of its own: a signal that aborts now must not lose the job that it may have bought. */
async function orderOnce(desk: Desk, sale: Sale): Promise<Operation> {
  const { deal, entry, context } = sale;
  const { driver, traffic, pacing } = desk;
  await traffic.untilOpen(context);
  stopIfCancelled(context.signal);
  await entry.sending();
  stopIfCancelled(context.signal);
  const sentAt = new Date();
  const sentMs = pacing.clock.now();
  try {
    const signal = deadlineAfter(pacing.submitMs);
    const operation = await driver.start(deal.order, { signal, webhookUrl: webhookUrlOf(desk, entry) });
    traffic.note("reached", sentMs);
    return operation;
  } catch (error) {
    const failure = readFailure(driver.vendor, error);
    traffic.note(failure.code === "unreachable" ? "unreachable" : "reached", sentMs);
    if (failure.code === "in_doubt") return findOrder(desk, sale, { sentAt, doubt: failure });
    if (failure.code === "rate_limited") traffic.pause(failure.retryAfterSeconds ?? pacing.retries.first / 1000);
    throw failure;
  }
}

/** A POST whose answer was lost. */
interface Loss {
  sentAt: Date;
  doubt: PixoraError;
}

/** Looks whether the vendor has the job after all: it is asked, or tells by itself. */
async function findOrder(desk: Desk, sale: Sale, { sentAt, doubt }: Loss): Promise<Operation> {
  const found = await askForOrder(desk, sale, sentAt).catch(() => "unclear" as const);
  if (found === null) {
    const message = `${desk.driver.vendor} has lost the order, and surely has no such job.`;
    throw new PixoraError("vendor_failed", message, { cause: doubt, retryable: true });
  }
  if (found !== "unclear") return found;
  // Whatever goes wrong here, the doubt stays: the order must never pass for one that bought nothing.
  const told = await untilTold(desk, sale, sentAt).catch(() => null);
  if (told) return told;
  throw doubt;
}

/** Null when the vendor surely has no such job. */
async function askForOrder(
  desk: Desk,
  { deal: { order }, entry }: Pick<Sale, "deal" | "entry">,
  sentAt: Date,
): Promise<Operation | "unclear" | null> {
  const { driver, pacing } = desk;
  if (!driver.find) return "unclear";
  const limit = deadlineAfter(pacing.readMs);
  const webhookUrl = webhookUrlOf(desk, entry);
  const look = async ({ signal }: CallContext) =>
    driver.find?.(order, sentAt, { signal, isKnown: entry.isKnownJob, webhookUrl }) ?? null;
  let found: Operation | "unclear" | null = null;
  for (const pauseMs of pacing.lookUpsMs) {
    await pacing.clock.sleep(pauseMs, limit);
    const told = webhookUrl ? await entry.jobInBook() : null;
    found = told ?? (await ask(look, limit, pacing));
    if (found && found !== "unclear") return found;
  }
  return found;
}

/**
 * Waits for the webhook of a job whose number nobody knows, for as long as the job itself would be waited for. Whichever
 * process hears it writes it into the book, where it is looked for also when no news of it comes here.
 */
async function untilTold(desk: Desk, { deal, entry, context }: Sale, sentAt: Date): Promise<Operation | null> {
  const { news, pacing } = desk;
  const { name } = entry;
  if (!name || !webhookUrlOf(desk, entry)) return null;
  const { clock, polls } = pacing;
  const nextPause = backOff(polls, clock.random);
  const until = clock.now() + sentAt.getTime() - Date.now() + deal.deadlineSeconds * 1000;
  for (;;) {
    const job = await entry.jobInBook();
    const leftMs = until - clock.now();
    if (job || leftMs <= 0) return job;
    const pauseMs = Math.min(nextPause(), leftMs);
    await pauseUntilNews({ news, clock }, [name.taskId, name.operationId], { pauseMs, signal: context.signal });
  }
}

function webhookUrlOf({ webhookUrl }: Desk, { name }: LedgerEntry): string | undefined {
  return name ? webhookUrl?.(name) : undefined;
}

/** Failures after which nothing was bought, for certain. */
const UNBOUGHT = ["rate_limited", "vendor_failed", "unreachable", "account_refused", "content_refused", "cancelled"];

/** Whatever `start` did not say as it should may have been bought. */
function readFailure(vendor: string, error: unknown): PixoraError {
  if (error instanceof PixoraError && error.code === "in_doubt") return error;
  if (!(error instanceof PixoraError && UNBOUGHT.includes(error.code))) {
    return new PixoraError("in_doubt", `The order to ${vendor} broke off.`, { cause: error });
  }
  if (error.code !== "cancelled") return error;
  const message = `The order could not be sent to ${vendor} in time. Nothing was bought.`;
  return new PixoraError("vendor_failed", message, { cause: error, retryable: true });
}

/** Failures that may pass, where they say so. */
const REPEATED = ["rate_limited", "vendor_failed", "unreachable"];

function isWorthRepeating(error: unknown): error is PixoraError {
  if (!(error instanceof PixoraError && error.retryable)) return false;
  return REPEATED.includes(error.code);
}

/** The vendor says that it has no such job. Its list may be wrong, so that this is believed once. */
function isLostOrder({ cause }: PixoraError): boolean {
  return cause instanceof PixoraError && cause.code === "in_doubt";
}

function explainDoubt(error: PixoraError, { deal, context }: Sale): PixoraError {
  const most = `$${deal.maxUsd.toFixed(3)}`;
  const message = `${error.message} Nobody knows whether ${context.item} by ${deal.order.model} was bought, for ${most} at most. Look at the vendor's list of jobs; with onInDoubt: "retry" such a thing is bought again.`;
  return new PixoraError("in_doubt", message, { cause: error });
}
