import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventLog } from "../../../checkpoints/types.ts";
import type { TaskRow } from "../../../models/task-row.ts";
import { createTaskViews } from "../../../server/tasks/task-views.ts";
import { anEnd } from "../../contract/checkpoints/held-task-samples.ts";
import { claimAgain } from "../../contract/checkpoints/task-samples.ts";
import { openRig, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
  await rig.create("t1");
});
afterEach(() => rig.close());

/** The rig's log, which counts what is read of it. */
function countingLog(): { events: EventLog; readAfter: number[] } {
  const readAfter: number[] = [];
  const { events } = rig.stores;
  const read: EventLog["read"] = (taskId, afterId, limit) => {
    readAfter.push(afterId);
    return events.read(taskId, afterId, limit);
  };
  return { events: { ...events, read }, readAfter };
}

async function rowOf(id: string): Promise<TaskRow> {
  const row = await rig.stores.tasks.get(id);
  if (!row) throw new Error(`There is no task ${id}.`);
  return row;
}

describe("the view of a task", () => {
  it("waits for its turn before anything was told", async () => {
    const view = await createTaskViews(rig.stores).of(await rowOf("t1"));
    expect(view).toMatchObject({ id: "t1", status: "queued", progress: 0, result: null });
  });

  it("reads only what is new of its log", async () => {
    const { events, readAfter } = countingLog();
    const views = createTaskViews({ tasks: rig.stores.tasks, events });
    const fence = await claimAgain(rig.stores, "t1");
    const { request } = await rowOf("t1");
    const at = new Date().toISOString();
    const start = { id: 1, taskId: "t1", at, event: "task-start" as const, data: { request, vendors: {} } };
    await rig.stores.events.append(fence, [start]);
    expect((await views.of(await rowOf("t1"))).stage).toBe("planning");
    const step = { step: "scene_generator" as const, scene: null };
    await rig.stores.events.append(fence, [{ id: 2, taskId: "t1", at, event: "step-start", data: step }]);
    expect((await views.of(await rowOf("t1"))).stage).toBe("scene_breakdown");
    await views.of(await rowOf("t1"));
    expect(readAfter).toEqual([0, 1, 2]);
  });

  it("is cancelling while its end is asked for", async () => {
    const row = await rig.stores.tasks.requestCancel("t1");
    expect(row && (await createTaskViews(rig.stores).of(row)).status).toBe("cancelling");
  });

  it("does not take a task for the deleted one whose name it has", async () => {
    const views = createTaskViews(rig.stores);
    const fence = await claimAgain(rig.stores, "t1");
    const old = await rowOf("t1");
    const at = new Date().toISOString();
    const data = { request: old.request, vendors: {} };
    await rig.stores.events.append(fence, [{ id: 1, taskId: "t1", at, event: "task-start", data }]);
    expect((await views.of(await rowOf("t1"))).status).toBe("running");
    await rig.stores.tasks.finish(fence, anEnd("t1", 2));
    await rig.stores.tasks.delete("t1");
    await rig.create("t1");
    expect((await views.of(await rowOf("t1"))).status).toBe("queued");
  });

  it("has a snapshot with the log's last id, and none for a task that is not there", async () => {
    const views = createTaskViews(rig.stores);
    expect(await views.snapshot("nobody")).toBeNull();
    expect(await views.snapshot("t1")).toBeNull();
    const fence = await claimAgain(rig.stores, "t1");
    const { request } = await rowOf("t1");
    const at = new Date().toISOString();
    await rig.stores.events.append(fence, [
      { id: 1, taskId: "t1", at, event: "task-start", data: { request, vendors: {} } },
    ]);
    expect(await views.snapshot("t1")).toMatchObject({ id: 1, event: "snapshot", data: { task: { id: "t1" } } });
  });
});
