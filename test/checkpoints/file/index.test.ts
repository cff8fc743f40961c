import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emptyCheckpoint, uuid6 } from "@langchain/langgraph-checkpoint";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFileStores } from "../../../checkpoints/file/index.ts";
import type { Fence } from "../../../checkpoints/types.ts";
import { aDecision, anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { aDraft, anEvent, claimAgain, claimed } from "../../contract/checkpoints/task-samples.ts";
import { openFileStores } from "./stores.ts";

describe("the file stores", () => {
  let opened: Awaited<ReturnType<typeof openFileStores>>;
  beforeEach(async () => {
    opened = await openFileStores();
  });
  afterEach(() => opened.close());

  const journalOf = (id: string) => join(opened.dataDir, "tasks", `${id}.jsonl`);
  const sizeOf = async (id: string) => (await stat(journalOf(id))).size;

  /** Checkpoints of one thread, each with a state that grew. Tells the last one's place. */
  async function putCheckpoints(fence: Fence, count: number) {
    const saver = opened.stores.saver(fence);
    let config = { configurable: { thread_id: fence.taskId, checkpoint_ns: "" } };
    for (let step = 0; step < count; step += 1) {
      const versions = { scenes: saver.getNextVersion(undefined) };
      const checkpoint = {
        ...emptyCheckpoint(),
        id: uuid6(step),
        channel_values: { scenes: "x".repeat(10_000 + step) },
      };
      const metadata = { source: "loop", step, parents: {} } as const;
      await saver.put(config, { ...checkpoint, channel_versions: versions }, metadata, versions);
      config = { configurable: { ...config.configurable, ...{ checkpoint_id: checkpoint.id } } };
      await saver.putWrites(config, [["scenes", step]], `task-${step}`);
    }
    return config;
  }

  it("tell no hazard where they can write, and say what to do where they cannot", async () => {
    expect(await opened.stores.hazards()).toEqual([]);
    const file = join(opened.dataDir, "a-file");
    await writeFile(file, "");
    const stores = createFileStores({ dataDir: file });
    await expect(stores.hazards()).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("choose"),
    });
    await expect(stores.tasks.create(aDraft())).rejects.toMatchObject({ code: "store_failed" });
  });

  it.skipIf(process.platform === "win32")(
    "hold prompts and bills that no other user of the machine reads",
    async () => {
      const fence = await claimed(opened.stores);
      const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
      await opened.stores
        .saver(null)
        .put(
          { configurable: { thread_id: "odd name", checkpoint_ns: "" } },
          emptyCheckpoint(),
          { source: "loop", step: 0, parents: {} },
          {},
        );
      await opened.stores.tasks.finish(fence, anEnd(fence.taskId, 1));
      const folder = join(opened.dataDir, "tasks");
      expect(await modeOf(folder)).toBe(0o700);
      const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl"));
      expect(files).toHaveLength(2);
      for (const name of files) expect(await modeOf(join(folder, name))).toBe(0o600);
    },
  );

  it("are small after a task's end, and it can be gone on with all the same", async () => {
    const fence = await claimed(opened.stores);
    const last = await putCheckpoints(fence, 20);
    await opened.stores.book(fence).decide(aDecision("still:g0#1"));
    await opened.stores.book(fence).keep("shots", [1, 2]);
    await opened.stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    const before = await sizeOf(fence.taskId);
    await opened.stores.tasks.finish(fence, anEnd(fence.taskId, 2));
    expect(await sizeOf(fence.taskId)).toBeLessThan(before / 10);
    const other = await opened.reopen();
    const tuple = await other.saver(null).getTuple({ configurable: { thread_id: fence.taskId } });
    expect(tuple?.config).toEqual(last);
    expect(tuple?.checkpoint.channel_values).toEqual({ scenes: "x".repeat(10_019) });
    expect(tuple?.pendingWrites).toEqual([["task-19", "scenes", 19]]);
    expect(await other.events.lastId(fence.taskId)).toBe(2);
    const book = await other.book({ taskId: fence.taskId, epoch: null }).read();
    expect(book).toMatchObject({
      operations: [{ decision: { id: "still:g0#1" } }],
      results: new Map([["shots", [1, 2]]]),
    });
    expect(await readdir(join(opened.dataDir, "tasks"))).toEqual([`${fence.taskId}.jsonl`]);
  });

  it("do not write a big value again that did not change", async () => {
    const { taskId, ...rest } = await claimed(opened.stores);
    const saver = opened.stores.saver({ taskId, ...rest });
    const versions = { big: saver.getNextVersion(undefined), small: saver.getNextVersion(undefined) };
    const values = { big: "x".repeat(2 ** 20), small: 1 };
    const metadata = { source: "loop", step: 0, parents: {} } as const;
    const checkpoint = { ...emptyCheckpoint(), channel_values: values, channel_versions: versions };
    const config = await saver.put({ configurable: { thread_id: taskId } }, checkpoint, metadata, versions);
    const before = await sizeOf(taskId);
    const small = saver.getNextVersion(versions.small);
    const next = { ...checkpoint, id: uuid6(1), channel_versions: { ...versions, small } };
    await saver.put(config, next, metadata, { small });
    expect((await sizeOf(taskId)) - before).toBeLessThan(2000);
  });

  it("go on after a crash that left half of a smaller file", async () => {
    const fence = await claimed(opened.stores);
    await writeFile(`${journalOf(fence.taskId)}.part`, "half");
    expect((await opened.stores.tasks.list({ limit: 10 })).rows).toHaveLength(1);
    await opened.stores.tasks.finish(fence, anEnd(fence.taskId, 1));
    expect(await opened.stores.tasks.get(fence.taskId)).toMatchObject({ status: "failed" });
    expect(await readdir(join(opened.dataDir, "tasks"))).toEqual([`${fence.taskId}.jsonl`]);
  });

  it("make the task of a key whose maker crashed before it was there", async () => {
    const [draft, again] = [aDraft(), aDraft()];
    await opened.stores.tasks.create(draft, { key: "order", hash: "a" });
    await rm(journalOf(draft.id));
    const made = await opened.stores.tasks.create(again, { key: "order", hash: "a" });
    expect(made).toMatchObject({ kind: "created", row: { id: draft.id } });
  });

  it("hide no task behind one whose journal is broken", async () => {
    const [broken, whole] = [aDraft(), aDraft()];
    for (const draft of [broken, whole]) await opened.stores.tasks.create(draft);
    const text = await readFile(journalOf(broken.id), "utf8");
    await writeFile(journalOf(broken.id), text.replace('"status"', '"statue"'));
    expect((await opened.stores.tasks.list({ limit: 10 })).rows.map(({ id }) => id)).toEqual([whole.id]);
    expect(await opened.stores.tasks.unfinished()).toEqual([whole.id]);
    await expect(opened.stores.tasks.get(broken.id)).rejects.toMatchObject({ code: "store_failed" });
  });

  it("let a late holder go on when nobody else has come", async () => {
    const fence = await claimed(opened.stores, 20);
    const other = await opened.reopen();
    await expect.poll(() => other.tasks.unfinished()).toEqual([fence.taskId]);
    await opened.stores.events.append(fence, [anEvent(fence.taskId, 1)]);
    expect(await opened.stores.tasks.renew(fence, 30_000)).toBe("held");
    expect(await other.tasks.claim(fence.taskId, 1000)).toMatchObject({ kind: "held" });
  });

  it("count a holder that closed without a word as a crash", async () => {
    const { taskId } = await claimed(opened.stores);
    await opened.stores.close();
    const other = await opened.reopen();
    expect(await claimAgain(other, taskId)).toMatchObject({ epoch: 2 });
    expect(await other.tasks.get(taskId)).toMatchObject({ crashes: 1 });
  });

  it("notice a task that was deleted and made again by another process", async () => {
    const draft = aDraft();
    await opened.stores.tasks.create(draft);
    const other = await opened.reopen();
    expect(await other.tasks.get(draft.id)).toMatchObject({ owner: null });
    await opened.stores.tasks.finish(await claimAgain(opened.stores, draft.id), anEnd(draft.id, 1));
    await opened.stores.tasks.delete(draft.id);
    await opened.stores.tasks.create({ ...draft, owner: "somebody" });
    expect(await other.tasks.get(draft.id)).toMatchObject({ owner: "somebody" });
  });

  it("end every follower when they close", async () => {
    const fence = await claimed(opened.stores);
    const following = opened.stores.events.follow(fence.taskId, 0, new AbortController().signal).next();
    await opened.stores.close();
    expect(await following).toMatchObject({ done: true });
  });

  it("refuse a holder who writes to another task's thread", async () => {
    const fence = await claimed(opened.stores);
    const config = { configurable: { thread_id: "another" } };
    const put = opened.stores
      .saver(fence)
      .put(config, emptyCheckpoint(), { source: "input", step: 0, parents: {} }, {});
    await expect(put).rejects.toMatchObject({ code: "internal" });
  });
});
