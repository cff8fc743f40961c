/**
 * The one place that says what an answered, lost or unsent paid POST means for money (see `OperationDriver.start`).
 * Not here: refusals in a vendor's own terms, such as of content; its driver tells them by `refusal`.
 */
import type { z } from "zod";
import { PixoraError } from "../models/error.ts";
import { type Settings, unreachable } from "./connection-failure.ts";
import type { Outcome } from "./send-once.ts";
import { quoteVendor } from "./vendor-message.ts";

/** A vendor's answer that says no. */
export interface Refusal {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
}

export interface SubmissionReading<Answer extends z.ZodType> {
  settings: Settings;
  /** What the vendor answers when it has taken the job. */
  answer: Answer;
  /** The vendor's own words in a refusal; null where there are none. Never asked about a 401. */
  said(body: unknown): string | null;
  /** A refusal that the vendor's own fields tell more about than its status; null for all others. */
  refusal?(refusal: Refusal): PixoraError | null;
  /** Never to appear in a message. */
  secrets: readonly string[];
}

/** The vendor's answer, or the rejection that `start` owes. */
export function readSubmission<Answer extends z.ZodType>(
  outcome: Outcome | null,
  reading: SubmissionReading<Answer>,
): z.output<Answer> {
  const { settings } = reading;
  const { vendor } = settings;
  if (outcome === null) throw new PixoraError("internal", `${vendor}'s SDK has sent nothing.`);
  if (outcome.kind === "unbuilt") throw unreachable("unbuilt", settings, outcome.cause);
  if (outcome.kind === "not_sent") throw notSent(settings, outcome.cause);
  if (outcome.kind === "lost") throw inDoubt(vendor, "its answer was lost", outcome.cause);
  const { status, headers } = outcome;
  const body = parseBody(outcome.body);
  if (status < 200 || status >= 300) throw refused({ status, headers, body }, reading);
  const answer = reading.answer.safeParse(body);
  if (!answer.success) throw inDoubt(vendor, `its answer (HTTP ${status}) cannot be read`, answer.error);
  return answer.data;
}

function notSent(settings: Settings, cause: unknown): PixoraError {
  return cause instanceof PixoraError ? cause : unreachable("unsent", settings, cause);
}

export function refusedKey({ vendor, key }: Settings): PixoraError {
  return new PixoraError("account_refused", `${vendor} refuses the key: check ${key}.`);
}

function inDoubt(vendor: string, why: string, cause?: unknown): PixoraError {
  return new PixoraError("in_doubt", `${vendor} may have taken the order: ${why}.`, { cause });
}

function refused<Answer extends z.ZodType>(refusal: Refusal, reading: SubmissionReading<Answer>): PixoraError {
  const { status, headers } = refusal;
  const { vendor } = reading.settings;
  if (status === 401) return refusedKey(reading.settings);
  const known = reading.refusal?.(refusal);
  if (known) return known;
  const said = quoteVendor(reading.said(refusal.body) ?? "", reading.secrets);
  const told = `(HTTP ${status})${said ? `: ${said}` : "."}`;
  if (status === 402 || status === 403) {
    return new PixoraError("account_refused", `${vendor} refuses the account, its credit or its rights ${told}`);
  }
  if (status === 429) {
    const retryAfterSeconds = readRetryAfter(headers);
    return new PixoraError("rate_limited", `${vendor} wants fewer orders ${told}`, {
      retryable: true,
      retryAfterSeconds,
    });
  }
  if (mayBeTaken(status)) return inDoubt(vendor, `it answered with an error ${told.replace(/\.$/, "")}`);
  return new PixoraError("vendor_failed", `${vendor} does not take the order ${told}`);
}

/** A server that gave up, or that saw us go, may have taken the job before. */
function mayBeTaken(status: number): boolean {
  return status === 408 || status === 499 || status >= 500;
}

/** Seconds of a `Retry-After` header, which holds seconds or a date; null without a readable one. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | null {
  const value = headers.get("retry-after")?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
