import { describe, expect, it } from "vitest";
import { createFileQueue } from "../../../checkpoints/file/queue.ts";
import { describeTaskQueue } from "../../contract/checkpoints/task-queue.ts";
import { openFileStores } from "./stores.ts";

describeTaskQueue("the file store", openFileStores);

describe("the queue of one process", () => {
  const task = { id: "task-1", epoch: 0, round: 0 };

  it("keeps a wake-up that comes while its task is handled, and handles it once at a time", async () => {
    const queue = createFileQueue();
    let [now, most, calls] = [0, 0, 0];
    const twice = new Promise<void>((resolve) => {
      queue.work(async () => {
        now += 1;
        calls += 1;
        most = Math.max(most, now);
        if (calls === 1) await Promise.all([queue.add(task), queue.add(task)]);
        await new Promise(setImmediate);
        now -= 1;
        if (calls === 2) resolve();
        return { kind: "done" };
      }, 4);
    });
    await queue.add(task);
    await twice;
    await queue.close();
    expect([most, calls]).toEqual([1, 2]);
  });

  it("gives what was handed back to another worker at once, and not to the same", async () => {
    const queue = createFileQueue();
    const heard: string[] = [];
    queue.work(async () => {
      heard.push("first");
      return { kind: "hand_back" };
    }, 1);
    await queue.add(task);
    await new Promise<void>((resolve) => {
      queue.work(async () => {
        heard.push("second");
        resolve();
        return { kind: "done" };
      }, 1);
    });
    await queue.close();
    expect(heard).toEqual(["first", "second"]);
  });

  it("forgets what waits when it closes", async () => {
    const queue = createFileQueue();
    const handled = new Promise<void>((resolve) => {
      queue.work(async () => {
        resolve();
        return { kind: "later", forMs: 60_000 };
      }, 1);
    });
    await queue.add(task);
    await handled;
    await queue.close();
    await queue.add(task);
  });
});
