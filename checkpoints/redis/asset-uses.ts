/**
 * Which stored files belong to which tasks: two sets that mirror each other, one by file and one by task, and the files
 * that wait for their removal. Each of those has the time until which somebody removes it: 0 when nobody does.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { PixoraError } from "../../models/error.ts";
import type { AssetUses } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { listOf, script, textOf } from "./script.ts";

/** KEYS: tasks of the file, files of the task, unused files. ARGV: task, file. Tells for how long it is being removed. */
const ADD = script(`
local removal = redis.call('ZSCORE', KEYS[3], ARGV[2])
if removal and tonumber(removal) > now() then return tonumber(removal) - now() end
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('SADD', KEYS[2], ARGV[2])
redis.call('ZREM', KEYS[3], ARGV[2])
return 0
`);

/** The same. Sent again, it finds nothing left to do. Its first write is allowed when memory is full. */
const RELEASE = script(`
local wasIts = redis.call('SREM', KEYS[1], ARGV[1]) == 1
redis.call('SREM', KEYS[2], ARGV[2])
if wasIts and redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZADD', KEYS[3], 'NX', 0, ARGV[2]) end
return 'ok'
`);

/** KEYS: unused files. ARGV: how many, milliseconds. Takes some that nobody removes, for so long. */
const CONDEMN = script(`
local found = redis.call('ZRANGEBYSCORE', KEYS[1], 0, whole(now()), 'LIMIT', 0, ARGV[1])
for _, file in ipairs(found) do redis.call('ZADD', KEYS[1], whole(now() + ARGV[2]), file) end
return found
`);

/** Files that are removed in one go. */
const BATCH = 100;
/** Longer than a removal may take. One that failed may still happen for that long: nobody stores the file meanwhile. */
const REMOVAL_MS = 30_000;
/** Pause between two looks at a file that is being removed. */
const LOOK_MS = 50;

/** @param removalMs how long a file is its remover's, who may have vanished: milliseconds */
export function createRedisAssetUses({ ask, run }: RedisConnection, keys: Keys, removalMs = REMOVAL_MS): AssetUses {
  const placesOf = (taskId: string, file: string) => [
    keys.assetTasks(file),
    keys.taskAssets(taskId),
    keys.unusedAssets,
  ];
  const enter = async (taskId: string, file: string) => {
    for (const since = performance.now(); performance.now() - since < 2 * removalMs; ) {
      const removedFor = Number(textOf(await run(ADD, placesOf(taskId, file), [taskId, file])));
      if (removedFor === 0) return;
      await sleep(Math.min(removedFor, LOOK_MS));
    }
    throw new PixoraError("store_failed", `${file} is being removed for too long. Try again.`, { retryable: true });
  };
  return {
    async add(taskId, files) {
      for (const file of files) await enter(taskId, file);
    },
    has: async (taskId, file) => (await ask((redis) => redis.sismember(keys.taskAssets(taskId), file))) === 1,
    async release(taskId) {
      const files = await ask((redis) => redis.smembers(keys.taskAssets(taskId)));
      await Promise.all(files.map((file) => run(RELEASE, placesOf(taskId, file), [taskId, file])));
    },
    async sweep(remove) {
      for (;;) {
        const files = listOf(await run(CONDEMN, [keys.unusedAssets], [BATCH, removalMs])).map(textOf);
        if (files.length === 0) return;
        await remove(files);
        await ask((redis) => redis.zrem(keys.unusedAssets, ...files));
      }
    },
  };
}
