import type { Redis } from "ioredis";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { connectRedis } from "../../../checkpoints/redis/connection.ts";
import { createKeys } from "../../../checkpoints/redis/keys.ts";
import { createOwnerUsage } from "../../../checkpoints/redis/owner-usage.ts";
import type { Reply } from "../../../checkpoints/redis/script.ts";
import { createRedisTasks } from "../../../checkpoints/redis/tasks.ts";
import { VideoRequest } from "../../../models/request.ts";
import { describeAllowances } from "../../contract/checkpoints/allowances.ts";
import { anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { aDraft, claimAgain } from "../../contract/checkpoints/task-samples.ts";
import { clientOfTest, openRedisStores, storesOfTest } from "./stores.ts";

describeAllowances("Redis", openRedisStores);

describe("owners' allowances in Redis", () => {
  it("are not passed by two processes at the same time", async () => {
    const { stores, reopen } = await storesOfTest();
    const other = await reopen();
    const limits = { openTasks: 7, budgetUsd: null };
    const creating = Array.from({ length: 30 }, (_, place) =>
      (place % 2 ? stores : other).tasks.create(aDraft({ owner: "ann" }), null, limits),
    );
    const created = await Promise.all(creating);
    await other.close();
    expect(created.filter(({ kind }) => kind === "created")).toHaveLength(7);
  });

  it("are mended by the sweeper where a process ended before it told what its task cost", async () => {
    const { stores, prefix } = await storesOfTest();
    const client: Redis = clientOfTest(inject("redisUrl"));
    const keys = createKeys(prefix);
    const limits = { openTasks: 1, budgetUsd: 10 };
    const draft = aDraft({ owner: "ann", request: VideoRequest.parse({ prompt: "a fox", budgetUsd: 10 }) });
    await stores.tasks.create(draft, null, limits);
    const before = await client.hget(keys.usage("ann"), draft.id);
    await stores.tasks.finish(await claimAgain(stores, draft.id), anEnd(draft.id, 1));
    // As if the process had died between the two: the entry is as it was, and the task ended a while ago.
    await client.hset(keys.usage("ann"), draft.id, String(before));
    await client.hset(keys.open, draft.id, "1");
    expect((await stores.tasks.create(aDraft({ owner: "ann" }), null, limits)).kind).toBe("refused");
    await stores.tasks.unfinished();
    expect((await stores.tasks.create(aDraft({ owner: "ann" }), null, limits)).kind).toBe("created");
  });

  it("hold a task that is gone on with, whose end is told late", async () => {
    const { stores, prefix } = await storesOfTest();
    const connection = connectRedis(inject("redisUrl"), 10_000);
    onTestFinished(() => connection.close());
    const usage = createOwnerUsage(connection, createKeys(prefix));
    const limits = { openTasks: 1, budgetUsd: 10 };
    const draft = aDraft({ owner: "ann", request: VideoRequest.parse({ prompt: "a fox", budgetUsd: 10 }) });
    await stores.tasks.create(draft, null, limits);
    const { task, event } = anEnd(draft.id, 1);
    await stores.tasks.finish(await claimAgain(stores, draft.id), { task, event });
    // The late word comes after each of the scripts that reopen it.
    const settleAfter = async (answer: Reply): Promise<Reply> => {
      await usage.settle({ id: draft.id, owner: "ann" }, task);
      return answer;
    };
    const tasks = createRedisTasks({
      connection: { ...connection, run: async (...asked) => settleAfter(await connection.run(...asked)) },
      keys: createKeys(prefix),
      news: { listen: () => () => {}, later: () => {} },
      retentionMs: 60_000,
    });
    expect(await tasks.reopen(draft.id, {}, limits)).toMatchObject({ kind: "reopened" });
    expect(await stores.tasks.create(aDraft({ owner: "ann" }), null, limits)).toMatchObject({ reason: "open_tasks" });
  });
});
