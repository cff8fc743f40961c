/**
 * Waiting for a job that was bought, until it is booked: used, paid for in vain, or stopped.
 * Every way out but two books it: a job that is handed over goes on for another process, and one that its vendor tells
 * nothing about stays in doubt.
 */
import { PixoraError } from "../models/error.ts";
import type { Operation } from "../models/operation.ts";
import { isHandedOver } from "../models/stop.ts";
import { ask } from "./asking.ts";
import { backOff } from "./back-off.ts";
import { deadlineAfter } from "./deadline.ts";
import { pauseUntilNews } from "./job-news.ts";
import { JobFailure, type OperationStatus, type Unfinished } from "./operation.ts";
import type { Sale } from "./ordering.ts";
import type { Bought, Desk } from "./purchase.ts";

/** A job that is on our bill. */
export interface Job extends Sale {
  operation: Operation;
}

type Success = Extract<OperationStatus, { state: "succeeded" }>;
type Ended = Success | Unfinished;

/** Resolves with what the job made. A job that takes too long, or that nobody wants any more, is cancelled. */
export async function followJob(desk: Desk, job: Job): Promise<Bought> {
  const { deal, context, operation } = job;
  const deadline = deadlineAfter(deal.deadlineSeconds * 1000);
  const status = await waitForEnd(desk, operation, AbortSignal.any([context.signal, deadline])).catch(
    (error: unknown) => {
      return deadline.aborted && !context.signal.aborted ? tooSlow(job) : toError(error);
    },
  );
  if (status instanceof Error) return giveUp(desk, job, status);
  if (status.state === "succeeded") return collect(desk, job, status);
  await bookUnfinished(job, status, status.error);
  throw status.error;
}

/** Stops a job; what it turned out to be decides what is booked. A job that was done by then is used. */
async function giveUp(desk: Desk, job: Job, reason: Error): Promise<Bought> {
  if (isHandedOver(job.context.signal)) throw reason;
  return stopForGood(desk, job, reason);
}

/** As `giveUp`, also where somebody else goes on: for a job that nobody else will know of. */
export async function stopForGood(desk: Desk, job: Job, reason: Error): Promise<Bought> {
  const status = await stopJob(desk, job.operation, deadlineAfter(desk.pacing.cancelMs));
  if (status?.state === "succeeded") return collect(desk, job, status);
  // Its number is known: whoever goes on with the task asks for it again, instead of buying it again.
  if (status === null) await job.entry.doubt();
  else await bookUnfinished(job, status, reason);
  throw reason;
}

async function waitForEnd(desk: Desk, operation: Operation, signal: AbortSignal): Promise<Ended> {
  const { driver, news, pacing } = desk;
  const { clock } = pacing;
  const { vendor, requestId } = operation;
  const nextPause = backOff(pacing.polls, clock.random);
  for (;;) {
    await pauseUntilNews({ news, clock }, [vendor, requestId], { pauseMs: nextPause(), signal });
    const status = await ask((context) => driver.status(operation, context), signal, pacing);
    if (hasEnded(status)) return status;
  }
}

function hasEnded(status: OperationStatus): status is Ended {
  return status.state !== "queued" && status.state !== "running";
}

/**
 * How the job ended; null when nobody knows whether it has.
 * @param limit not the task's own signal, which may be why it is stopped
 */
export async function stopJob(desk: Desk, operation: Operation, limit: AbortSignal): Promise<Ended | null> {
  const { driver, pacing } = desk;
  try {
    const status = await ask((context) => driver.cancel(operation, context), limit, pacing);
    return hasEnded(status) ? status : await waitForEnd(desk, operation, limit);
  } catch {
    return null;
  }
}

/** Fetches what a job has made, and books its price: it is paid for whether that works or not. */
async function collect(desk: Desk, job: Job, { computeSeconds }: Success): Promise<Bought> {
  const { driver, pacing } = desk;
  const { deal, entry, context, operation } = job;
  const costUsd = deal.costUsd(computeSeconds);
  const limit = deadlineAfter(pacing.collectMs);
  const signal = AbortSignal.any([context.signal, limit]);
  const output = await ask((asking) => driver.result(operation, asking), signal, pacing).catch(
    async (error: unknown) => {
      const reason = limit.aborted && !context.signal.aborted ? unreadable(job) : error;
      await bookUncollected(job, costUsd, reason);
      throw reason;
    },
  );
  await entry.settle("done", costUsd);
  return { output, requestId: operation.requestId, costUsd };
}

/** A job that is done stays so when it could not be fetched in time: who goes on with the task fetches it. */
async function bookUncollected({ entry, context }: Job, costUsd: number, error: unknown): Promise<void> {
  if (isHandedOver(context.signal)) return;
  const isWaiting = context.signal.aborted || (error instanceof PixoraError && error.code === "timeout");
  const state = isWaiting ? "done" : "failed";
  const free = error instanceof JobFailure && error.billed === false;
  await entry.settle(state, free ? 0 : costUsd, { reason: error });
}

/** Books what the vendor may charge for a job without a result: all of it, unless it says otherwise. */
async function bookUnfinished({ deal, entry }: Job, status: Unfinished, reason: Error): Promise<void> {
  await entry.settle(status.state, priceOf(deal, status), { reason });
}

function priceOf(deal: Job["deal"], { billed, computeSeconds }: Unfinished): number {
  if (billed === false) return 0;
  return typeof computeSeconds === "number" ? deal.costUsd(computeSeconds) : deal.maxUsd;
}

function tooSlow({ deal: { order, deadlineSeconds } }: Job): PixoraError {
  const message = `${order.model} was not done after ${deadlineSeconds} s, and its job was cancelled. Try again later.`;
  return new PixoraError("timeout", message, { retryable: true });
}

function unreadable({ deal, operation }: Job): PixoraError {
  const message = `${deal.order.model} is done, but ${operation.vendor} does not hand out the result of ${operation.requestId}.`;
  return new PixoraError("timeout", message, { retryable: true });
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new PixoraError("internal", String(thrown));
}
