import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { inject, onTestFinished } from "vitest";
import { createRedisStores, type RedisStoresOptions } from "../../../checkpoints/redis/index.ts";
import type { OpenedStores } from "../../contract/checkpoints/task-samples.ts";
import { type OwnRedis, type RedisSettings, startOwnRedis } from "../../setup/own-redis.ts";

/** Stores in the tests' Redis, with keys of their own. */
export async function openRedisStores(options: Partial<RedisStoresOptions> = {}) {
  const settings = { url: inject("redisUrl"), prefix: `pixora-test-${randomUUID()}`, ...options };
  const stores = createRedisStores(settings);
  return {
    stores,
    prefix: settings.prefix,
    reopen: async () => createRedisStores(settings),
    async close() {
      await stores.close();
      // A Redis that was given is left as it was.
      if (!inject("ownsRedis") && settings.url === inject("redisUrl")) await removeKeys(settings.url, settings.prefix);
    },
  } satisfies OpenedStores & { prefix: string };
}

/** The same, closed with the test. */
export async function storesOfTest(options: Partial<RedisStoresOptions> = {}) {
  const opened = await openRedisStores(options);
  onTestFinished(() => opened.close());
  return opened;
}

/** A plain client, closed with the test. */
export function clientOfTest(url: string): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: null });
  client.on("error", () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

/** A Redis of the test's own, ended with it. */
export async function redisOfTest(settings: RedisSettings = {}): Promise<OwnRedis> {
  const own = await startOwnRedis(settings);
  onTestFinished(() => own.stop());
  return own;
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const client = new Redis(url);
  for await (const keys of client.scanStream({ match: `*{${prefix}}*`, count: 1000 })) {
    if (keys.length > 0) await client.unlink(keys);
  }
  for await (const keys of client.scanStream({ match: `${prefix}:*`, count: 1000 })) {
    if (keys.length > 0) await client.unlink(keys);
  }
  client.disconnect();
}
