import { expect, inject, it } from "vitest";
import { redisOfTest, storesOfTest } from "./stores.ts";

it.runIf(inject("ownsRedis"))("a Redis that keeps what it is given has no hazards", async () => {
  const { stores } = await storesOfTest();
  expect(await stores.hazards()).toEqual([]);
});

it("each setting that makes a promise void is named with what to set", async () => {
  const redis = await redisOfTest({ appendonly: "no", appendfsync: "everysec", "maxmemory-policy": "allkeys-lru" });
  const { stores } = await storesOfTest({ url: redis.url });
  expect(await stores.hazards()).toEqual([
    expect.stringContaining("Set appendonly yes"),
    expect.stringContaining("Set appendfsync always; it is everysec"),
    expect.stringContaining("Set maxmemory-policy noeviction; it is allkeys-lru"),
  ]);
});

it("what a managed Redis does not tell is a hazard, unless somebody vouches for it", async () => {
  const redis = await redisOfTest({ "rename-command": ["CONFIG", ""] });
  const { stores } = await storesOfTest({ url: redis.url });
  expect(await stores.hazards()).toEqual([expect.stringContaining("does not tell its appendfsync")]);
  const { stores: trusting } = await storesOfTest({ url: redis.url, isDurabilityTrusted: true });
  expect(await trusting.hazards()).toEqual([]);
});

it("a cluster is told apart", async () => {
  const redis = await redisOfTest({ "cluster-enabled": "yes" });
  const { stores } = await storesOfTest({ url: redis.url });
  expect(await stores.hazards()).toEqual([expect.stringContaining("is a cluster")]);
});
