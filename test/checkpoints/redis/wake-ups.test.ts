import { describe, expect, inject, it } from "vitest";
import { createKeys } from "../../../checkpoints/redis/keys.ts";
import type { Claimed, Handled } from "../../../checkpoints/types.ts";
import { anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { aDraft } from "../../contract/checkpoints/task-samples.ts";
import { clientOfTest, redisOfTest, storesOfTest } from "./stores.ts";

describe("wake-ups in Redis", () => {
  it("two for one task at the same time let one work, and the other come back", async () => {
    const opened = await storesOfTest();
    const { stores } = opened;
    const draft = aDraft();
    await stores.tasks.create(draft);
    const kinds: Claimed["kind"][] = [];
    let isOver = () => {};
    const allHandled = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    const handle = async (taskId: string): Promise<Handled> => {
      const claim = await stores.tasks.claim(taskId, 60_000);
      kinds.push(claim.kind);
      if (claim.kind === "held") return { kind: "later", forMs: 50 };
      if (claim.kind === "over") isOver();
      if (claim.kind !== "claimed") return { kind: "done" };
      await expect.poll(() => kinds).toContain("held");
      await stores.tasks.finish({ taskId, epoch: claim.row.epoch }, anEnd(taskId, 1));
      return { kind: "done" };
    };
    await stores.queue.add({ id: draft.id, epoch: 0, round: 0 });
    await stores.queue.add({ id: draft.id, epoch: 1, round: 0 });
    stores.queue.work(handle, 2);
    await allHandled;
    expect(kinds.filter((kind) => kind === "claimed")).toHaveLength(1);
    expect(await stores.tasks.get(draft.id)).toMatchObject({ epoch: 1, crashes: 0 });
  });

  it("that are lost with the whole queue are found by the sweeper", async () => {
    const { stores, prefix } = await storesOfTest();
    const client = clientOfTest(inject("redisUrl"));
    const draft = aDraft();
    await stores.tasks.create(draft);
    await stores.queue.add({ id: draft.id, epoch: 0, round: 0 });
    const lost = await client.keys(`${createKeys(prefix).queue}:*`);
    expect(lost.length).toBeGreaterThan(0);
    await client.unlink(lost);
    const [found = ""] = await stores.tasks.unfinished();
    expect(found).toBe(draft.id);
    const row = await stores.tasks.get(found);
    const woken = new Promise<string>((resolve) => {
      stores.queue.work(async (taskId) => {
        resolve(taskId);
        return { kind: "done" };
      }, 1);
    });
    if (row) await stores.queue.add(row);
    expect(await woken).toBe(draft.id);
  });

  it("that were handled can be added again under the same name", async () => {
    const { stores } = await storesOfTest();
    const heard: string[] = [];
    stores.queue.work(async (taskId) => {
      heard.push(taskId);
      return { kind: "done" };
    }, 1);
    for (const count of [1, 2, 3]) {
      await expect
        .poll(async () => {
          await stores.queue.add({ id: "a", epoch: 0, round: 0 });
          return heard.length;
        })
        .toBeGreaterThanOrEqual(count);
    }
  });

  it("go on when Redis is killed and comes back", async () => {
    const redis = await redisOfTest();
    const { stores } = await storesOfTest({ url: redis.url });
    const heard: string[] = [];
    stores.queue.work(async (taskId) => {
      heard.push(taskId);
      return { kind: "done" };
    }, 2);
    await stores.queue.add({ id: "before", epoch: 0, round: 0 });
    await expect.poll(() => heard).toContain("before");
    await redis.restart();
    await stores.queue.add({ id: "after", epoch: 0, round: 0 });
    await expect.poll(() => heard, { timeout: 8000 }).toContain("after");
  });
});
