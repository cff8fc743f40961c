import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handled, TaskQueue } from "../../../checkpoints/types.ts";
import { aDraft, type OpenedStores } from "./task-samples.ts";

const DONE: Handled = { kind: "done" };

/** What every queue keeps: no wake-up is lost. One may come twice. */
export function describeTaskQueue(name: string, open: () => Promise<OpenedStores>): void {
  describe(`${name} keeps the task queue contract`, () => {
    let opened: OpenedStores;
    let queue: TaskQueue;
    beforeEach(async () => {
      opened = await open();
      queue = opened.stores.queue;
    });
    afterEach(() => opened.close());

    const newTask = () => ({ id: aDraft().id, epoch: 0, round: 0 });

    it("a worker is woken for a task that is added later", async () => {
      const task = newTask();
      const heard = heardBy(queue, () => DONE);
      await queue.add(task);
      expect(await heard.next()).toBe(task.id);
      await heard.close();
    });

    it("a task that was added before there was a worker waits for one", async () => {
      const tasks = [newTask(), newTask(), newTask()];
      for (const task of tasks) await queue.add(task);
      const heard = heardBy(queue, () => DONE);
      const found = [await heard.next(), await heard.next(), await heard.next()];
      expect(found.sort()).toEqual(tasks.map(({ id }) => id).sort());
      await heard.close();
    });

    it("the same wake-up again does no harm", async () => {
      const [task, other] = [newTask(), newTask()];
      await Promise.all([queue.add(task), queue.add(task), queue.add(task)]);
      await queue.add(other);
      const heard = heardBy(queue, () => DONE);
      const found = new Set<string>();
      while (found.size < 2) found.add(await heard.next());
      expect(found).toEqual(new Set([task.id, other.id]));
      await heard.close();
    });

    it("no more are handled at once than the worker has places for", async () => {
      let [now, most] = [0, 0];
      const heard = heardBy(
        queue,
        async () => {
          now += 1;
          most = Math.max(most, now);
          await new Promise((resolve) => setTimeout(resolve, 20));
          now -= 1;
          return DONE;
        },
        2,
      );
      for (let count = 0; count < 6; count += 1) await queue.add(newTask());
      for (let count = 0; count < 6; count += 1) await heard.next();
      await heard.close();
      expect(most).toBe(2);
    });

    it("a task of somebody else's is woken for again after a while", async () => {
      const task = newTask();
      const begun = performance.now();
      let calls = 0;
      const heard = heardBy(queue, () => {
        calls += 1;
        return calls === 1 ? { kind: "later", forMs: 100 } : DONE;
      });
      await queue.add(task);
      expect([await heard.next(), await heard.next()]).toEqual([task.id, task.id]);
      expect(performance.now() - begun).toBeGreaterThan(95);
      await heard.close();
    });

    it("what a worker hands back goes to another one", async () => {
      const task = newTask();
      const first = heardBy(queue, () => ({ kind: "hand_back" }));
      await queue.add(task);
      expect(await first.next()).toBe(task.id);
      await first.close();
      const second = heardBy(queue, () => DONE);
      expect(await second.next()).toBe(task.id);
      await second.close();
    });

    it("a worker that closes ends what it has, and takes no more", async () => {
      const [task, other] = [newTask(), newTask()];
      const steps: string[] = [];
      let end = () => {};
      const handling = new Promise<void>((resolve) => {
        end = resolve;
      });
      const heard = heardBy(queue, async () => {
        await handling;
        steps.push("handled");
        return DONE;
      });
      await queue.add(task);
      await heard.next();
      const closing = heard.close().then(() => steps.push("closed"));
      await queue.add(other);
      end();
      await closing;
      expect(steps).toEqual(["handled", "closed"]);
      const second = heardBy(queue, () => DONE);
      expect(await second.next()).toBe(other.id);
      await second.close();
    });
  });
}

/** A worker whose wake-ups can be waited for one by one. */
function heardBy(queue: TaskQueue, handle: (taskId: string) => Handled | Promise<Handled>, atOnce = 1) {
  const ids: string[] = [];
  let wake = () => {};
  const worker = queue.work(async (taskId) => {
    ids.push(taskId);
    wake();
    return handle(taskId);
  }, atOnce);
  return {
    async next(): Promise<string> {
      for (;;) {
        const id = ids.shift();
        if (id !== undefined) return id;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => worker.close(),
  };
}
