/**
 * What an error of Redis or of the way to it means. Redis tells the kind of an error by the first word of its text, and
 * inside a script by the first word after the script's name: there is nothing else to go by.
 */
import { PixoraError } from "../../models/error.ts";

/** Errors that pass by themselves. */
const PASSING = ["LOADING", "MASTERDOWN", "TRYAGAIN", "BUSY", "CLUSTERDOWN"];

const REFUSALS: Readonly<Record<string, string>> = {
  OOM: "Redis is out of memory and takes nothing more. Give it more memory, or delete tasks that have ended.",
  READONLY: "This Redis is a replica, which cannot be written. Give the address of its primary.",
  MISCONF: "Redis cannot write to its disk. Look into its log and make room.",
  NOREPLICAS: "Redis has too few replicas to take a write. Bring them back.",
  NOAUTH: "Redis wants a password. Put it into the URL: redis://:PASSWORD@HOST.",
  WRONGPASS: "Redis refuses the user or the password of the URL. Correct them.",
  NOPERM: "The user of the URL may not do what Pixora needs in Redis. Give it the right to.",
  MOVED: "This Redis is a cluster, which is not supported. Give the address of a single Redis.",
  CROSSSLOT: "This Redis is a cluster, which is not supported. Give the address of a single Redis.",
};

const CODE = new RegExp(`\\b(${[...PASSING, ...Object.keys(REFUSALS), "NOSCRIPT"].join("|")})\\b`);

/** Whether the same may work in a moment: whatever is no answer of Redis is trouble on the way to it. */
export function isPassing(error: unknown): boolean {
  return !isAnswer(error) || PASSING.includes(codeOf(error) ?? "");
}

export function isUnknownScript(error: unknown): boolean {
  return isAnswer(error) && codeOf(error) === "NOSCRIPT";
}

/** Whether Redis may be another one by now than the one that the connection was made to. */
export function isStaleConnection(error: unknown): boolean {
  return isAnswer(error) && codeOf(error) === "READONLY";
}

/** @param hide what no message may show: the password; empty for none */
export function toStoreFailure(error: unknown, place: string, hide: string): PixoraError {
  if (error instanceof PixoraError) return error;
  const code = codeOf(error);
  const cause = bareCause(error, hide);
  const refusal = isAnswer(error) && code !== null ? REFUSALS[code] : undefined;
  if (refusal) return new PixoraError("store_failed", refusal, { cause });
  const message = isAnswer(error)
    ? `Redis at ${place} refused a command (${cause.message}).`
    : `Redis at ${place} cannot be reached (${cause.message}). Start it, or correct its URL.`;
  return new PixoraError("store_failed", message, { cause, retryable: isPassing(error) });
}

/** ioredis's errors carry their whole command, which may hold the password or a prompt: the text is enough. */
function bareCause(error: unknown, hide: string): Error {
  const message = (error instanceof Error && error.message) || String(error);
  return new Error(hide === "" ? message : message.replaceAll(hide, "***"));
}

function isAnswer(error: unknown): error is Error {
  return error instanceof Error && error.name === "ReplyError";
}

function codeOf(error: unknown): string | null {
  return error instanceof Error ? (CODE.exec(error.message)?.[1] ?? null) : null;
}
