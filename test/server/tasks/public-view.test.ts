import { describe, expect, it } from "vitest";
import type { TaskEvent } from "../../../models/event.ts";
import { createPublicView } from "../../../server/tasks/public-view.ts";
import { aTask } from "../../task-sample.ts";

const done = aTask({ id: "t1", status: "completed" });
const result = done.result && { ...done.result, videoUrl: "/srv/films/t1/video.mp4", manifestUrl: "/srv/m.json" };
const task = {
  ...done,
  result,
  scenes: [
    { index: 0, title: "One", status: "done" as const, thumbnail: "assets/abc.png" },
    { index: 1, title: "Two", status: "waiting" as const, thumbnail: null },
  ],
};
const head = { id: 9, taskId: "t1", at: "2026-11-22T12:00:00.000Z" };

describe("the public view", () => {
  it("has URLs of the service where a task has paths and keys", () => {
    const shown = createPublicView(null).task(task);
    expect(shown.result).toMatchObject({
      videoUrl: "/ai/tasks/t1/video",
      posterUrl: "/ai/tasks/t1/poster",
      captions: { srt: "/ai/tasks/t1/captions.srt", vtt: "/ai/tasks/t1/captions.vtt" },
      manifestUrl: "/ai/tasks/t1/manifest",
    });
    expect(shown.scenes.map(({ thumbnail }) => thumbnail)).toEqual(["/ai/tasks/t1/assets/abc.png", null]);
    expect(JSON.stringify(shown)).not.toContain("/srv/");
  });

  it("begins links with the public URL", () => {
    expect(createPublicView("https://films.example").task(task).result?.videoUrl).toBe(
      "https://films.example/ai/tasks/t1/video",
    );
  });

  it("shows the end of a task and a snapshot the same way, and leaves other events as they are", () => {
    const view = createPublicView(null);
    const end: TaskEvent = { ...head, event: "task-end", data: { status: "completed", result, error: null } };
    const snapshot: TaskEvent = { ...head, event: "snapshot", data: { task } };
    const start: TaskEvent = { ...head, event: "step-start", data: { step: "planner", scene: null } };
    expect(JSON.stringify([view.event(end), view.event(snapshot)])).not.toContain("/srv/");
    expect(view.event(start)).toBe(start);
  });

  it("shows a task without captions or a film without them", () => {
    const silent = result && { ...result, captions: null };
    expect(createPublicView(null).task({ ...task, result: silent }).result?.captions).toBeNull();
    expect(createPublicView(null).task({ ...task, result: null }).result).toBeNull();
  });
});
