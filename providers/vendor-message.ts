import { base64Spellings } from "../models/base64-spellings.ts";

const MAX_LENGTH = 300;
/** Longer texts are cut before they are searched for keys. */
const MAX_SEARCHED = 4_000;
const HIDDEN = "[hidden]";

/**
 * What a vendor said, safe to show and to log: one line of at most 300 characters without keys.
 * Hidden are the given secrets, the halves of those in two parts (`id:secret`), what looks like a key of anybody's,
 * and the queries of URLs, which hold signatures. Not for the body of a 401, which is never repeated.
 */
export function quoteVendor(text: unknown, secrets: readonly string[] = []): string {
  const line = toText(text)
    .replace(/\p{Cf}/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const withoutSecrets = spellings(secrets).reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), line);
  const safe = KEYS.reduce((rest, key) => rest.replace(key, `$1${HIDDEN}`), withoutSecrets.slice(0, MAX_SEARCHED));
  if (safe.length <= MAX_LENGTH) return safe;
  return `${safe.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** What may stand before a hidden part is the first group. Lengths are bounded, so that no text takes long to search. */
const KEYS: readonly RegExp[] = [
  /(https?:\/\/)[^\s/@"<>]{1,300}@/gi,
  /(https?:\/\/[^\s?#"<>]{1,1000}\?)[^\s"<>]+/gi,
  /()\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g,
  /(\b(?:bearer|key|token|basic) )[\w.~+/=:*-]{12,}/gi,
  /()\b(?:sk|rk|pk)-[\w*.-]{8,}/g,
  /()\b(?:r8|sb_secret|sb_publishable|sbp|whsec|hf)_[\w+/=*-]{8,}/g,
  /()\b[\w-]{16,100}:[\w-]{16,100}/g,
];

/** Longest first: a secret that begins another must not leave the other's end. Very short parts are words. */
function spellings(secrets: readonly string[]): string[] {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split(":")]).filter((part) => part.length >= 6);
  const all = parts.flatMap((part) => [part, encodeURIComponent(part), ...base64Spellings(part)]);
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.message;
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return String(value);
  }
}
