/** Requests of each owner over all processes, counted in Redis by minutes that begin with an owner's first request. */
import type { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { RequestRates } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";

const MINUTE_SECONDS = 60;

/** What Redis cannot count, because it is full or away, is counted in this process: nobody waits, or is refused, for that. */
export function createRedisRates({ ask }: Pick<RedisConnection, "ask">, keys: Keys): RequestRates {
  const limiters = new Map<number, RateLimiterRedis>();
  const limiterOf = (redis: Redis, perMinute: number) => {
    const known = limiters.get(perMinute);
    if (known) return known;
    const settings = { points: perMinute, duration: MINUTE_SECONDS, keyPrefix: keys.rates };
    const insuranceLimiter = new RateLimiterMemory(settings);
    const limiter = new RateLimiterRedis({ ...settings, insuranceLimiter, storeClient: redis, useRedisPackage: false });
    limiters.set(perMinute, limiter);
    return limiter;
  };
  return {
    async take(owner, perMinute) {
      const counted = await ask((redis) => count(limiterOf(redis, perMinute), owner));
      const { consumedPoints, remainingPoints, msBeforeNext } = counted;
      return { isAllowed: consumedPoints <= perMinute, left: remainingPoints, resetMs: Math.max(0, msBeforeNext) };
    },
  };
}

/** The library rejects with a count that is too high. */
async function count(limiter: RateLimiterRedis, owner: string): Promise<RateLimiterRes> {
  return limiter.consume(owner).catch((error: unknown) => {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  });
}
