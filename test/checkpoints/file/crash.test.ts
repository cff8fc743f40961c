import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDraft, anEvent, claimAgain } from "../../contract/checkpoints/task-samples.ts";
import { type Child, startChild } from "./child.ts";
import { openFileStores } from "./stores.ts";

describe("a task of another process", () => {
  const { id } = aDraft();
  let opened: Awaited<ReturnType<typeof openFileStores>>;
  let child: Child;
  beforeEach(async () => {
    opened = await openFileStores();
    await opened.stores.tasks.create(aDraft({ id }));
    child = startChild("task-holder.ts", [opened.dataDir, id]);
    expect(await child.next()).toBe("held");
  });
  afterEach(async () => {
    await child.kill();
    await opened.close();
  });

  it("is taken over when that process is killed, and nothing that it was sure of is lost", async () => {
    const { tasks, book, events } = opened.stores;
    expect(await tasks.unfinished()).toEqual([]);
    expect(await tasks.claim(id, 1000)).toMatchObject({ kind: "held" });
    await expect(tasks.delete(id)).rejects.toMatchObject({ code: "task_busy" });
    let sure = 0;
    while (sure < 20) sure = Number(await child.next());
    await child.kill();
    expect(await tasks.unfinished()).toEqual([id]);
    expect(await tasks.claim(id, 1000)).toMatchObject({ kind: "claimed", row: { epoch: 2, crashes: 1 } });
    const { operations } = await book({ taskId: id, epoch: null }).read();
    expect(operations.length).toBeGreaterThanOrEqual(sure);
    const lastId = await events.lastId(id);
    await events.append({ taskId: id, epoch: 2 }, [anEvent(id, lastId + 1)]);
    const text = await readFile(join(opened.dataDir, "tasks", `${id}.jsonl`), "utf8");
    for (const line of text.trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
  });

  it("hears of a wish to cancel it, and of facts about what it bought", async () => {
    const { tasks, book } = opened.stores;
    while ((await child.next()) !== "1");
    const reader = book({ taskId: id, epoch: null });
    await reader.tookJob("still:g0#1", {
      vendor: "draft",
      model: "m",
      requestId: "job-1",
      submittedAt: new Date().toISOString(),
    });
    expect(await tasks.requestCancel(id)).toMatchObject({ isCancelRequested: true });
    while ((await child.next()) !== "cancel");
    const [first] = (await reader.read()).operations;
    expect(first?.job?.requestId).toBe("job-1");
    await child.kill();
    await claimAgain(opened.stores, id);
    expect(await tasks.get(id)).toMatchObject({ isCancelRequested: true });
  });
});
