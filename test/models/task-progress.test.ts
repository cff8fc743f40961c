import { describe, expect, it } from "vitest";
import type { TaskEvent, TaskEventBody } from "../../models/event.ts";
import { VideoRequest } from "../../models/request.ts";
import { Task } from "../../models/task.ts";
import { reduceTask, type TaskProgress } from "../../models/task-progress.ts";

const request = VideoRequest.parse({ prompt: "A fox", budgetUsd: 2 });
const at = (id: number) => new Date(1_000 * id).toISOString();

/** A reducer that changed what it was given would throw. */
function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

function play(bodies: TaskEventBody[]): TaskProgress[] {
  let progress: TaskProgress | null = null;
  return bodies.map((body, position) => {
    const event: TaskEvent = { id: position + 1, taskId: "t1", at: at(position), ...body };
    progress = reduceTask(progress, event);
    if (progress === null) throw new Error("The log begins with its task-start.");
    return frozen(progress);
  });
}

const last = (bodies: TaskEventBody[]): Task => play(bodies).at(-1)?.task ?? expect.fail("no events");

const start: TaskEventBody = { event: "task-start", data: { request, vendors: {} } };
const plan: TaskEventBody = {
  event: "plan-ready",
  data: {
    revision: 1,
    steps: [
      { tool: "scene_generator", after: [] },
      { tool: "scene_asset_generator", after: ["scene_generator"] },
      { tool: "video_composer", after: ["scene_asset_generator"] },
    ],
  },
};
type Step = Extract<TaskEventBody, { event: "step-start" }>["data"];
const began = (step: Step["step"], scene: number | null = null): TaskEventBody => ({
  event: "step-start",
  data: { step, scene },
});
const ended = (step: Step["step"], scene: number | null = null): TaskEventBody => ({
  event: "step-end",
  data: { step, scene, seconds: 1, degraded: [] },
});
const reached = (step: Step["step"], scene: number | null, fraction: number): TaskEventBody => ({
  event: "step-progress",
  data: { step, scene, fraction, message: "working" },
});
const failed = (step: Step["step"], scene: number | null): TaskEventBody => ({
  event: "step-error",
  data: { step, scene, error: { code: "vendor_failed", message: "broke", retryable: true } },
});
const scenes: TaskEventBody = {
  event: "step-progress",
  data: {
    step: "scene_generator",
    scene: null,
    fraction: 0.9,
    message: "2 scenes",
    scenes: [
      { index: 0, title: "Dawn" },
      { index: 1, title: "Dusk" },
    ],
  },
};
const opening = [
  start,
  began("planner"),
  plan,
  ended("planner"),
  began("scene_generator"),
  scenes,
  ended("scene_generator"),
];
const wholeFilm: TaskEventBody[] = [
  ...opening,
  began("scene_asset_generator", 1),
  began("scene_asset_generator", 0),
  reached("scene_asset_generator", 1, 0.5),
  ended("scene_asset_generator", 1),
  failed("scene_asset_generator", 0),
  began("scene_asset_generator", 0),
  ended("scene_asset_generator", 0),
  began("video_composer"),
  reached("video_composer", null, 0.5),
  ended("video_composer"),
  {
    event: "task-end",
    data: {
      status: "completed",
      error: null,
      result: {
        videoUrl: "/out/video.mp4",
        posterUrl: "/out/poster.jpg",
        captions: null,
        manifestUrl: "/out/manifest.json",
        durationSeconds: 30,
        width: 1280,
        height: 720,
        degraded: [],
      },
    },
  },
];

describe("reduceTask", () => {
  it("knows nothing before the task starts", () => {
    expect(reduceTask(null, { id: 1, taskId: "t1", at: at(0), ...began("planner") })).toBeNull();
  });

  it("gives a whole task after every event", () => {
    for (const { task } of play(wholeFilm)) expect(Task.parse(task)).toEqual(task);
  });

  it("counts from 0 to 100, never falls, and has 100 only when the task is completed", () => {
    const counts = play(wholeFilm).map(({ task }) => task.progress);
    expect(counts[0]).toBe(0);
    expect(counts.at(-1)).toBe(100);
    expect(counts.at(-2)).toBe(99);
    expect(counts).toEqual([...counts].sort((left, right) => left - right));
    expect(new Set(counts).size).toBeGreaterThan(7);
  });

  it("goes through the stages in order", () => {
    const stages = play(wholeFilm).map(({ task }) => task.stage);
    expect([...new Set(stages)]).toEqual([
      "planning",
      "scene_breakdown",
      "asset_generation",
      "video_composition",
      "publishing",
    ]);
  });

  it("follows each scene, a failed one too", () => {
    const statuses = play(wholeFilm).map(({ task }) => task.scenes.map((scene) => scene.status).join(" "));
    expect([...new Set(statuses)]).toEqual([
      "",
      "waiting waiting",
      "waiting running",
      "running running",
      "running done",
      "failed done",
      "done done",
    ]);
    expect(last(wholeFilm).scenes.map((scene) => scene.title)).toEqual(["Dawn", "Dusk"]);
  });

  it("shows a scene's still as soon as it is there", () => {
    const provenance = { vendor: "draft", model: "m", prompt: "p", seed: 1, requestId: null, costUsd: 0, credits: [] };
    const asset = { key: "assets/a.png", sha256: "0".repeat(64), bytes: 1, mediaType: "image/png", provenance };
    const ready = (kind: "still" | "narration"): TaskEventBody => ({
      event: "asset-ready",
      data: { step: "scene_asset_generator", scene: 1, asset: { ...asset, kind } },
    });
    expect(last([...opening, ready("narration")]).scenes[1]?.thumbnail).toBeNull();
    expect(last([...opening, ready("still")]).scenes[1]?.thumbnail).toBe("assets/a.png");
  });

  it("has all scenes done under a plan that makes none of them", () => {
    const composing: TaskEventBody = {
      event: "plan-ready",
      data: { revision: 1, steps: [{ tool: "video_composer", after: [] }] },
    };
    const variant: TaskEventBody = { event: "task-start", data: { request, vendors: {}, variantOf: "t0" } };
    const told = play([variant, began("planner"), scenes, composing, ended("planner"), began("video_composer")]);
    expect(told.at(2)?.task.scenes.map(({ status }) => status)).toEqual(["waiting", "waiting"]);
    const task = told.at(-1)?.task;
    expect(task).toMatchObject({ variantOf: "t0", stage: "video_composition", progress: 11 });
    expect(task?.scenes.map(({ status }) => status)).toEqual(["done", "done"]);
  });

  it("keeps the cost and the end", () => {
    const cost = { estimatedUsd: 1, reservedUsd: 0, spentUsd: 0.5, budgetUsd: 2 };
    const error = { code: "cancelled" as const, message: "The task was cancelled.", retryable: false };
    const task = last([
      ...opening,
      { event: "cost-update", data: cost },
      { event: "task-end", data: { status: "cancelled", result: null, error } },
    ]);
    expect(task).toMatchObject({ cost, error, status: "cancelled", result: null });
    expect(task.progress).toBeLessThan(100);
  });

  it("takes a snapshot for the whole truth", () => {
    const snapshot = { ...last(opening), progress: 42 };
    const event: TaskEvent = { id: 9, taskId: "t1", at: at(9), event: "snapshot", data: { task: snapshot } };
    expect(reduceTask(null, event)?.task).toEqual(snapshot);
  });
});
