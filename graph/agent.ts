import { randomBytes } from "node:crypto";
import { type BaseCheckpointSaver, MemorySaver } from "@langchain/langgraph";
import { PixoraError, type Problem, toProblem } from "../models/error.ts";
import type { Estimate } from "../models/estimate.ts";
import { type TaskEvent, TaskEventBody } from "../models/event.ts";
import type { VideoRequestInput } from "../models/request.ts";
import type { TaskResult } from "../models/task.ts";
import type { Film, Manifest } from "../models/video.ts";
import { createCuttingRooms, type Services } from "../nodes/services.ts";
import type { FilmState } from "../nodes/state.ts";
import { estimatePrice } from "../tools/estimate.ts";
import { type CheckedRequest, checkRequest } from "../tools/request-check.ts";
import { createGraph, type VideoGraph } from "./graph.ts";

export interface RunOptions {
  /** Aborts the task: everything it started is stopped and tidied. */
  signal?: AbortSignal;
  /** Name of the task; made up when absent. */
  taskId?: string;
  /** Absolute path of the folder that receives the film. */
  folder?: string;
}

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

export interface AgentParts extends Omit<Services, "rooms"> {
  notices?: readonly string[];
  /** Where the graph's progress is kept; in memory when absent. */
  checkpointer?: BaseCheckpointSaver;
}

export function createAgent({ notices = [], checkpointer = new MemorySaver(), ...parts }: AgentParts): VideoAgent {
  const services: Services = { ...parts, rooms: createCuttingRooms(parts.media) };
  const graph = createGraph(services, checkpointer);

  async function* stream(input: VideoRequestInput, options: RunOptions = {}) {
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

/** A name that sorts by time and can be typed: `20261122-174501-x7k2q9`. */
export function newTaskId(now = new Date()): string {
  const stamp = now.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const tail = [...randomBytes(6)].map((byte) => (byte % 36).toString(36)).join("");
  return `${stamp}-${tail}`;
}

/** A checked request whose price its budget covers. */
async function affordable(
  input: VideoRequestInput,
  { providers }: Services,
): Promise<CheckedRequest & { price: Estimate }> {
  const checked = await checkRequest(input, providers);
  const price = estimatePrice(checked, providers);
  const { budgetUsd } = checked.request;
  if (budgetUsd !== null && price.totalUsd.max > budgetUsd) {
    const asked = price.totalUsd.max.toFixed(2);
    throw new PixoraError(
      "over_budget",
      `The film may cost $${asked}, which passes the budget of $${budgetUsd.toFixed(2)}: raise --budget, or ask for fewer scenes. Nothing was spent.`,
    );
  }
  return { ...checked, price };
}

async function* runTask(
  graph: VideoGraph,
  services: Services,
  { request, price }: CheckedRequest & { price: Estimate },
  { signal, taskId = newTaskId(), folder }: RunOptions,
): AsyncGenerator<TaskEvent, void, undefined> {
  const { cost, number } = bookkeeper(taskId, price, request.budgetUsd);
  const stop = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const { language, image, speech, music, storage } = services.providers;
  const vendors = {
    language: language.vendor,
    image: image.vendor,
    speech: speech.vendor,
    music: music.vendor,
    storage: storage.vendor,
  };
  try {
    yield number({ event: "task-start", data: { request, vendors } });
    yield number(cost(0));
    let problem: Problem | null = null;
    try {
      const options = {
        configurable: { thread_id: taskId, ...(folder !== undefined && { folder }) },
        streamMode: "custom" as const,
        durability: "sync" as const,
        recursionLimit: 100,
        signal: stopped,
      };
      for await (const chunk of await graph.stream({ request }, options)) {
        const body = TaskEventBody.parse(chunk);
        yield number(body);
        const spent = body.event === "asset-ready" ? body.data.asset.provenance.costUsd : 0;
        if (spent > 0) yield number(cost(spent));
      }
    } catch (error) {
      problem = stopped.aborted ? toProblem(new PixoraError("cancelled", "The task was cancelled.")) : toProblem(error);
    }
    yield number(await ending(graph, taskId, problem));
  } finally {
    stop.abort();
    await services.rooms.close(taskId);
  }
}

/** Numbers a task's events and sums up what it spent. */
function bookkeeper(taskId: string, price: Estimate, budgetUsd: number | null) {
  let id = 0;
  let spentUsd = 0;
  return {
    number: (body: TaskEventBody): TaskEvent => {
      id += 1;
      return { id, taskId, at: new Date().toISOString(), ...body };
    },
    cost: (spent: number): TaskEventBody => {
      spentUsd += spent;
      const data = { estimatedUsd: price.totalUsd.max, reservedUsd: 0, spentUsd, budgetUsd };
      return { event: "cost-update", data };
    },
  };
}

/** Told only after the graph's iterator has ended: by then its last checkpoint is saved. */
async function ending(graph: VideoGraph, taskId: string, thrown: Problem | null): Promise<TaskEventBody> {
  const { film, problem } = await finalState(graph, taskId);
  const error = thrown ?? problem;
  if (error) {
    const status = error.code === "cancelled" ? "cancelled" : "failed";
    return { event: "task-end", data: { status, result: null, error } };
  }
  if (!film) throw new Error("The graph ended with neither a film nor a problem.");
  return { event: "task-end", data: { status: "completed", result: resultOf(film), error: null } };
}

async function finalState(graph: VideoGraph, taskId: string): Promise<Partial<FilmState>> {
  const { values } = await graph.getState({ configurable: { thread_id: taskId } });
  return values;
}

/** The finished task's answer: on this machine, URLs are absolute paths. */
function resultOf({ folder, video, files, degraded }: Film): TaskResult {
  const pathOf = (name: string) => `${folder}/${name}`;
  const captions = files.some((file) => file.name === "captions.srt")
    ? { srt: pathOf("captions.srt"), vtt: pathOf("captions.vtt") }
    : null;
  const { durationSeconds, width, height } = video;
  return {
    videoUrl: pathOf("video.mp4"),
    posterUrl: pathOf("poster.jpg"),
    captions,
    manifestUrl: pathOf("manifest.json"),
    durationSeconds,
    width,
    height,
    degraded,
  };
}

function errorOf({ code, message, retryable }: Problem): PixoraError {
  return new PixoraError(code, message, { retryable });
}
