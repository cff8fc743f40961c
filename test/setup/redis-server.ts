import type { TestProject } from "vitest/node";
import { startOwnRedis } from "./own-redis.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A real Redis. Its data is the tests' own unless `REDIS_URL` was set. */
    redisUrl: string;
    /** Whether the tests started that Redis, and so know how it is configured. */
    ownsRedis: boolean;
  }
}

/** Vitest's global set-up: one Redis for all test files, as durable as the product wants it. */
export default async function startRedis(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.REDIS_URL;
  project.provide("ownsRedis", !given);
  if (given) {
    project.provide("redisUrl", given);
    return async () => {};
  }
  const redis = await startOwnRedis();
  project.provide("redisUrl", redis.url);
  return redis.stop;
}
