/** The shapes of answers, as clients see them: no path of this machine, no key of a storage. */
import { z } from "zod";
import { Estimate } from "../../models/estimate.ts";
import { TaskEventBody } from "../../models/event.ts";
import { OperationInDoubt } from "../../models/operation.ts";
import { VariantChanges, VideoRequest } from "../../models/request.ts";
import { Task, TaskScene } from "../../models/task.ts";
import { ResumeWishes } from "../tasks/resume-options.ts";
import { ProblemDetails } from "./problem.ts";

/** A task of the service. */
export const PublicTask = Task.extend({
  scenes: z.array(TaskScene.extend({ thumbnail: z.string().nullable().describe("URL of the scene's picture") })),
  inDoubt: z.array(OperationInDoubt).describe("what its owner has to decide about while it is `needs_attention`"),
});
export type PublicTask = z.infer<typeof PublicTask>;

export const TaskPage = z.object({ data: z.array(PublicTask), nextCursor: z.string().nullable() });

const Place = { id: z.int().min(1), taskId: z.string(), at: z.iso.datetime() };
const [first, ...others] = TaskEventBody.options.map((body) => z.object({ ...Place, ...body.shape }));
/** An event of a task: the `data` of one Server-Sent Event. */
export const PublicEvent = z.union(first ? [first, ...others] : []);
export const EventPage = z.object({
  data: z.array(PublicEvent),
  nextCursor: z.string().nullable().describe("`lastEventId` of the next page; null when there is nothing newer"),
});

/** What a `webhookUrl` is told of the end of its task. */
export const TaskWebhook = z.object({
  type: z.enum(["task.completed", "task.failed", "task.cancelled", "task.needs_attention"]),
  timestamp: z.iso.datetime().describe("when the task has ended"),
  taskId: z.string(),
  task: PublicTask.omit({ inDoubt: true }),
});

export const Health = z.object({ status: z.literal("ok") });
export const Readiness = z.object({
  status: z.enum(["ready", "not_ready"]),
  problems: z.array(z.string()).describe("what keeps it from its work, each with what to do"),
  warnings: z.array(z.string()).describe("what is wrong and does not keep it from its work"),
});

/** What has a name of its own in the OpenAPI document. */
export const NAMED_ANSWERS = {
  Task: PublicTask,
  TaskPage,
  TaskEvent: PublicEvent,
  EventPage,
  Estimate,
  Problem: ProblemDetails,
  TaskWebhook,
  Health,
  Readiness,
};
export const NAMED_BODIES = { VideoRequest, VariantChanges, ResumeWishes };
