/**
 * Lua that runs in Redis, whole or not at all as long as its first write is one that full memory forbids.
 */
import { createHash } from "node:crypto";
import { hasEnded, TaskStatus } from "../../models/task.ts";

export interface Script {
  lua: string;
  /** Redis knows a script that it ran before by it. */
  sha: string;
}

/** What a script or command answers. Text comes as bytes. */
export type Reply = Buffer | string | number | null | Reply[];

/** `now()` in milliseconds by Redis's clock, `whole(number)` as text, `ended(status)`, `holds(row, epoch)`. */
const WORDS = `
local function whole(number)
  return string.format('%.0f', number)
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function ended(status)
  return ${TaskStatus.options
    .filter(hasEnded)
    .map((status) => `status == '${status}'`)
    .join(" or ")}
end

local function holds(row, epoch)
  local found = redis.call('HMGET', row, 'epoch', 'holder', 'status')
  return found[1] == epoch and found[2] and found[2] ~= '' and found[3] and true
end
`;

export function script(lua: string): Script {
  const text = `${WORDS}${lua}`;
  return { lua: text, sha: createHash("sha1").update(text).digest("hex") };
}

/** A reply that is a list. */
export function listOf(reply: Reply | undefined): Reply[] {
  return Array.isArray(reply) ? reply : [];
}

/** A reply that is text; empty for none. */
export function textOf(reply: Reply | undefined): string {
  return reply === undefined || reply === null || Array.isArray(reply) ? "" : reply.toString();
}

/** A reply that is bytes. */
export function bytesOf(reply: Reply | undefined): Buffer {
  return Buffer.isBuffer(reply) ? reply : Buffer.from(textOf(reply));
}
