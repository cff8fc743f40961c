import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { VideoRequest } from "../../../models/request.ts";
import { aHeldTask, anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { describeOutbox } from "../../contract/checkpoints/outbox.ts";
import { startChild } from "./child.ts";
import { openFileStores } from "./stores.ts";

describeOutbox("the file store", openFileStores);

describe("the outbox in files", () => {
  async function openWithAnEnd() {
    const opened = await openFileStores();
    onTestFinished(() => opened.close());
    const request = VideoRequest.parse({ prompt: "A fox", webhookUrl: "https://owner.example/" });
    const fence = await aHeldTask(opened.stores, { request });
    await opened.stores.tasks.finish(fence, anEnd(fence.taskId, 1));
    return { ...opened, ...fence };
  }

  it("has what a process that was killed was telling at once", async () => {
    const { dataDir, stores } = await openWithAnEnd();
    const child = startChild("delivery-holder.ts", [dataDir]);
    const id = await child.next();
    expect(await stores.outbox.take(10, 60_000)).toEqual([]);
    await child.kill();
    expect(await stores.outbox.take(10, 60_000)).toMatchObject([{ id, tries: 0 }]);
  });

  it("has what other stores of this process took, once they are closed", async () => {
    const { stores, reopen } = await openWithAnEnd();
    const other = await reopen();
    expect(await other.outbox.take(10, 60_000)).toHaveLength(1);
    await other.close();
    expect(await stores.outbox.take(10, 60_000)).toHaveLength(1);
  });

  it("writes the end and that it is to be told in one line, which no crash can cut in two", async () => {
    const { dataDir, taskId } = await openWithAnEnd();
    const text = await readFile(join(dataDir, "tasks", `${taskId}.jsonl`), "utf8");
    expect(text).toMatch(/"kind":"row"/);
    expect(text).not.toMatch(/"kind":"(delivery|tried)"/);
  });
});
