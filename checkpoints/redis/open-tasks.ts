/**
 * All tasks together: their order, their owners, the creations under a client's key, and which have not ended.
 * A task is here before it has a row, with what its row is made of, and so survives a crash between the two.
 * Not here: what happens to one task (tasks.ts).
 */
import { PixoraError } from "../../models/error.ts";
import type { TaskDraft } from "../../models/task-row.ts";
import type { Allowance, Idempotency, Refused } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { micro, toLimits, toRefusal, USAGE_WORDS } from "./owner-usage.ts";
import { listOf, type Reply, script, textOf } from "./script.ts";
import type { Draft } from "./stored-row.ts";

export type Accepted =
  | { kind: "accepted"; draft: Draft }
  /** Made before under the same key; a draft as long as it may have no row. */
  | { kind: "known"; id: string; draft: Draft | null }
  | { kind: "mismatch" }
  | Refused;

/** How a task is accepted. */
export interface Terms {
  idempotency: Idempotency | null;
  allowance: Allowance | null;
}

/** Where a task is entered beside its row. */
export interface Entry {
  id: string;
  /** Milliseconds. */
  created: number;
  owner: string | null;
  key: string | null;
}

/** An entry of the open set. */
export interface OpenTask {
  id: string;
  /** What it was entered with. */
  mark: string;
  /** Entered so long ago: milliseconds. */
  ageMs: number;
}

export interface OpenTasks {
  /** @param gone the task of this id, which was made under the same key, is there no more */
  accept(draft: TaskDraft, terms: Terms, gone: string | null): Promise<Accepted>;
  /** What a row that is missing is to be made of; null for nothing. */
  draftOf(id: string): Promise<Draft | null>;
  /** The row is there. */
  settle(id: string): Promise<void>;
  /** Enters a task again. */
  open(id: string): Promise<void>;
  /** Takes out a task that has ended, unless it was entered again since. */
  close(task: OpenTask): Promise<void>;
  /** All that were entered, with Redis's time: milliseconds. */
  all(): Promise<{ now: number; tasks: OpenTask[] }>;
  /** Takes a task out of everything. */
  forget(entry: Entry): Promise<void>;
}

/**
 * KEYS: open, drafts, tasks, owner's, creation, usage. ARGV: id, draft, hash or empty for no key, id that is gone; and,
 * when the owner has limits, these and what the task claims of them.
 * No two tasks have the same time, so that their order is that of their creation.
 */
const ACCEPT = script(`${USAGE_WORDS}
if ARGV[3] ~= '' then
  local known = redis.call('HMGET', KEYS[5], 'id', 'hash')
  if known[1] and known[1] ~= ARGV[4] then
    if known[2] ~= ARGV[3] then return {'mismatch'} end
    if known[1] ~= ARGV[1] then return {'known', known[1], redis.call('HGET', KEYS[2], known[1])} end
  end
end
local draft = redis.call('HGET', KEYS[2], ARGV[1])
local isCounted = ARGV[7] ~= nil
local found = isCounted and not draft and counted(KEYS[6], ARGV[1])
local refused = found and refusal(found, ARGV[5], ARGV[6], ARGV[7])
if refused then return refused end
if ARGV[3] ~= '' then redis.call('HSET', KEYS[5], 'id', ARGV[1], 'hash', ARGV[3]) end
if not draft then
  local newest = redis.call('ZREVRANGE', KEYS[3], 0, 0)[1]
  local created = whole(math.max(now(), newest and string.match(newest, '^%d+') + 1 or 0))
  draft = created .. ' ' .. ARGV[2]
  redis.call('HSET', KEYS[2], ARGV[1], draft)
  redis.call('HSET', KEYS[1], ARGV[1], created)
  redis.call('ZADD', KEYS[3], 0, created .. ':' .. ARGV[1])
  redis.call('ZADD', KEYS[4], 0, created .. ':' .. ARGV[1])
  if found then use(KEYS[6], found, ARGV[1], created, ARGV[7]) end
end
return {'accepted', ARGV[1], draft}
`);

const OPEN = script("return redis.call('HSET', KEYS[1], ARGV[1], whole(now()))");

const CLOSE = script(`
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
return 'ok'
`);

const ALL = script("return {now(), redis.call('HGETALL', KEYS[1])}");

/** KEYS: open, drafts, threads, tasks, owner's, creation. ARGV: id, its place in the order. */
const FORGET = script(`
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[2])
redis.call('ZREM', KEYS[5], ARGV[2])
if redis.call('HGET', KEYS[6], 'id') == ARGV[1] then redis.call('DEL', KEYS[6]) end
return 'ok'
`);

export function createOpenTasks({ run, ask }: RedisConnection, keys: Keys): OpenTasks {
  return {
    async accept(draft, { idempotency, allowance }, gone) {
      const { key = null, hash = "" } = idempotency ?? {};
      const { id, owner, request } = draft;
      const lists = [keys.open, keys.drafts, keys.tasks, keys.owner(owner), creationOf(keys, key), keys.usage(owner)];
      const counted = allowance ? [...toLimits(allowance), micro(request.budgetUsd ?? 0)] : [];
      const values = [id, JSON.stringify({ draft, key }), hash, gone ?? "", ...counted];
      return toAccepted(await run(ACCEPT, lists, values));
    },
    draftOf: async (id) => toDraft(await ask((redis) => redis.hget(keys.drafts, id))),
    settle: async (id) => void (await ask((redis) => redis.hdel(keys.drafts, id))),
    open: async (id) => void (await run(OPEN, [keys.open], [id])),
    close: async ({ id, mark }) => void (await run(CLOSE, [keys.open], [id, mark])),
    async all() {
      const [time, entries] = listOf(await run(ALL, [keys.open], []));
      const now = Number(time);
      const texts = listOf(entries).map(textOf);
      const tasks = texts.flatMap((id, place) => {
        const mark = texts[place + 1] ?? "";
        return place % 2 === 0 ? [{ id, mark, ageMs: now - Number(mark) }] : [];
      });
      return { now, tasks };
    },
    async forget({ id, created, owner, key }) {
      const lists = [keys.tasks, keys.owner(owner), creationOf(keys, key)];
      await run(FORGET, [keys.open, keys.drafts, keys.threads, ...lists], [id, `${created}:${id}`]);
    },
  };
}

/** Scripts want a key where there is none, too. */
function creationOf(keys: Keys, key: string | null): string {
  return keys.creation(key ?? "");
}

function toAccepted(reply: Reply): Accepted {
  const [kind, id, draft] = listOf(reply);
  if (textOf(kind) === "mismatch") return { kind: "mismatch" };
  if (textOf(kind) === "refused") return toRefusal(reply);
  const stored = toDraft(textOf(draft) || null);
  if (textOf(kind) === "known") return { kind: "known", id: textOf(id), draft: stored };
  if (stored === null) throw new PixoraError("internal", `Task ${textOf(id)} was accepted without what it is made of.`);
  return { kind: "accepted", draft: stored };
}

function toDraft(text: string | null): Draft | null {
  if (text === null) return null;
  const gap = text.indexOf(" ");
  const { draft, key }: Pick<Draft, "draft" | "key"> = JSON.parse(text.slice(gap + 1));
  return { draft, key, created: Number(text.slice(0, gap)) };
}
