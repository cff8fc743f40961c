import { Redis } from "ioredis";
import { createRedisStores } from "../../../checkpoints/redis/index.ts";
import { claimed } from "../../contract/checkpoints/task-samples.ts";
import { startOwnRedis } from "../../setup/own-redis.ts";
import type { Contestant } from "./contestant.ts";
import { LEASE_MS } from "./files.ts";
import { figureOf, scriptCalls } from "./redis-info.ts";

/** Our saver over a Redis of its own, as the holder of a task has it. Its bytes are the append-only file's. */
export async function redisContestant(): Promise<Contestant> {
  // A rewritten file would be shorter than what was written to it.
  const server = await startOwnRedis({ "auto-aof-rewrite-percentage": "0" });
  const stores = createRedisStores({ url: server.url });
  const client = new Redis(server.url);
  return {
    name: "ours, Redis",
    async open() {
      const fence = await claimed(stores, LEASE_MS);
      return {
        id: fence.taskId,
        saver: stores.saver(fence),
        async meter() {
          const [persistence, commands] = [await client.info("persistence"), await client.info("commandstats")];
          return { bytes: figureOf(persistence, "aof_current_size"), trips: scriptCalls(commands) };
        },
        async reopen() {
          const others = createRedisStores({ url: server.url });
          await others.tasks.get("none");
          return { saver: others.saver(null), close: () => others.close() };
        },
      };
    },
    async stop() {
      client.disconnect();
      await stores.close();
      await server.stop();
    },
  };
}
