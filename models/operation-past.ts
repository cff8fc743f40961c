/** What the records of a purchase say about buying it once more. Not here: who writes them (purchases.ts). */
import type { Decision, OperationRecord } from "./book.ts";
import { PixoraError, type Problem } from "./error.ts";
import type { Past, Purchase } from "./ledger.ts";

/** What is about to be bought, by its full name. */
export interface Wanted extends Purchase {
  key: string;
  round: number;
}

/** How a purchase begins. */
export interface Opening {
  /** The record that it goes on with; null for a new one. */
  record: OperationRecord | null;
  /** The decision that it begins with. */
  decision: Decision;
  past: Past;
}

/**
 * Goes on with what is there of the same purchase, or begins anew.
 * Bought jobs are gone on with in every round; answers, failures and refusals stand within their own.
 * @param isGivenUp whether an operation in doubt was looked for in this process, in vain
 * @throws PixoraError with what it was refused or failed with, `in_doubt` for what may not be bought again,
 * `internal` for another request under the same name
 */
export function openingOf(
  known: readonly OperationRecord[],
  wanted: Wanted,
  isGivenUp: (id: string) => boolean,
): Opening {
  const same = known.filter(({ decision }) => decision.model === wanted.model);
  // The last one first: what was bought instead of an operation in doubt is used, not looked past.
  for (const record of same.toReversed()) {
    const isSameRequest = record.decision.fingerprint === wanted.fingerprint;
    if (!isSameRequest) refuseUnlessRedeployed(record, wanted);
    const isOfRound = record.decision.round === wanted.round && isSameRequest;
    const past = pastOf(record, isOfRound, isGivenUp(record.decision.id));
    if (past) return { record, decision: record.decision, past };
  }
  // What costs nothing is asked again and again.
  if (wanted.capability === "language" && wanted.maxUsd > 0) refuseThirdCall(same, wanted);
  return { record: null, decision: newDecision(wanted, known.length + 1), past: { kind: "new" } };
}

/** Whether a job was taken and has not ended. */
export function isWaitedFor({ job, end }: OperationRecord): boolean {
  return job !== null && end === null;
}

/** Whether it may cost something yet. What an earlier process was about to send may not, until somebody is about to again. */
export function isReserved({ decision: { state }, job, end }: OperationRecord, isUnderWay: boolean): boolean {
  if (end !== null || state === "refused" || state === "released") return false;
  return state !== "intent" || job !== null || isUnderWay;
}

/** Null where this record does not stand in the way of a new one. */
function pastOf(record: OperationRecord, isOfRound: boolean, isGivenUp: boolean): Past | null {
  const { decision, job, end } = record;
  if (end) return endedPast(record, isOfRound);
  if (job) return { kind: "job", operation: job };
  if (decision.state === "refused" && isOfRound && decision.problem) throw asError(decision.problem);
  if (decision.state === "intent") return isOfRound ? { kind: "new" } : null;
  if (decision.state !== "sending" && decision.state !== "in_doubt") return null;
  // A call that is no job cannot be looked for.
  if (isGivenUp || decision.verdict === "retry" || decision.capability === "language") return null;
  if (decision.verdict === "abandon") throw abandoned(decision);
  return { kind: "sent", sentAt: new Date(decision.sentAt ?? 0) };
}

function endedPast({ decision, job, end }: OperationRecord, isOfRound: boolean): Past | null {
  if (end?.state === "done" && job) return { kind: "job", operation: job };
  if (!isOfRound) return null;
  if (end?.problem) throw asError(end.problem);
  // A job without an id, because it could not be written down, cannot be fetched, and has no answer in the book.
  return end?.state === "done" && decision.capability === "language" ? { kind: "answered", reply: end.reply } : null;
}

/**
 * The same step asks for the same thing; a new version of ours may ask with other words. Then answers and failures of the
 * old words stand no more, and a job that is known is used. One that is on its way, and not known yet, can only be found
 * by its own words: to ask for something else meanwhile is a bug, and would be bought for nothing.
 */
function refuseUnlessRedeployed(
  { decision: { id, round, state, capability }, job, end }: OperationRecord,
  wanted: Wanted,
) {
  const isOnItsWay = job === null && end === null && (state === "sending" || state === "in_doubt");
  if (!isOnItsWay || round !== wanted.round || capability === "language") return;
  throw new PixoraError("internal", `Another request was made under the name of ${id}. Nothing was sent.`);
}

/** How often a call of the language model is bought of which nobody knows the answer. */
const MOST_CALLS_IN_DOUBT = 2;

function refuseThirdCall(known: readonly OperationRecord[], { key, round }: Wanted): void {
  const lost = known.filter(
    ({ decision, end }) => decision.round === round && end === null && ["sending", "in_doubt"].includes(decision.state),
  );
  if (lost.length < MOST_CALLS_IN_DOUBT) return;
  throw new PixoraError("in_doubt", `The answers to ${key} were lost ${lost.length} times. It is not bought again.`);
}

function abandoned({ key, vendor }: Decision): PixoraError {
  return new PixoraError(
    "vendor_failed",
    `${key} was ordered from ${vendor}, its answer was lost, and it was given up.`,
  );
}

function asError({ code, message, retryable }: Problem): PixoraError {
  return new PixoraError(code, message, { retryable });
}

function newDecision({ key, round, fingerprint, capability, vendor, model, maxUsd }: Wanted, number: number): Decision {
  const id = `${key}:g${round}#${number}`;
  const request = { id, key, round, fingerprint, capability, vendor, model, maxUsd };
  return { ...request, state: "intent", sentAt: null, problem: null, verdict: null };
}
