/** Requests of each owner of this process, counted by minutes that begin with an owner's first request. */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RequestRates } from "../types.ts";

const MINUTE_SECONDS = 60;

export function createFileRates(): RequestRates {
  const limiters = new Map<number, RateLimiterMemory>();
  return {
    async take(owner, perMinute) {
      const limiter = limiters.get(perMinute) ?? new RateLimiterMemory({ points: perMinute, duration: MINUTE_SECONDS });
      limiters.set(perMinute, limiter);
      const { consumedPoints, remainingPoints, msBeforeNext } = await limiter.consume(owner).catch((error: unknown) => {
        if (error instanceof RateLimiterRes) return error;
        throw error;
      });
      return { isAllowed: consumedPoints <= perMinute, left: remainingPoints, resetMs: Math.max(0, msBeforeNext) };
    },
  };
}
