import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CommandLineAgent } from "../../bin/main.ts";
import type { RunOptions } from "../../graph/agent.ts";
import { type PixoraError, type Problem, toProblem } from "../../models/error.ts";
import type { TaskEvent, TaskEventBody } from "../../models/event.ts";
import { type VariantChanges, VideoRequest, type VideoRequestInput } from "../../models/request.ts";
import type { TaskResult } from "../../models/task.ts";
import type { ResumeOptions } from "../../server/tasks/resume-options.ts";
import type { KeptTask } from "../../server/tasks/task-reader.ts";

export interface Script {
  notices?: string[];
  scenes?: number;
  degraded?: TaskResult["degraded"];
  /** The task ends with this. */
  problem?: Problem;
  /** What the task costs, from its plan on. */
  spentUsd?: number;
  reservedUsd?: number;
  /** The task ends with this bug. */
  bug?: Error;
  /** What happens can be told no more because of this, before the task has ended. */
  breaks?: PixoraError;
  /** Of the finished video. */
  sha256?: string;
  /** There is no task because of this. */
  refusal?: PixoraError;
  /** Tasks that are known, by their names. */
  kept?: Record<string, KeptTask>;
  /** No task can be looked up any more, once a variant was begun, because of this. */
  lost?: PixoraError;
  hazards?: string[];
  /** Learns what is to be gone on with, and how. */
  onResume?: (taskId: string, options: ResumeOptions) => void;
  /** Learns of what a variant is to be made, and how. */
  onVariant?: (taskId: string, changes: VariantChanges, options: RunOptions) => void;
  /** The scenes never become ready: only a cancellation ends the task. */
  hangs?: boolean;
  /** Learns what it was asked. */
  onRequest?: (request: VideoRequestInput, options: { folder?: string; taskId?: string }) => void;
}

/** An agent that plays a film's events without making one. */
export function scriptedAgent(script: Script = {}): CommandLineAgent {
  const kept = script.kept ?? {};
  let isLost = false;
  return {
    notices: script.notices ?? [],
    async *stream(input, options = {}) {
      script.onRequest?.(input, options);
      if (script.refusal) throw script.refusal;
      yield* play(script, VideoRequest.parse(input), options);
    },
    async *resume(taskId, options = {}) {
      script.onResume?.(taskId, options);
      if (script.refusal) throw script.refusal;
      yield* play(script, VideoRequest.parse({ prompt: "a fox" }), { ...options, taskId });
    },
    async *variant(sourceId, changes, options = {}) {
      script.onVariant?.(sourceId, changes, options);
      isLost = script.lost !== undefined;
      yield* play(script, VideoRequest.parse({ prompt: "a fox", ...changes }), { ...options, variantOf: sourceId });
    },
    task: async (taskId) => {
      if (isLost) throw script.lost;
      return kept[taskId] ?? null;
    },
    recent: async () => Object.values(kept).map(({ task }) => ({ ...task, variantOf: task.variantOf ?? null })),
    hazards: async () => script.hazards ?? [],
    close: async () => {},
    estimate: async () => ({
      totalUsd: { min: 0, max: 1.25 },
      capabilities: [
        { capability: "image", vendor: "draft", units: 5, minUsd: 0, maxUsd: 0 },
        { capability: "speech", vendor: "elsewhere", units: 5, minUsd: 0, maxUsd: 1.25 },
      ],
    }),
  };
}

interface Play {
  script: Script;
  request: VideoRequest;
  taskId: string;
  folder: string;
  signal: AbortSignal;
  variantOf: string | undefined;
}

async function* play(
  script: Script,
  request: VideoRequest,
  options: RunOptions & { variantOf?: string },
): AsyncGenerator<TaskEvent> {
  const { taskId = "t1", folder = "/nowhere", signal = new AbortController().signal, variantOf } = options;
  let id = 0;
  for await (const body of tell({ script, request, taskId, folder, signal, variantOf })) {
    id += 1;
    if (script.bug && body.event === "task-end") options.onBug?.(script.bug);
    yield { id, taskId, at: new Date(1_000 * id).toISOString(), ...body };
  }
}

async function* tell({ script, request, variantOf, signal, ...place }: Play): AsyncGenerator<TaskEventBody> {
  const { scenes = 3, problem, bug, breaks, sha256 = "0" } = script;
  const source = variantOf !== undefined && { variantOf };
  yield { event: "task-start", data: { request, vendors: { image: "draft" }, ...source } };
  yield { event: "step-start", data: { step: "planner", scene: null } };
  yield { event: "plan-ready", data: { revision: 1, steps: PLAN } };
  yield { event: "step-end", data: { step: "planner", scene: null, seconds: 0.1, degraded: [] } };
  const { spentUsd = 0, reservedUsd = 0 } = script;
  yield { event: "cost-update", data: { estimatedUsd: 2, reservedUsd, spentUsd, budgetUsd: null } };
  const titles = Array.from({ length: scenes }, (_, index) => ({ index, title: `Part ${index + 1}` }));
  const written = { step: "scene_generator" as const, scene: null };
  yield { event: "step-start", data: written };
  yield { event: "step-progress", data: { ...written, message: "written", fraction: 0.9, scenes: titles } };
  yield { event: "step-end", data: { ...written, seconds: 0.2, degraded: [] } };
  for (const { index } of titles) yield* tellScene(index, script);
  if (script.hangs) await untilAborted(signal);
  if (signal.aborted) return yield ending("cancelled", null, CANCELLED);
  if (breaks) throw breaks;
  if (bug) return yield ending("failed", null, toProblem(bug));
  if (problem) return yield ending(problem.code === "in_doubt" ? "needs_attention" : "failed", null, problem);
  yield ending("completed", await writeFilm(place, sha256, script.degraded ?? []), null);
}

/** Waits with something open, as a film under way has. */
async function untilAborted(signal: AbortSignal): Promise<void> {
  const open = setInterval(() => {}, 1000);
  if (!signal.aborted) await once(signal, "abort");
  clearInterval(open);
}

async function* tellScene(scene: number, { hangs, degraded = [] }: Script): AsyncGenerator<TaskEventBody> {
  const step = { step: "scene_asset_generator" as const, scene };
  yield { event: "step-start", data: step };
  yield { event: "step-progress", data: { ...step, message: "drawing", fraction: 0.5 } };
  if (hangs) return;
  const lost = degraded.filter((loss) => loss.scene === scene);
  yield { event: "step-end", data: { ...step, seconds: 1.5, degraded: lost } };
}

const PLAN = [
  { tool: "scene_generator" as const, after: [] },
  { tool: "scene_asset_generator" as const, after: ["scene_generator" as const] },
  { tool: "video_composer" as const, after: ["scene_asset_generator" as const] },
];
const CANCELLED: Problem = { code: "cancelled", message: "The task was cancelled.", retryable: false };

function ending(
  status: "completed" | "failed" | "cancelled" | "needs_attention",
  result: TaskResult | null,
  error: Problem | null,
): TaskEventBody {
  return { event: "task-end", data: { status, result, error } };
}

async function writeFilm(
  { taskId, folder }: Pick<Play, "taskId" | "folder">,
  sha256: string,
  degraded: TaskResult["degraded"],
): Promise<TaskResult> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "video.mp4"), "x".repeat(1_500_000));
  const manifest = { taskId, credits: ["Somebody"], video: { sha256 } };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  return {
    videoUrl: join(folder, "video.mp4"),
    posterUrl: join(folder, "poster.jpg"),
    captions: { srt: join(folder, "captions.srt"), vtt: join(folder, "captions.vtt") },
    manifestUrl: join(folder, "manifest.json"),
    durationSeconds: 30,
    width: 1280,
    height: 720,
    degraded,
  };
}
