import { once } from "node:events";
import { createServer } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createRedisStores } from "../../../checkpoints/redis/index.ts";
import { VideoRequest } from "../../../models/request.ts";
import { aDecision, aHeldTask, anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { aDraft, anEvent, claimAgain } from "../../contract/checkpoints/task-samples.ts";
import { clientOfTest, redisOfTest, storesOfTest } from "./stores.ts";

describe("when Redis fails", () => {
  it("what was answered before it was killed is there afterwards, and what was under way gets through", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const fence = await aHeldTask(stores);
    const made: string[] = [];
    const work = async (count: number) => {
      for (let id = 1; id <= count; id += 1) {
        const draft = aDraft();
        await stores.tasks.create(draft);
        made.push(draft.id);
        await stores.events.append(fence, [anEvent(fence.taskId, id)]);
        await stores.book(fence).decide(aDecision(`a:g0#${id}`));
        if (id === Math.floor(count / 3)) void redis.restart();
      }
    };
    await work(60);
    const ids = (await stores.tasks.list({ limit: 100 })).rows.map(({ id }) => id);
    expect(ids.slice(0, -1).reverse()).toEqual(made);
    expect((await stores.tasks.unfinished()).sort()).toEqual([...made].sort());
    expect((await stores.events.read(fence.taskId, 0)).map(({ id }) => id)).toEqual(made.map((_, place) => place + 1));
    expect((await stores.book(fence).read()).operations).toHaveLength(made.length);
    expect(await stores.tasks.get(fence.taskId)).toMatchObject({ status: "running", epoch: fence.epoch });
  });

  it("a stall of two seconds is waited for, and does nothing twice", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const fence = await aHeldTask(stores);
    const free = aDraft();
    await stores.tasks.create(free);
    redis.stall();
    const calls = Promise.all([
      stores.events.append(fence, [anEvent(fence.taskId, 1)]),
      stores.tasks.claim(free.id, 60_000),
      stores.tasks.renew(fence, 60_000),
      stores.queue.add({ id: free.id, epoch: 0, round: 0 }),
    ]);
    setTimeout(() => redis.go(), 2000);
    expect(await calls).toMatchObject([
      undefined,
      { kind: "claimed", row: { epoch: 1, crashes: 0 } },
      "held",
      undefined,
    ]);
    expect(await stores.events.read(fence.taskId, 0)).toHaveLength(1);
  });

  it("who follows events and waits for a cancellation hears of them after it came back", async () => {
    const redis = await redisOfTest();
    const [{ stores }, { stores: other }] = [
      await storesOfTest({ url: redis.url, prefix: "pixora" }),
      await storesOfTest({ url: redis.url, prefix: "pixora" }),
    ];
    const fence = await aHeldTask(stores);
    await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    const followed = other.events.follow(fence.taskId, 0, new AbortController().signal);
    expect((await followed.next()).value?.id).toBe(1);
    const isTold = new Promise<void>((tell) => other.tasks.onCancel(fence.taskId, tell));
    const next = followed.next();
    await redis.restart();
    // Told to nobody: the listeners may not be back yet.
    await stores.events.append(fence, [anEvent(fence.taskId, 2)]);
    await stores.tasks.requestCancel(fence.taskId);
    expect((await next).value?.id).toBe(2);
    await isTold;
  });

  it("a full memory refuses what is new with advice, and takes nothing by half", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const fence = await aHeldTask(stores);
    const client = clientOfTest(redis.url);
    await client.config("SET", "maxmemory", "1");
    const draft = aDraft();
    const refused = { code: "store_failed", message: expect.stringContaining("out of memory") };
    await expect(stores.tasks.create(draft, { key: "order", hash: "a" })).rejects.toMatchObject(refused);
    await expect(stores.events.append(fence, [anEvent(fence.taskId, 1)])).rejects.toMatchObject(refused);
    await expect(stores.book(fence).decide(aDecision("a"))).rejects.toMatchObject(refused);
    expect(await stores.tasks.get(draft.id)).toBeNull();
    expect(await stores.events.lastId(fence.taskId)).toBe(0);
    await client.config("SET", "maxmemory", "0");
    expect(await stores.tasks.create(draft, { key: "order", hash: "a" })).toMatchObject({ kind: "created" });
    await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    expect(await stores.events.read(fence.taskId, 0)).toHaveLength(1);
  });

  it("a task can be deleted while memory is full, with its files, its claim and the end that is to be told", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const limits = { openTasks: null, budgetUsd: 10 };
    const asked = { prompt: "A fox", budgetUsd: 10, webhookUrl: "https://owner.example/" };
    const draft = aDraft({ owner: "ann", request: VideoRequest.parse(asked) });
    await stores.tasks.create(draft, null, limits);
    const file = `assets/${"0".repeat(64)}.png`;
    await stores.assets.add(draft.id, [file]);
    const { task, event } = anEnd(draft.id, 1);
    const cost = { ...task.cost, spentUsd: 4, reservedUsd: 0 };
    await stores.tasks.finish(await claimAgain(stores, draft.id), { task: { ...task, cost }, event });
    const client = clientOfTest(redis.url);
    await client.config("SET", "maxmemory", "1");
    expect(await stores.tasks.condemn(draft.id)).toMatchObject({ id: draft.id });
    await stores.assets.release(draft.id);
    await stores.tasks.delete(draft.id);
    expect(await stores.tasks.get(draft.id)).toBeNull();
    expect(await stores.tasks.condemned()).toEqual([]);
    expect(await stores.tasks.unfinished()).toEqual([]);
    await client.config("SET", "maxmemory", "0");
    const removed: string[] = [];
    await stores.assets.sweep(async (keys) => void removed.push(...keys));
    expect(removed).toEqual([file]);
    expect(await stores.outbox.take(10, 1000)).toEqual([]);
    expect(await stores.tasks.create({ ...draft, id: "another" }, null, limits)).toMatchObject({ leftUsd: 6 });
  });

  it("requests are counted by each process while memory is full or Redis is away, and by Redis again after", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const client = clientOfTest(redis.url);
    const take = async (count: number) => {
      const taken: boolean[] = [];
      for (let left = count; left > 0; left -= 1) taken.push((await stores.rates.take("ann", 2)).isAllowed);
      return taken;
    };
    await client.config("SET", "maxmemory", "1");
    expect(await take(3)).toEqual([true, true, false]);
    await client.config("SET", "maxmemory", "0");
    expect(await take(3)).toEqual([true, true, false]);
    await redis.kill9();
    expect((await stores.rates.take("bob", 2)).isAllowed).toBe(true);
  });

  it("a replica is not written, and the advice says so", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    await stores.tasks.create(aDraft());
    await clientOfTest(redis.url).replicaof("127.0.0.1", 1);
    const refused = { code: "store_failed", message: expect.stringContaining("primary") };
    await expect(stores.tasks.create(aDraft())).rejects.toMatchObject(refused);
    expect(await stores.hazards()).toContainEqual(expect.stringContaining("is a replica"));
  });

  it("scripts that Redis has forgotten are sent again", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const fence = await aHeldTask(stores);
    await clientOfTest(redis.url).script("FLUSH");
    await stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    expect(await stores.tasks.create(aDraft())).toMatchObject({ kind: "created" });
    expect(await stores.tasks.renew(fence, 60_000)).toBe("held");
  });
});

describe("when Redis cannot be reached", () => {
  it("a call ends with its deadline, and closing does not wait", async () => {
    const stores = createRedisStores({ url: "redis://127.0.0.1:1", answerMilliseconds: 300 });
    const worker = stores.queue.work(async () => ({ kind: "done" }), 2);
    const unreachable = {
      code: "store_failed",
      retryable: true,
      message: expect.stringMatching(/127\.0\.0\.1:1 cannot be reached \(.*ECONNREFUSED/),
    };
    await expect(stores.tasks.create(aDraft())).rejects.toMatchObject(unreachable);
    await expect(stores.queue.add({ id: "a", epoch: 0, round: 0 })).rejects.toMatchObject(unreachable);
    await expect(stores.hazards()).rejects.toMatchObject(unreachable);
    const stop = stores.tasks.onCancel("a", () => {});
    const followed = stores.events.follow("a", 0, new AbortController().signal).next();
    await expect(followed).rejects.toMatchObject(unreachable);
    stop();
    await worker.close();
    await stores.close();
    await expect(stores.tasks.get("a")).rejects.toMatchObject({ code: "store_failed" });
  });

  it("that is known without asking, and since when, until it is back", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    await stores.tasks.get("a");
    expect(stores.outage()).toBeNull();
    await redis.kill9();
    await expect.poll(() => stores.outage()?.problem.message).toMatch(/cannot be reached \(.*ECONNREFUSED/);
    const first = stores.outage()?.forMs ?? 0;
    await expect.poll(() => stores.outage()?.forMs).toBeGreaterThan(first + 200);
    await redis.restart();
    await expect.poll(stores.outage, { timeout: 5000 }).toBeNull();
  });

  it("one that takes connections and never answers is given up, too", async () => {
    const server = createServer(() => {}).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const stores = createRedisStores({ url: `redis://127.0.0.1:${port}`, answerMilliseconds: 300 });
    await expect(stores.tasks.get("a")).rejects.toMatchObject({ code: "store_failed" });
    await stores.close();
    server.close();
  });

  it("a worker whose Redis is gone still closes, after what it handles", async () => {
    const redis = await redisOfTest();
    const stores = createRedisStores({ url: redis.url, answerMilliseconds: 500 });
    const steps: string[] = [];
    let end = () => {};
    const mayEnd = new Promise<void>((resolve) => {
      end = resolve;
    });
    const isBegun = new Promise<void>((begun) => {
      stores.queue.work(async () => {
        begun();
        await mayEnd;
        steps.push("handled");
        return { kind: "done" };
      }, 1);
    });
    await stores.queue.add({ id: "a", epoch: 0, round: 0 });
    await isBegun;
    await redis.kill9();
    const isClosed = stores.close().then(() => steps.push("closed"));
    end();
    await isClosed;
    expect(steps).toEqual(["handled", "closed"]);
  });

  it("no error shows the password", async () => {
    const redis = await redisOfTest({ requirepass: "right-password" });
    const url = `redis://:wrong-password@127.0.0.1:${redis.port}`;
    const stores = createRedisStores({ url, answerMilliseconds: 500 });
    const error = await stores.tasks.create(aDraft()).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "store_failed", message: expect.stringContaining("password of the URL") });
    expect(inspect(error, { depth: 9 })).not.toContain("wrong-password");
    await stores.close();
    const noUrl = () => createRedisStores({ url: "http://:wrong-password@127.0.0.1" });
    expect(noUrl).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(noUrl).not.toThrow("wrong-password");
  });
});
