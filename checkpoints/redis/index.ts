/**
 * What outlives a process, in Redis: many processes share it. Redis 6.2 or newer, or Valkey; no modules, no cluster.
 */
import { createSaver } from "../saver.ts";
import type { Stores } from "../types.ts";
import { createRedisAssetUses } from "./asset-uses.ts";
import { createRedisBook } from "./book.ts";
import { connectRedis } from "./connection.ts";
import { createRedisEvents } from "./events.ts";
import { findHazards } from "./hazards.ts";
import { createKeys } from "./keys.ts";
import { createNews } from "./news.ts";
import { createRedisOutbox } from "./outbox.ts";
import { createRedisQueue } from "./queue.ts";
import { createRadio } from "./radio.ts";
import { createRedisRates } from "./request-rates.ts";
import { createRedisRows } from "./rows.ts";
import { createRedisSignals } from "./signals.ts";
import { createRedisTasks } from "./tasks.ts";

export interface RedisStoresOptions {
  /** `redis://` or `rediss://`, with user and password where it wants them. */
  url: string;
  /** What all keys begin with, so that several installations can share a Redis. */
  prefix?: string;
  /** For how long an ended task's events and checkpoints stay: days. Its row and its book stay until it is deleted. */
  retentionDays?: number;
  /** How long an answer is waited for, with all that is asked again: milliseconds. */
  answerMilliseconds?: number;
  /** Somebody vouches for settings that a managed Redis does not tell: `hazards` is silent about what it cannot read. */
  isDurabilityTrusted?: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Connects in the background: calls wait for it. Throws `invalid_request` for what is no URL of a Redis. */
export function createRedisStores({
  url,
  prefix = "pixora",
  retentionDays = 30,
  answerMilliseconds = 10_000,
  isDurabilityTrusted = false,
}: RedisStoresOptions): Stores {
  const connection = connectRedis(url, answerMilliseconds);
  const keys = createKeys(prefix);
  const radio = createRadio(connection);
  const news = createNews(radio, keys);
  const ground = { connection, keys, news, retentionMs: Math.ceil(retentionDays * DAY_MS) };
  const queue = createRedisQueue(connection, keys);
  return {
    kind: "redis",
    tasks: createRedisTasks(ground),
    events: createRedisEvents(ground),
    assets: createRedisAssetUses(connection, keys),
    queue,
    signals: createRedisSignals(connection, radio, keys),
    rates: createRedisRates(connection, keys),
    outbox: createRedisOutbox(connection, keys),
    book: (fence) => createRedisBook(connection, keys, fence),
    saver: (fence) => createSaver(createRedisRows(connection, keys, fence)),
    hazards: () => findHazards(connection, isDurabilityTrusted),
    outage: connection.outage,
    async close() {
      await queue.close();
      radio.close();
      connection.close();
    },
  };
}
