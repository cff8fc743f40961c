import { Redis } from "ioredis";
import { afterAll, describe, expect, inject, it } from "vitest";

const redis = new Redis(inject("redisUrl"));
afterAll(() => redis.disconnect());

describe("the Redis of the tests", () => {
  it("keeps what it is given", async () => {
    const key = `pixora-test:${process.pid}`;
    await redis.set(key, "a fox", "EX", 60);
    expect(await redis.get(key)).toBe("a fox");
  });

  it.runIf(inject("ownsRedis"))("writes to disk before it answers, and never evicts", async () => {
    expect(await redis.config("GET", "appendfsync")).toEqual(["appendfsync", "always"]);
    expect(await redis.config("GET", "appendonly")).toEqual(["appendonly", "yes"]);
    expect(await redis.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
  });
});
