import type { TaskEvent } from "./event.ts";
import { ToolName } from "./plan.ts";
import type { Task, TaskScene, TaskStage } from "./task.ts";

/** The step that an event speaks of. `scene` is null for a step over the whole film. */
export interface StepRef {
  step: ToolName | "planner";
  scene: number | null;
}

/** How far one step is. */
export interface StepWork extends StepRef {
  status: "running" | "done" | "failed";
  /** 0 to 1. */
  fraction: number;
  /** What is being done, for people; empty when nothing was said. */
  message: string;
}

/** A task as its events tell it, with what is needed to read the next event. */
export interface TaskProgress {
  task: Task;
  /** The tools of the plan in force; empty before the first one. */
  planned: readonly ToolName[];
  /** Every step that began, in that order. */
  work: readonly StepWork[];
}

/** Shares of a film's time, as a draft spends it. Only their proportions matter. */
const WEIGHTS: Record<ToolName | "planner", number> = {
  planner: 2,
  scene_generator: 4,
  character_generator: 6,
  scene_asset_generator: 66,
  music_generator: 7,
  video_composer: 15,
};

const STAGES: Record<ToolName | "planner", TaskStage> = {
  planner: "planning",
  scene_generator: "scene_breakdown",
  character_generator: "character_generation",
  scene_asset_generator: "asset_generation",
  music_generator: "music_generation",
  video_composer: "video_composition",
};

/**
 * The task after one more event of its log. Pure: the same events give the same task, live or replayed.
 * Null until the `task-start`, or a `snapshot`, has come.
 */
export function reduceTask(progress: TaskProgress | null, event: TaskEvent): TaskProgress | null {
  if (event.event === "task-start") return startOf(event);
  if (event.event === "snapshot") return { ...(progress ?? { planned: [], work: [] }), task: event.data.task };
  if (progress === null) return null;
  const next = applyEvent(progress, event);
  return { ...next, task: { ...next.task, ...measure(next), updatedAt: event.at } };
}

function startOf({ taskId, at, data }: Extract<TaskEvent, { event: "task-start" }>): TaskProgress {
  const { request, variantOf } = data;
  const task: Task = {
    id: taskId,
    status: "running",
    stage: "planning",
    progress: 0,
    scenes: [],
    cost: { estimatedUsd: 0, reservedUsd: 0, spentUsd: 0, budgetUsd: request.budgetUsd },
    result: null,
    error: null,
    request,
    ...(variantOf && { variantOf }),
    createdAt: at,
    updatedAt: at,
  };
  return { task, planned: [], work: [] };
}

function applyEvent(progress: TaskProgress, event: TaskEvent): TaskProgress {
  const { task } = progress;
  switch (event.event) {
    case "plan-ready":
      return withPlan(
        progress,
        event.data.steps.map((step) => step.tool),
      );
    case "step-start":
      return withWork(progress, { ...refOf(event.data), status: "running", fraction: 0, message: "" });
    case "step-progress": {
      const { message, fraction, scenes } = event.data;
      const told = scenes ? { ...progress, task: { ...task, scenes: scenes.map(waitingScene) } } : progress;
      return withWork(told, { ...refOf(event.data), status: "running", fraction, message });
    }
    case "step-end":
      return withWork(progress, { ...refOf(event.data), status: "done", fraction: 1, message: "" });
    case "step-error":
      return withWork(progress, {
        ...refOf(event.data),
        status: "failed",
        fraction: 0,
        message: event.data.error.message,
      });
    case "asset-ready": {
      const { scene, asset } = event.data;
      if (scene === null || asset.kind !== "still") return progress;
      return withScene(progress, scene, { thumbnail: asset.key });
    }
    case "cost-update":
      return { ...progress, task: { ...task, cost: event.data } };
    case "task-end":
      return { ...progress, task: { ...task, ...event.data } };
    default:
      return progress;
  }
}

/** Scenes that no step of the plan makes are there already. */
function withPlan(progress: TaskProgress, planned: readonly ToolName[]): TaskProgress {
  if (planned.includes("scene_asset_generator")) return { ...progress, planned };
  const scenes = progress.task.scenes.map((scene) => ({ ...scene, status: "done" as const }));
  return { ...progress, planned, task: { ...progress.task, scenes } };
}

function refOf({ step, scene }: StepRef): StepRef {
  return { step, scene };
}

function withWork(progress: TaskProgress, work: StepWork): TaskProgress {
  const position = progress.work.findIndex((known) => known.step === work.step && known.scene === work.scene);
  const all = position < 0 ? [...progress.work, work] : progress.work.with(position, work);
  const next = { ...progress, work: all };
  return work.scene === null ? next : withScene(next, work.scene, { status: work.status });
}

function withScene(progress: TaskProgress, index: number, change: Partial<TaskScene>): TaskProgress {
  const { scenes } = progress.task;
  const known = scenes.find((scene) => scene.index === index) ?? waitingScene({ index, title: "" });
  const others = scenes.filter((scene) => scene.index !== index);
  const all = [...others, { ...known, ...change }].sort((left, right) => left.index - right.index);
  return { ...progress, task: { ...progress.task, scenes: all } };
}

function waitingScene({ index, title }: Pick<TaskScene, "index" | "title">): TaskScene {
  return { index, title, status: "waiting", thumbnail: null };
}

/** Stage and percentage. A repeated step never makes the percentage fall; only a completed task has 100. */
function measure(progress: TaskProgress): Pick<Task, "stage" | "progress"> {
  const { task } = progress;
  const steps: readonly (ToolName | "planner")[] = [
    "planner",
    ...(progress.planned.length ? progress.planned : ToolName.options),
  ];
  const total = steps.reduce((sum, step) => sum + WEIGHTS[step], 0);
  const done = steps.reduce((sum, step) => sum + WEIGHTS[step] * fractionOf(progress, step), 0);
  const percent = task.status === "completed" ? 100 : Math.min(99, Math.floor((100 * done) / total));
  return { stage: stageOf(progress, steps), progress: Math.max(task.progress, percent) };
}

function fractionOf({ work, task }: TaskProgress, step: ToolName | "planner"): number {
  const parts = work.filter((part) => part.step === step);
  const sum = parts.reduce((total, part) => total + part.fraction, 0);
  const overScenes = parts.some((part) => part.scene !== null);
  return overScenes ? sum / Math.max(parts.length, task.scenes.length) : sum;
}

/** The earliest stage that is at work; what was left behind is not shown again. */
function stageOf(progress: TaskProgress, steps: readonly (ToolName | "planner")[]): TaskStage {
  const running = steps.find((step) => isAtWork(progress, step));
  if (running) return STAGES[running];
  return fractionOf(progress, "video_composer") === 1 ? "publishing" : progress.task.stage;
}

function isAtWork(progress: TaskProgress, step: ToolName | "planner"): boolean {
  const began = progress.work.some((part) => part.step === step);
  return began && fractionOf(progress, step) < 1;
}
