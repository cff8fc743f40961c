import { z } from "zod";
import { Asset } from "./asset.ts";
import { ToolName } from "./plan.ts";
import { Problem } from "./problem.ts";
import { VideoRequest } from "./request.ts";
import { Task, TaskCost, TaskResult, TaskStatus } from "./task.ts";
import { Degradation } from "./video.ts";

/** Which step speaks: the tool, or the planner, and the scene it works on. */
const Step = z.object({ step: z.union([ToolName, z.literal("planner")]), scene: z.int().min(0).nullable() });

const SceneTitle = z.object({ index: z.int().min(0), title: z.string() });

/** What happens to a task, without its place in the log. One entry of `data` for each `event`. */
export const TaskEventBody = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("task-start"),
    data: z.object({
      request: VideoRequest,
      vendors: z.record(z.string(), z.string()),
      /** The task whose film this one puts together otherwise; absent for a film of its own. */
      variantOf: z.string().optional(),
    }),
  }),
  z.object({
    event: z.literal("plan-ready"),
    data: z.object({
      revision: z.int().min(1),
      steps: z.array(z.object({ tool: ToolName, after: z.array(ToolName) })),
    }),
  }),
  z.object({ event: z.literal("step-start"), data: Step }),
  z.object({
    event: z.literal("step-progress"),
    data: Step.extend({
      /** What is being done, for people. */
      message: z.string(),
      /** Share of the step that is done, 0 to 1. */
      fraction: z.number().min(0).max(1),
      /** The scenes, once they are written. */
      scenes: z.array(SceneTitle).optional(),
    }),
  }),
  z.object({
    event: z.literal("step-end"),
    data: Step.extend({ seconds: z.number().min(0), degraded: z.array(Degradation) }),
  }),
  z.object({ event: z.literal("step-error"), data: Step.extend({ error: Problem }) }),
  z.object({ event: z.literal("asset-ready"), data: Step.extend({ asset: Asset }) }),
  z.object({
    event: z.literal("segment-ready"),
    data: z.object({ scene: z.int().min(0), piece: z.enum(["body", "transition"]), frames: z.int().min(1) }),
  }),
  z.object({ event: z.literal("cost-update"), data: TaskCost }),
  z.object({
    event: z.literal("task-end"),
    data: z.object({ status: TaskStatus, result: TaskResult.nullable(), error: Problem.nullable() }),
  }),
  z.object({ event: z.literal("snapshot"), data: z.object({ task: Task }) }),
]);
export type TaskEventBody = z.infer<typeof TaskEventBody>;

/** One entry of a task's log. Ids count from 1 without gap. */
export const TaskEvent = z.intersection(
  z.object({ id: z.int().min(1), taskId: z.string(), at: z.iso.datetime() }),
  TaskEventBody,
);
export type TaskEvent = z.infer<typeof TaskEvent>;
