import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { createRedisStores, type RedisStoresOptions } from "../../../checkpoints/redis/index.ts";
import type { OpenedStores } from "../../contract/checkpoints/task-samples.ts";

/** Stores in the tests' Redis, with keys of their own. */
export async function openRedisStores(
  options: Partial<RedisStoresOptions> = {},
): Promise<Required<OpenedStores> & { prefix: string }> {
  const settings = { url: inject("redisUrl"), prefix: `pixora-test-${randomUUID()}`, ...options };
  const stores = createRedisStores(settings);
  return {
    stores,
    prefix: settings.prefix,
    reopen: async () => createRedisStores(settings),
    close: () => stores.close(),
  };
}
