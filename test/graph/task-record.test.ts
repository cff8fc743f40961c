import { describe, expect, it } from "vitest";
import { createTaskRecord, type TaskEnd } from "../../graph/task-record.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent, TaskEventBody } from "../../models/event.ts";
import type { Task } from "../../models/task.ts";
import type { Records } from "../../providers/types.ts";
import { aTask } from "../task-sample.ts";

const unknown = { owner: null, before: null };
const calm = new AbortController().signal;
const numbered = (body: TaskEventBody): TaskEvent => ({
  id: 1,
  taskId: "one",
  at: "2026-11-22T12:00:00.000Z",
  ...body,
});
const start = numbered({ event: "task-start", data: { request: aTask().request, vendors: {} } });
const begins = (step: "scene_generator" | "scene_asset_generator" | "video_composer") =>
  numbered({ event: "step-start", data: { step, scene: null } });
const ends = (step: "scene_generator" | "scene_asset_generator") =>
  numbered({ event: "step-end", data: { step, scene: null, seconds: 1, degraded: [] } });
const { result } = aTask({ status: "completed" });
const end: TaskEnd = { event: "task-end", data: { status: "completed", result, error: null } };

/** Records of a test: `answer` decides about each save. */
function records(answer: (task: Task) => Promise<void> = async () => {}) {
  const saved: Task[] = [];
  const kept: Records = {
    vendor: "test",
    async save(task) {
      saved.push(task);
      await answer(task);
    },
    remove: async () => {},
  };
  return { kept, saved };
}

describe("the record of a task", () => {
  it("is written at the start, with each new stage and at the end", async () => {
    const { kept, saved } = records();
    const record = createTaskRecord(kept, unknown);
    record.note(start);
    await record.begin(calm);
    record.note(begins("scene_generator"));
    expect(await record.end(end)).toEqual(end);
    expect(saved.map(({ status, stage }) => `${status} ${stage}`)).toEqual([
      "running planning",
      "running scene_breakdown",
      expect.stringMatching(/^completed/),
    ]);
  });

  it("leaves out a stage that is past when its turn comes, so that a slow record holds no film up", async () => {
    let answer = () => {};
    const slow = new Promise<void>((settle) => {
      answer = settle;
    });
    const { kept, saved } = records(({ stage }) => (stage === "scene_breakdown" ? slow : Promise.resolve()));
    const record = createTaskRecord(kept, unknown);
    record.note(start);
    await record.begin(calm);
    record.note(begins("scene_generator"));
    await Promise.resolve();
    for (const event of [ends("scene_generator"), begins("scene_asset_generator")]) record.note(event);
    for (const event of [ends("scene_asset_generator"), begins("video_composer")]) record.note(event);
    answer();
    await record.end(end);
    const stages = saved.filter(({ status }) => status === "running").map(({ stage }) => stage);
    expect(stages).toEqual(["planning", "scene_breakdown", "video_composition"]);
  });

  it("that cannot be written at the start stops the film before anything is bought", async () => {
    const refused = new PixoraError("account_refused", "The key is refused.");
    const record = createTaskRecord(records(() => Promise.reject(refused)).kept, unknown);
    record.note(start);
    await expect(record.begin(calm)).rejects.toBe(refused);
  });

  it.each([new PixoraError("vendor_failed", "Down."), new TypeError("Down.")])(
    "that cannot be written at the end costs no film its end: %s",
    async (error) => {
      const record = createTaskRecord(
        records(({ status }) => (status === "completed" ? Promise.reject(error) : Promise.resolve())).kept,
        unknown,
      );
      record.note(start);
      await record.begin(calm);
      const told = await record.end(end);
      expect(told).toMatchObject({ event: "task-end", data: { status: "completed", error: null } });
      expect(JSON.stringify(told)).toContain('"wanted":"a record of the film","got":"the film alone","reason":"Down."');
    },
  );
});
