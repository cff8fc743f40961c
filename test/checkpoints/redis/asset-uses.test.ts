import { randomUUID } from "node:crypto";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { createRedisAssetUses } from "../../../checkpoints/redis/asset-uses.ts";
import { connectRedis } from "../../../checkpoints/redis/connection.ts";
import { createKeys } from "../../../checkpoints/redis/keys.ts";
import { describeAssetUses } from "../../contract/checkpoints/asset-uses.ts";
import { clientOfTest, openRedisStores } from "./stores.ts";

describeAssetUses("Redis", openRedisStores);

describe("the uses of files in Redis", () => {
  const key = `assets/${"0".repeat(64)}.png`;

  function open(removalMs: number) {
    const connection = connectRedis(inject("redisUrl"), 10_000);
    onTestFinished(() => connection.close());
    const keys = createKeys(`pixora-test-${randomUUID()}`);
    return { keys, uses: createRedisAssetUses(connection, keys, removalMs) };
  }

  it("leave no key behind when all is removed", async () => {
    const { keys, uses } = open(30_000);
    await uses.add("a", [key]);
    await uses.release("a");
    await uses.sweep(async () => {});
    const client = clientOfTest(inject("redisUrl"));
    expect(await client.exists(keys.unusedAssets, keys.assetTasks(key), keys.taskAssets("a"))).toBe(0);
  });

  it("are free again a while after a remover failed, or vanished", async () => {
    const { uses } = open(150);
    await uses.add("a", [key]);
    await uses.release("a");
    const begun = performance.now();
    await expect(uses.sweep(() => Promise.reject(new Error("The bucket is away.")))).rejects.toThrow("away");
    await uses.add("b", [key]);
    expect(performance.now() - begun).toBeGreaterThan(140);
    await uses.release("b");
    const removed: string[] = [];
    await uses.sweep(async (keys) => void removed.push(...keys));
    expect(removed).toEqual([key]);
  });
});
