import { randomBytes } from "node:crypto";
import { PixoraError, type Problem, toProblem } from "../models/error.ts";
import type { Estimate } from "../models/estimate.ts";
import { type TaskEvent, TaskEventBody } from "../models/event.ts";
import type { TaskResult } from "../models/task.ts";
import type { Film } from "../models/video.ts";
import type { Services } from "../nodes/services.ts";
import type { FilmState } from "../nodes/state.ts";
import type { CheckedRequest } from "../tools/request-check.ts";
import type { VideoGraph } from "./graph.ts";

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

/** A request that may be carried out, with its price. */
export interface PricedRequest extends CheckedRequest {
  price: Estimate;
}

/** A name that sorts by time and can be typed: `20261122-174501-x7k2q9`. */
export function newTaskId(now = new Date()): string {
  const stamp = now.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const tail = [...randomBytes(6)].map((byte) => (byte % 36).toString(36)).join("");
  return `${stamp}-${tail}`;
}

/** Longest chain of supersteps: every step and its dispatch, for each plan a film may have. */
const RECURSION_LIMIT = 60;

/** Carries a task out, from `task-start` to `task-end`. Leaving the loop early cancels it. */
export async function* runTask(
  graph: VideoGraph,
  services: Services,
  { request, price }: PricedRequest,
  { signal, taskId = newTaskId(), folder, onBug }: RunOptions,
): AsyncGenerator<TaskEvent, void, undefined> {
  const { cost, number } = bookkeeper(taskId, price, request.budgetUsd);
  const leave = new AbortController();
  const stop = signal ? AbortSignal.any([signal, leave.signal]) : leave.signal;
  try {
    yield number({ event: "task-start", data: { request, vendors: vendorNames(services) } });
    yield number(cost(0));
    let thrown: Problem | null = null;
    try {
      const configurable = { thread_id: taskId, ...(folder !== undefined && { folder }) };
      for await (const body of graphEvents(graph, request, configurable, stop)) {
        yield number(body);
        const spentUsd = body.event === "asset-ready" ? body.data.asset.provenance.costUsd : 0;
        if (spentUsd > 0) yield number(cost(spentUsd));
      }
    } catch (error) {
      thrown = toProblem(stop.aborted ? new PixoraError("cancelled", "The task was cancelled.") : error);
      if (thrown.code === "internal") onBug?.(error);
    }
    yield number(await ending(graph, taskId, thrown));
  } finally {
    leave.abort();
    await services.rooms.close(taskId);
  }
}

async function* graphEvents(
  graph: VideoGraph,
  request: PricedRequest["request"],
  configurable: Record<string, string>,
  signal: AbortSignal,
): AsyncGenerator<TaskEventBody> {
  const stream = await graph.stream(
    { request },
    { configurable, signal, streamMode: "custom", durability: "sync", recursionLimit: RECURSION_LIMIT },
  );
  for await (const chunk of stream) yield TaskEventBody.parse(chunk);
}

function vendorNames({ providers }: Services): Record<string, string> {
  return Object.fromEntries(Object.entries(providers).map(([capability, { vendor }]) => [capability, vendor]));
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
  const error = thrown ?? problem ?? (film ? null : toProblem(new Error("The graph ended without a film.")));
  if (error) {
    const status = error.code === "cancelled" ? "cancelled" : "failed";
    return { event: "task-end", data: { status, result: null, error } };
  }
  return { event: "task-end", data: { status: "completed", result: film ? resultOf(film) : null, error: null } };
}

/** What the graph knows of a task. */
export async function finalState(graph: VideoGraph, taskId: string): Promise<Partial<FilmState>> {
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
