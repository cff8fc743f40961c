import { describe, expect, it } from "vitest";
import { aHeldTask, anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { anEvent } from "../../contract/checkpoints/task-samples.ts";
import { clientOfTest, redisOfTest, storesOfTest } from "./stores.ts";

describe("followers in Redis", () => {
  it("a thousand of them hear everything over two connections", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const client = clientOfTest(redis.url);
    const fences = await Promise.all(Array.from({ length: 10 }, () => aHeldTask(stores)));
    const followed = Array.from({ length: 1000 }, async (_, place) => {
      const heard: number[] = [];
      const { taskId = "" } = fences[place % fences.length] ?? {};
      for await (const event of stores.events.follow(taskId, 0, new AbortController().signal)) heard.push(event.id);
      return heard;
    });
    for (const fence of fences) {
      await stores.events.append(fence, [anEvent(fence.taskId, 1), anEvent(fence.taskId, 2)]);
    }
    expect(
      String(await client.client("LIST"))
        .trim()
        .split("\n"),
    ).toHaveLength(3);
    for (const fence of fences) await stores.tasks.finish(fence, anEnd(fence.taskId, 3));
    const all = await Promise.all(followed);
    expect(all.every((heard) => heard.join() === "1,2,3")).toBe(true);
  });

  it("leave no channel behind", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const client = clientOfTest(redis.url);
    const fence = await aHeldTask(stores);
    const leaving = new AbortController();
    const followed = stores.events.follow(fence.taskId, 0, leaving.signal).next();
    await expect.poll(() => client.pubsub("CHANNELS")).toHaveLength(1);
    leaving.abort();
    expect((await followed).done).toBe(true);
    await expect.poll(() => client.pubsub("CHANNELS")).toHaveLength(0);
  });

  it("of a task that is deleted are let go", async () => {
    const { stores } = await storesOfTest();
    const fence = await aHeldTask(stores);
    await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    const followed = stores.events.follow(fence.taskId, 0, new AbortController().signal);
    await followed.next();
    const next = followed.next();
    await stores.tasks.finish(fence, anEnd(fence.taskId, 2));
    await stores.tasks.delete(fence.taskId);
    await next;
    expect((await followed.next()).done).toBe(true);
  });
});
