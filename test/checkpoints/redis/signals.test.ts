import { describe, expect, it } from "vitest";
import { describeSignals, listenTo } from "../../contract/checkpoints/signals.ts";
import { clientOfTest, openRedisStores, redisOfTest, storesOfTest } from "./stores.ts";

describeSignals("Redis", openRedisStores);

describe("signals in Redis", () => {
  it("are heard by every process, the one that tells included", async () => {
    const { stores, reopen } = await storesOfTest();
    const other = await reopen();
    const [here, there] = [await listenTo(stores.signals, "jobs"), await listenTo(other.signals, "jobs")];
    await stores.signals.tell("jobs", "a");
    expect([await here.words(1), await there.words(1)]).toEqual([["a"], ["a"]]);
    await other.close();
  });

  it("are not heard by another installation in the same Redis", async () => {
    const [one, other] = [await storesOfTest(), await storesOfTest()];
    const heard = await listenTo(other.stores.signals, "jobs");
    await one.stores.signals.tell("jobs", "a");
    await other.stores.signals.tell("jobs", "b");
    expect(await heard.words(1)).toEqual(["b"]);
  });

  it("are heard again after the connection broke", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const { stop, words } = await listenTo(stores.signals, "jobs");
    await clientOfTest(redis.url).call("CLIENT", "KILL", "TYPE", "pubsub");
    // Resolves when the channel is heard again, and not before.
    await listenTo(stores.signals, "jobs");
    await stores.signals.tell("jobs", "a");
    expect(await words(1)).toEqual(["a"]);
    stop();
  });

  it("need no connection of their own beside that for news, and leave no channel behind", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const client = clientOfTest(redis.url);
    const { stop } = await listenTo(stores.signals, "jobs");
    const leave = stores.tasks.onCancel("task-1", () => {});
    await expect.poll(() => client.pubsub("CHANNELS")).toHaveLength(2);
    expect(
      String(await client.client("LIST"))
        .trim()
        .split("\n"),
    ).toHaveLength(3);
    stop();
    leave();
    await expect.poll(() => client.pubsub("CHANNELS")).toHaveLength(0);
  });

  it("cannot be told where there is no Redis", async () => {
    const { stores } = await storesOfTest({ url: "redis://127.0.0.1:1", answerMilliseconds: 200 });
    const stop = stores.signals.listen("jobs", () => {});
    await expect(stores.signals.tell("jobs", "a")).rejects.toMatchObject({ code: "store_failed" });
    stop();
  });
});
