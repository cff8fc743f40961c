import { join, resolve } from "node:path";
import { type BaseCheckpointSaver, MemorySaver } from "@langchain/langgraph";
import { createMedia } from "../media/index.ts";
import type { Config } from "../models/config.ts";
import { PixoraError, type Problem } from "../models/error.ts";
import type { Estimate } from "../models/estimate.ts";
import type { TaskEvent } from "../models/event.ts";
import type { VideoRequestInput } from "../models/request.ts";
import type { Film, Manifest } from "../models/video.ts";
import { createServices, type Equipment, type Services } from "../nodes/services.ts";
import type { FilmState } from "../nodes/state.ts";
import { deadlineAfter } from "../providers/deadline.ts";
import { type ChosenProviders, createProviders } from "../providers/index.ts";
import { estimatePrice, refuseUnaffordable } from "../tools/estimate.ts";
import { checkRequest } from "../tools/request-check.ts";
import { createGraph, type VideoGraph } from "./graph.ts";
import { newTaskId, refuseOddName } from "./task-id.ts";
import { keepInMemory, type TaskKeep } from "./task-keep.ts";
import { type AcceptedRequest, finalState, type PricedRequest, runTask, type TaskRunOptions } from "./task-run.ts";

export interface RunOptions {
  /** Aborts the task: everything it started is stopped and tidied. */
  signal?: AbortSignal;
  /** Name of the task; made up when absent. */
  taskId?: string;
  /** Absolute path of the folder that receives the film. */
  folder?: string;
  /** Handed what was thrown when a bug of ours ends the task: events carry no stack. */
  onBug?: (error: unknown) => void;
}

export interface FinishedTask {
  taskId: string;
  film: Film;
  manifest: Manifest;
}

/** Makes films. One agent can make many, also side by side. What it makes by itself lives and dies with its process. */
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
  /** A checked request whose price its budget covers. Rejects for one that cannot become a task. */
  accept(request: VideoRequestInput): Promise<PricedRequest>;
  /** Carries a task out in what it is kept in (see `runTask`). */
  run(request: AcceptedRequest, keep: TaskKeep, options: TaskRunOptions): AsyncGenerator<TaskEvent, void, undefined>;
  /** The film that a task has ended with; null without one. */
  filmOf(keep: Pick<TaskKeep, "taskId" | "saver">): Promise<FinishedTask | null>;
  /** The graph's state as the last checkpoint of a task has it. */
  stateOf(keep: Pick<TaskKeep, "taskId" | "saver">): Promise<Partial<FilmState>>;
  /** Rejects with what keeps it from making films. */
  ready(): Promise<void>;
  /** Where a film goes that names no folder of its own: an absolute path. */
  outputFolder(taskId: string): string;
  /** The compiled graph, for `invoke` and `stream` with `{ configurable: { thread_id } }`. */
  readonly graph: VideoGraph;
  /** What a user should know before the start, such as capabilities that have no key. */
  readonly notices: readonly string[];
}

export interface AgentParts extends Equipment {
  notices?: readonly string[];
  /** Where the progress of `graph` is kept; in memory when absent. */
  checkpointer?: BaseCheckpointSaver;
}

/** Whoever asks whether all is well waits no longer: milliseconds. */
const READY_MS = 5000;

export function createAgent({ notices = [], checkpointer = new MemorySaver(), ...parts }: AgentParts): VideoAgent {
  const services = createServices(parts);
  const accept = (input: VideoRequestInput) => affordable(input, services);
  const run: VideoAgent["run"] = (request, keep, options) => runTask(services, request, keep, options);
  const stateOf: VideoAgent["stateOf"] = ({ taskId, saver }) => finalState(createGraph(services, saver), taskId);
  const filmOf: VideoAgent["filmOf"] = async ({ taskId, saver }) => {
    const { film, manifest } = await stateOf({ taskId, saver });
    return film && manifest ? { taskId, film, manifest } : null;
  };
  async function* tell(input: VideoRequestInput, keep: TaskKeep, options: RunOptions) {
    const { signal = new AbortController().signal, folder, onBug } = options;
    yield* run(await accept(input), keep, { signal, folder, onBug });
  }
  return {
    accept,
    run,
    filmOf,
    stateOf,
    async ready() {
      await services.media.ready();
      await services.providers.storage.ready({ signal: deadlineAfter(READY_MS) });
    },
    outputFolder: services.outputFolder,
    async *stream(input, options = {}) {
      refuseOddName(options.taskId);
      yield* tell(input, keepInMemory(options.taskId ?? newTaskId()), options);
    },
    async generate(input, options = {}) {
      refuseOddName(options.taskId);
      const keep = keepInMemory(options.taskId ?? newTaskId());
      return awaitFilm(tell(input, keep, options), () => filmOf(keep));
    },
    async estimate(input) {
      return estimatePrice(await checkRequest(input, services.providers), services.providers);
    },
    graph: createGraph(services, checkpointer),
    notices,
  };
}

/** The film that a task ends with. Rejects with the task's error when it does not complete. */
export async function awaitFilm(
  events: AsyncIterable<TaskEvent>,
  filmOf: () => Promise<FinishedTask | null>,
): Promise<FinishedTask> {
  for await (const event of events) {
    if (event.event === "task-end" && event.data.error) throw errorOf(event.data.error);
  }
  const finished = await filmOf();
  if (!finished) throw new PixoraError("internal", "The task ended without a film.");
  return finished;
}

/**
 * An agent from a config: the vendors that have keys, the draft vendor for the rest.
 * @param vendors the same, for who has made them already
 */
export function createVideoAgent(config: Config, vendors = chooseProviders(config)): VideoAgent {
  const dataDir = resolve(config.dataDir);
  const { providers, notices, readsForeignFiles } = vendors;
  const { ffmpegPath, cacheBytes } = config;
  const cache = cacheBytes > 0 ? { folder: join(dataDir, "cache"), maxBytes: cacheBytes } : null;
  const media = createMedia({ ffmpegPath, workFolder: join(dataDir, "work"), readsForeignFiles, cache });
  return createAgent({ providers, media, notices, outputFolder: (taskId) => resolve("out", taskId) });
}

/** The vendors of a config. */
export function chooseProviders(config: Config): ChosenProviders {
  return createProviders({ ...config, dataDir: resolve(config.dataDir) });
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
