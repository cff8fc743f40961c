import { type Config, readConfig } from "../models/config.ts";
import { openAgent } from "../server/open-agent.ts";
import type { DurableAgent } from "../server/tasks/durable-agent.ts";

export type { FinishedTask, RunOptions } from "../graph/agent.ts";
export type { Config } from "../models/config.ts";
export { PixoraError } from "../models/error.ts";
export type { Estimate } from "../models/estimate.ts";
export type { TaskEvent } from "../models/event.ts";
export type { OperationInDoubt } from "../models/operation.ts";
export type { VariantChanges, VideoRequest, VideoRequestInput } from "../models/request.ts";
export type { Task, TaskResult } from "../models/task.ts";
export { reduceTask, type TaskProgress } from "../models/task-progress.ts";
export type { Film, Manifest } from "../models/video.ts";
export type { DurableAgent as VideoAgent } from "../server/tasks/durable-agent.ts";
export type { ResumeOptions } from "../server/tasks/resume-options.ts";
export type { KeptTask } from "../server/tasks/task-reader.ts";
export type { Worker, WorkerNews } from "../server/tasks/worker.ts";

/**
 * Makes an agent. What the config does not say is taken from the environment.
 * @throws PixoraError `invalid_request` for an environment variable with a value it may not have.
 */
export function createVideoAgent(config: Partial<Config> = {}): DurableAgent {
  return openAgent({ ...readConfig(process.env), ...config });
}
