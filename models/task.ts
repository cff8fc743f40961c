import { z } from "zod";
import { Problem } from "./problem.ts";
import { VideoRequest } from "./request.ts";
import { Degradation } from "./video.ts";

/** A task's name: a folder and a row are called by it. */
export const TaskId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, "must be letters, digits, - and _ only");

export const TaskStatus = z.enum([
  "queued",
  "running",
  "awaiting_review",
  "cancelling",
  "completed",
  "failed",
  "cancelled",
  "needs_attention",
]);
export type TaskStatus = z.infer<typeof TaskStatus>;

export const TaskStage = z.enum([
  "planning",
  "scene_breakdown",
  "character_generation",
  "asset_generation",
  "music_generation",
  "video_composition",
  "publishing",
]);
export type TaskStage = z.infer<typeof TaskStage>;

/** Whether nothing more happens to a task by itself. */
export function hasEnded(status: TaskStatus): boolean {
  return ["completed", "failed", "cancelled", "needs_attention"].includes(status);
}

export const TaskCost = z.object({
  estimatedUsd: z.number().min(0),
  reservedUsd: z.number().min(0),
  spentUsd: z.number().min(0),
  budgetUsd: z.number().min(0).nullable(),
});
export type TaskCost = z.infer<typeof TaskCost>;

export const TaskScene = z.object({
  index: z.int().min(0),
  title: z.string(),
  status: z.enum(["waiting", "running", "done", "failed"]),
  /** The still's storage key once it is there. */
  thumbnail: z.string().nullable(),
});
export type TaskScene = z.infer<typeof TaskScene>;

export const TaskResult = z.object({
  videoUrl: z.string(),
  posterUrl: z.string(),
  captions: z.object({ srt: z.string(), vtt: z.string() }).nullable(),
  manifestUrl: z.string(),
  durationSeconds: z.number().positive(),
  width: z.int(),
  height: z.int(),
  degraded: z.array(Degradation),
});
export type TaskResult = z.infer<typeof TaskResult>;

export const Task = z.object({
  id: z.string(),
  status: TaskStatus,
  stage: TaskStage,
  /** Whole percent, 0 to 100. Never falls. */
  progress: z.int().min(0).max(100),
  scenes: z.array(TaskScene),
  cost: TaskCost,
  result: TaskResult.nullable(),
  error: Problem.nullable(),
  request: VideoRequest,
  /** The task whose film this one puts together otherwise; absent for a film of its own. */
  variantOf: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Task = z.infer<typeof Task>;
