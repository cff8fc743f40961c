/** Requests of each owner over all processes, counted in Redis by minutes that begin with an owner's first request. */
import type { Redis } from "ioredis";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { RequestRates } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";

const MINUTE_SECONDS = 60;

/** Asked again after a broken connection, it may count one request twice. */
export function createRedisRates({ ask }: Pick<RedisConnection, "ask">, keys: Keys): RequestRates {
  const limiters = new Map<number, RateLimiterRedis>();
  const limiterOf = (redis: Redis, perMinute: number) => {
    const known = limiters.get(perMinute);
    if (known) return known;
    const settings = { points: perMinute, duration: MINUTE_SECONDS, keyPrefix: keys.rates, useRedisPackage: false };
    const limiter = new RateLimiterRedis({ ...settings, storeClient: redis });
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
