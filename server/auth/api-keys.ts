/**
 * The service's own keys, of which only hashes are kept.
 * Not here: the file that they may be listed in, and when it is read (key-ring.ts).
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { PixoraError } from "../../models/error.ts";
import type { Scope } from "./principal.ts";

/** One key. Several may have one name while one takes the other's place: they are one owner. */
export interface ApiKey {
  name: string;
  /** SHA-256 of the key, 32 bytes. */
  hash: Buffer;
  scopes: readonly Scope[];
}

export const KEY_NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** What a key may be given, as it is written. Who may order may also look. */
export const SCOPES: Readonly<Record<string, readonly Scope[]>> = { read: ["read"], "read+write": ["read", "write"] };
const ALL_SCOPES = "read+write";

const FORM = "it must be name:sha256hex, or name:sha256hex:read for a key that may only look; `npm run key` makes them";

/**
 * Reads `name:sha256hex[:scopes]` pairs, separated by commas or line ends. What follows a # is a comment.
 * @param source what the text comes from, as messages name it
 * @throws PixoraError `invalid_request` with source and line, and never with what stands there
 */
export function readApiKeys(text: string, source: string): ApiKey[] {
  const keys = new Map<string, ApiKey>();
  for (const [index, line] of text.split("\n").entries()) {
    const refuse = (why: string) => new PixoraError("invalid_request", `${source}, line ${index + 1}: ${why}.`);
    for (const pair of pairsOf(line)) {
      const key = readPair(pair);
      if (!key) throw refuse(FORM);
      const id = key.hash.toString("hex");
      if (keys.has(id)) throw refuse("this key is listed twice");
      keys.set(id, key);
    }
  }
  return [...keys.values()];
}

/**
 * The key with this secret. Takes as long for a wrong secret as for any key: all are compared, wherever one fits.
 * @param isSame for tests; compares in constant time
 */
export function findApiKey(keys: readonly ApiKey[], secret: string, isSame = timingSafeEqual): ApiKey | null {
  const hash = sha256(secret);
  return keys.reduce<ApiKey | null>((found, key) => (isSame(key.hash, hash) ? key : found), null);
}

/** A key that nobody can guess (256 bits), and the pair that makes it known to the service. */
export function newApiKey(name: string, scope: string = ALL_SCOPES): { secret: string; pair: string } {
  const secret = `pxr_${randomBytes(32).toString("base64url")}`;
  const pair = `${name}:${sha256(secret).toString("hex")}`;
  return { secret, pair: scope === ALL_SCOPES ? pair : `${pair}:${scope}` };
}

function pairsOf(line: string): string[] {
  const [written = ""] = line.split("#");
  return written.split(",").flatMap((part) => part.trim() || []);
}

function readPair(pair: string): ApiKey | null {
  const [name = "", hex = "", scope = ALL_SCOPES, ...more] = pair.split(":");
  const scopes = Object.hasOwn(SCOPES, scope) ? SCOPES[scope] : undefined;
  if (!KEY_NAME.test(name) || !/^[0-9a-f]{64}$/i.test(hex) || !scopes || more.length > 0) return null;
  return { name, hash: Buffer.from(hex, "hex"), scopes };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
