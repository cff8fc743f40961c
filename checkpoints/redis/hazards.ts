/**
 * What of a Redis's settings makes the promises void. Managed services often forbid CONFIG: what INFO tells is read there
 * then, and `appendfsync`, which it does not tell, is said to be unknown.
 */
import type { RedisConnection } from "./connection.ts";

/** The least version that has all commands: ranges of a stream, the scripts' time. */
const LEAST_VERSION = [6, 2] as const;

/** @param isDurabilityTrusted nothing is said of what cannot be read */
export async function findHazards({ ask, place }: RedisConnection, isDurabilityTrusted: boolean): Promise<string[]> {
  const facts = toFacts(await ask((redis) => redis.info()));
  const appendFsync = await ask((redis) =>
    redis.config("GET", "appendfsync").then(
      (found) => (Array.isArray(found) && typeof found[1] === "string" ? found[1] : null),
      (error: unknown) => (isForbidden(error) ? null : Promise.reject(error)),
    ),
  );
  const version = facts.get("redis_version") ?? "0";
  const policy = facts.get("maxmemory_policy") ?? "unknown";
  const unknown = isDurabilityTrusted
    ? null
    : `Redis at ${place} does not tell its appendfsync. Make sure that it is "always", or that the service promises as much, and say so.`;
  const hazards: [isThere: boolean, sentence: string | null][] = [
    [isOlder(version), `Redis at ${place} is version ${version}. Install 6.2 or newer, or Valkey.`],
    [facts.get("role") === "slave", `Redis at ${place} is a replica. Give the address of its primary.`],
    [facts.get("cluster_enabled") === "1", `Redis at ${place} is a cluster. Give the address of a single Redis.`],
    [facts.get("aof_enabled") !== "1", `Redis at ${place} loses what it holds with its process. Set appendonly yes.`],
    [
      appendFsync !== null && appendFsync !== "always",
      `Redis at ${place} loses the last writes with its machine. Set appendfsync always; it is ${appendFsync}.`,
    ],
    [appendFsync === null, unknown],
    [
      policy !== "noeviction",
      `Redis at ${place} throws data away when memory is full. Set maxmemory-policy noeviction; it is ${policy}.`,
    ],
  ];
  return hazards.flatMap(([isThere, sentence]) => (isThere && sentence !== null ? [sentence] : []));
}

function toFacts(info: string): Map<string, string> {
  const pairs = info.split(/\r?\n/).map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1)];
  });
  return new Map(pairs);
}

/** Valkey tells the version of Redis that it is like. */
function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < LEAST_VERSION[0] || (major === LEAST_VERSION[0] && minor < LEAST_VERSION[1]);
}

/** Renamed, or not this user's. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && error.name === "ReplyError" && /^(ERR|NOPERM)\b/.test(error.message);
}
