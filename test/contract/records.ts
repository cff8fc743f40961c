import { describe, expect, it } from "vitest";
import { type Task, TaskStage, TaskStatus } from "../../models/task.ts";
import type { Records } from "../../providers/types.ts";
import { aTask } from "../task-sample.ts";

export interface OpenRecords {
  records: Records;
  /** What was recorded of a task, as its reader sees it; null for nothing. */
  readTask(id: string): Promise<Pick<Task, "id" | "status" | "stage" | "progress"> | null>;
  countVideos(id: string): Promise<number>;
}

/** What all records keep, whoever runs them. */
export function describeRecords(name: string, open: () => OpenRecords | Promise<OpenRecords>): void {
  describe(`${name} keep the contract of records`, () => {
    const context = { signal: new AbortController().signal };

    it("a task is recorded as it is now", async () => {
      const { records, readTask } = await open();
      const task = aTask({ id: "now" });
      await records.save(task, null, context);
      await records.save({ ...task, stage: "asset_generation", progress: 40 }, null, context);
      expect(await readTask("now")).toEqual({ id: "now", status: "running", stage: "asset_generation", progress: 40 });
    });

    it("every status and every stage can be recorded", async () => {
      const { records, readTask } = await open();
      const stages = TaskStage.options.map((stage) => ({ status: "running" as const, stage }));
      const statuses = TaskStatus.options.map((status) => ({ status, stage: "publishing" as const }));
      for (const state of [...stages, ...statuses]) {
        const id = `${state.status}-${state.stage}`;
        await records.save(aTask({ id, ...state }), null, context);
        expect(await readTask(id)).toMatchObject(state);
      }
    });

    it("a completed task is one video, however often it is told, and no other task is", async () => {
      const { records, countVideos } = await open();
      await records.save(aTask({ id: "film" }), null, context);
      expect(await countVideos("film")).toBe(0);
      const completed = aTask({ id: "film", status: "completed" });
      await records.save(completed, null, context);
      await records.save(completed, null, context);
      expect(await countVideos("film")).toBe(1);
    });

    it("what was removed is gone, with its video, and removing it again changes nothing", async () => {
      const { records, readTask, countVideos } = await open();
      for (const id of ["gone", "kept"]) await records.save(aTask({ id, status: "completed" }), null, context);
      for (const _time of [1, 2]) await records.remove("gone", context);
      expect(await readTask("gone")).toBeNull();
      expect(await countVideos("gone")).toBe(0);
      expect(await readTask("kept")).not.toBeNull();
      expect(await countVideos("kept")).toBe(1);
    });

    it("a cancelled call records nothing", async () => {
      const { records, readTask } = await open();
      const save = records.save(aTask({ id: "never" }), null, { signal: AbortSignal.abort() });
      await expect(save).rejects.toMatchObject({ code: "cancelled" });
      expect(await readTask("never")).toBeNull();
    });
  });
}
