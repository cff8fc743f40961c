import { join, resolve } from "node:path";
import { type BaseCheckpointSaver, MemorySaver } from "@langchain/langgraph";
import { createMedia } from "../media/index.ts";
import type { Config } from "../models/config.ts";
import { PixoraError, type Problem } from "../models/error.ts";
import type { Estimate } from "../models/estimate.ts";
import type { TaskEvent } from "../models/event.ts";
import type { VideoRequestInput } from "../models/request.ts";
import { TaskId } from "../models/task.ts";
import type { Film, Manifest } from "../models/video.ts";
import { createServices, type Equipment, type Services } from "../nodes/services.ts";
import { createProviders } from "../providers/index.ts";
import { estimatePrice, refuseUnaffordable } from "../tools/estimate.ts";
import { checkRequest } from "../tools/request-check.ts";
import { createGraph, type VideoGraph } from "./graph.ts";
import { finalState, newTaskId, type PricedRequest, type RunOptions, runTask } from "./task-run.ts";

export type { RunOptions } from "./task-run.ts";

export interface FinishedTask {
  taskId: string;
  film: Film;
  manifest: Manifest;
}

/** The programmatic face of Pixora. One agent can make many films, also side by side. */
export interface VideoAgent {
  /**
   * Makes a film and tells what happens, from `task-start` to `task-end`.
   * Rejects only for a request that cannot become a task; a task that fails ends with a `task-end` that says why.
   * Leaving the loop early cancels the task.
   */
  stream(request: VideoRequestInput, options?: RunOptions): AsyncGenerator<TaskEvent, void, undefined>;
  /** Makes a film. Rejects with the task's error when it does not complete. */
  generate(request: VideoRequestInput, options?: RunOptions): Promise<FinishedTask>;
  /** The price before the start. Spends nothing. */
  estimate(request: VideoRequestInput): Promise<Estimate>;
  /** The compiled graph, for `invoke` and `stream` with `{ configurable: { thread_id } }`. */
  readonly graph: VideoGraph;
  /** What a user should know before the start, such as capabilities that have no key. */
  readonly notices: readonly string[];
}

export interface AgentParts extends Equipment {
  notices?: readonly string[];
  /** Where the graph's progress is kept; in memory when absent. */
  checkpointer?: BaseCheckpointSaver;
}

export function createAgent({ notices = [], checkpointer = new MemorySaver(), ...parts }: AgentParts): VideoAgent {
  const services = createServices(parts);
  const graph = createGraph(services, checkpointer);

  async function* stream(input: VideoRequestInput, options: RunOptions = {}) {
    refuseOddName(options.taskId);
    const checked = await affordable(input, services);
    yield* runTask(graph, services, checked, options);
  }

  return {
    stream,
    async generate(input, options = {}) {
      const taskId = options.taskId ?? newTaskId();
      for await (const event of stream(input, { ...options, taskId })) {
        if (event.event === "task-end" && event.data.error) throw errorOf(event.data.error);
      }
      const { film, manifest } = await finalState(graph, taskId);
      if (!film || !manifest) throw new PixoraError("internal", "The task ended without a film.");
      return { taskId, film, manifest };
    },
    async estimate(input) {
      return estimatePrice(await checkRequest(input, services.providers), services.providers);
    },
    graph,
    notices,
  };
}

/** An agent from a config: the vendors that have keys, the draft vendor for the rest. */
export function createVideoAgent(config: Config): VideoAgent {
  const dataDir = resolve(config.dataDir);
  const { providers, notices, readsForeignFiles } = createProviders({ ...config, dataDir });
  const media = createMedia({ ffmpegPath: config.ffmpegPath, workFolder: join(dataDir, "work"), readsForeignFiles });
  return createAgent({ providers, media, notices, outputFolder: (taskId) => resolve("out", taskId) });
}

function refuseOddName(taskId: string | undefined): void {
  if (taskId === undefined) return;
  const { error } = TaskId.safeParse(taskId);
  if (error) throw new PixoraError("invalid_request", `taskId: ${error.issues[0]?.message}`);
}

/** A checked request whose price its budget covers. */
async function affordable(input: VideoRequestInput, { providers }: Services): Promise<PricedRequest> {
  const checked = await checkRequest(input, providers);
  const price = estimatePrice(checked, providers);
  refuseUnaffordable(checked.request, price);
  return { ...checked, price };
}

function errorOf({ code, message, retryable }: Problem): PixoraError {
  return new PixoraError(code, message, { retryable });
}
