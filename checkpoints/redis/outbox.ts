/**
 * Ends that are to be told. An entry is made with the end itself (`FINISH` in task-scripts.ts).
 * Whoever takes one has it for a while: it is due at the end of that time unless it was told before.
 */
import { randomUUID } from "node:crypto";
import { toDeliveryId } from "../delivery-id.ts";
import type { Delivery, Fence, Outbox } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { listOf, type Reply, script, textOf } from "./script.ts";

/** KEYS: outbox. ARGV: how many, milliseconds. Sent again it takes others: the first are due a little later. */
const TAKE = script(`
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', whole(now()), 'LIMIT', 0, ARGV[1])
for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], whole(now() + ARGV[2]), id) end
return ids
`);

/** KEYS: outbox, delivery. ARGV: id, milliseconds, a token of this call. */
const LATER = script(`
local found = redis.call('HMGET', KEYS[2], 'tries', 'postponed')
if not found[1] or found[2] == ARGV[3] then return 'ok' end
redis.call('HSET', KEYS[2], 'tries', whole(found[1] + 1), 'postponed', ARGV[3])
redis.call('ZADD', KEYS[1], whole(now() + ARGV[2]), ARGV[1])
return 'ok'
`);

/** KEYS: outbox, deliveries. ARGV: their ids. */
const DONE = script(`
redis.call('ZREM', KEYS[1], unpack(ARGV))
for place = 2, #KEYS do redis.call('DEL', KEYS[place]) end
return 'ok'
`);

const FIELDS = ["task", "url", "document", "tries", "at"] as const;

export function createRedisOutbox(connection: RedisConnection, keys: Keys): Outbox {
  const { run, askMany } = connection;
  return {
    async take(limit, leaseMs) {
      const ids = listOf(await run(TAKE, [keys.outbox], [limit, Math.ceil(leaseMs)])).map(textOf);
      if (ids.length === 0) return [];
      const found = await askMany(ids.map((id) => ["hmget", keys.delivery(id), ...FIELDS]));
      return ids.flatMap((id, place) => toDelivery(id, listOf(found[place])) ?? []);
    },
    done: (id) => forget([id], connection, keys),
    async later(id, afterMs) {
      await run(LATER, [keys.outbox, keys.delivery(id)], [id, Math.ceil(afterMs), randomUUID()]);
    },
  };
}

/** So many are taken out at once. */
const STRIDE = 500;

/** Takes out all ends of a task. @param last.epoch its last one */
export async function forgetDeliveries(last: Fence, connection: RedisConnection, keys: Keys): Promise<void> {
  for (let first = 1; first <= last.epoch; first += STRIDE) {
    const count = Math.min(STRIDE, last.epoch - first + 1);
    const epochs = Array.from({ length: count }, (_, place) => first + place);
    await forget(
      epochs.map((epoch) => toDeliveryId({ ...last, epoch })),
      connection,
      keys,
    );
  }
}

async function forget(ids: readonly string[], { run }: RedisConnection, keys: Keys): Promise<void> {
  await run(DONE, [keys.outbox, ...ids.map(keys.delivery)], ids);
}

/** Null for one that was told, or whose task was deleted, this very moment. */
function toDelivery(id: string, values: readonly Reply[]): Delivery | null {
  const [taskId = "", url = "", document, tries, at] = values.map(textOf);
  if (!document) return null;
  return { id, taskId, url, task: JSON.parse(document), tries: Number(tries), endedAt: isoOf(at) };
}

function isoOf(milliseconds: string | undefined): string {
  return new Date(Number(milliseconds)).toISOString();
}
