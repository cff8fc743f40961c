/**
 * A task's book as one hash. Fields are `decision`, `job`, `orphan`, `end` and `result` with what they are about; a value
 * is its number in the order of first writing, then JSON. The number is how many fields there were: nothing is ever
 * removed, so it needs no counter that a repeated call would move.
 */
import type { Book, BookContents, Decision, OperationEnd, OperationRecord } from "../../models/book.ts";
import type { Operation } from "../../models/operation.ts";
import type { Fence } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import { refuseFenced } from "./fence.ts";
import type { Keys } from "./keys.ts";
import { script } from "./script.ts";

/** KEYS: book, row. ARGV: epoch, field, value, whether what is there is replaced. */
const WRITE_AS_HOLDER = script(`
if not holds(KEYS[2], ARGV[1]) then return 'fenced' end
local known = redis.call('HGET', KEYS[1], ARGV[2])
if known and ARGV[4] == '0' then return 'ok' end
local number = known and string.match(known, '^%d+') or redis.call('HLEN', KEYS[1])
redis.call('HSET', KEYS[1], ARGV[2], number .. ' ' .. ARGV[3])
return 'ok'
`);

/**
 * KEYS: book. ARGV: the decision that it is about, fields in the order of trying, the job's id, value. The first field
 * that is free, or has this very job, gets it.
 */
const TAKE_JOB = script(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 'ok' end
local value = redis.call('HLEN', KEYS[1]) .. ' ' .. ARGV[5]
if redis.call('HSETNX', KEYS[1], ARGV[2] .. '.id', ARGV[4]) == 1 then
  redis.call('HSET', KEYS[1], ARGV[2], value)
elseif redis.call('HGET', KEYS[1], ARGV[2] .. '.id') ~= ARGV[4] then
  redis.call('HSETNX', KEYS[1], ARGV[3], value)
end
return 'ok'
`);

/** KEYS: book. ARGV: the decision that it is about, field, value. */
const END = script(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  redis.call('HSETNX', KEYS[1], ARGV[2], redis.call('HLEN', KEYS[1]) .. ' ' .. ARGV[3])
end
return 'ok'
`);

export function createRedisBook(
  { run, ask }: RedisConnection,
  keys: Keys,
  fence: Fence | { taskId: string; epoch: null },
): Book {
  const { book, row } = keys.task(fence.taskId);
  const writeAsHolder = async (name: string, value: string, isReplaced: boolean) => {
    const values = [fence.epoch ?? "", name, value, isReplaced ? "1" : "0"];
    refuseFenced(await run(WRITE_AS_HOLDER, [book, row], values), fence);
  };
  return {
    read: async () => toContents(await ask((redis) => redis.hgetall(book))),
    decide: (decision) => writeAsHolder(field("decision", decision.id), JSON.stringify(decision), true),
    async tookJob(id, job) {
      const places = [field("decision", id), field("job", id), field("orphan", id, job.requestId)];
      await run(TAKE_JOB, [book], [...places, job.requestId, JSON.stringify(job)]);
    },
    async ended(id, end) {
      await run(END, [book], [field("decision", id), field("end", id), JSON.stringify(end)]);
    },
    keep: (name, result) => writeAsHolder(field("result", name), JSON.stringify(result ?? null), false),
  };
}

type Kind = "decision" | "job" | "orphan" | "end" | "result";

/** JSON, so that no name can be taken for another one's. */
function field(kind: Kind, ...names: string[]): string {
  return JSON.stringify([kind, ...names]);
}

interface Entry {
  kind: Kind;
  name: string;
  json: string;
}

function toContents(hash: Record<string, string>): BookContents {
  const numbered = Object.entries(hash)
    // The ids beside jobs are for the scripts.
    .filter(([place]) => place.endsWith("]"))
    .map(([place, value]) => ({ place, gap: value.indexOf(" "), value }))
    .sort((one, other) => Number(one.value.slice(0, one.gap)) - Number(other.value.slice(0, other.gap)));
  const entries = numbered.map(({ place, gap, value }): Entry => {
    const [kind, name]: [Kind, string] = JSON.parse(place);
    return { kind, name, json: value.slice(gap + 1) };
  });
  const operations = new Map<string, OperationRecord>();
  const results = new Map<string, unknown>();
  for (const { kind, name, json } of entries) {
    if (kind === "result") results.set(name, JSON.parse(json));
    else addTo(operations, { kind, name, json });
  }
  return { operations: [...operations.values()], results };
}

/** A decision is always written before what became of it, and keeps its number when it is replaced. */
function addTo(operations: Map<string, OperationRecord>, { kind, name, json }: Entry): void {
  if (kind === "decision") {
    const decision: Decision = JSON.parse(json);
    operations.set(name, { decision, job: null, end: null, orphans: [] });
    return;
  }
  const known = operations.get(name);
  if (!known) return;
  if (kind === "end") {
    const end: OperationEnd = JSON.parse(json);
    known.end = end;
    return;
  }
  const job: Operation = JSON.parse(json);
  if (kind === "job") known.job = job;
  else known.orphans.push(job);
}
