import { randomUUID } from "node:crypto";
import { expect, inject, it, onTestFinished } from "vitest";
import { connectRedis } from "../../../checkpoints/redis/connection.ts";
import { createKeys } from "../../../checkpoints/redis/keys.ts";
import { createTaskList } from "../../../checkpoints/redis/task-list.ts";
import { aDraft } from "../../contract/checkpoints/task-samples.ts";
import { storesOfTest } from "./stores.ts";

/** The tasks' list, and how many whole rows were read for it. */
async function openCounted() {
  const prefix = `pixora-test-${randomUUID()}`;
  const { stores } = await storesOfTest({ prefix });
  const connection = connectRedis(inject("redisUrl"), 10_000);
  onTestFinished(() => connection.close());
  const read = { rows: 0 };
  const askMany: typeof connection.askMany = (commands) => {
    read.rows += commands.filter((command) => command.includes("request")).length;
    return connection.askMany(commands);
  };
  const { listTasks } = createTaskList({ ...connection, askMany }, createKeys(prefix));
  return { stores, listTasks, read };
}

it("a page of one status reads no row whole that it does not list, but the one that tells of more", async () => {
  const { stores, listTasks, read } = await openCounted();
  const drafts = Array.from({ length: 30 }, () => aDraft());
  for (const draft of drafts) await stores.tasks.create(draft);
  const rare = drafts[3]?.id ?? "";
  await stores.tasks.requestCancel(rare);
  const page = await listTasks({ limit: 5, status: "cancelling" });
  expect(page.rows.map(({ id }) => id)).toEqual([rare]);
  expect(read.rows).toBe(1);
  expect((await listTasks({ limit: 5, status: "queued" })).rows).toHaveLength(5);
  expect(read.rows).toBe(1 + 6);
});
