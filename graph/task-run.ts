import { randomBytes } from "node:crypto";
import { prepareFolder, writeDocument } from "../media/output-folder.ts";
import { type ErrorCode, PixoraError, type Problem, toProblem } from "../models/error.ts";
import type { Estimate } from "../models/estimate.ts";
import { type TaskEvent, TaskEventBody } from "../models/event.ts";
import { type BillItem, inDoubtUsd, spentUsd } from "../models/ledger.ts";
import type { TaskResult, TaskStatus } from "../models/task.ts";
import type { Film } from "../models/video.ts";
import { Capability } from "../models/vocabulary.ts";
import type { Services } from "../nodes/services.ts";
import type { FilmState } from "../nodes/state.ts";
import type { CheckedRequest } from "../tools/request-check.ts";
import type { VideoGraph } from "./graph.ts";
import { createTaskRecord } from "./task-record.ts";

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
  const number = createNumbering(taskId);
  const record = createTaskRecord(services.providers.records);
  const leave = new AbortController();
  const stop = signal ? AbortSignal.any([signal, leave.signal]) : leave.signal;
  const estimatedUsd = price.totalUsd.max;
  const tell = (body: TaskEventBody): TaskEvent => record.note(number(body));
  try {
    yield tell({ event: "task-start", data: { request, vendors: vendorNames(services) } });
    const { budgetUsd } = request;
    yield tell({ event: "cost-update", data: { estimatedUsd, reservedUsd: 0, spentUsd: 0, budgetUsd } });
    let thrown: Problem | null = null;
    try {
      await record.begin(stop);
      const configurable = { thread_id: taskId, ...(folder !== undefined && { folder }) };
      for await (const body of graphEvents(graph, request, configurable, stop)) yield tell(body);
    } catch (error) {
      thrown = toProblem(stop.aborted ? new PixoraError("cancelled", "The task was cancelled.") : error);
      if (thrown.code === "internal") onBug?.(error);
    }
    // The graph's iterator ends with the signal, its steps a little later: what they stopped at vendors is billed too.
    await services.work.idle(taskId);
    const account = services.accounts.of(taskId, { budgetUsd, estimatedUsd });
    yield tell({ event: "cost-update", data: { estimatedUsd, ...account.balance() } });
    const end = await ending(graph, taskId, thrown);
    if (end.data.result === null) await leaveBill(folder ?? services.outputFolder(taskId), account.bill());
    yield await record.end(number(end));
  } finally {
    leave.abort();
    await services.close(taskId);
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

/** Who serves each capability; a capability that nobody serves is left out. */
function vendorNames({ providers }: Services): Record<string, string> {
  const named = Capability.options.map((capability) => [capability, providers[capability]?.vendor] as const);
  return Object.fromEntries(
    named.flatMap(([capability, vendor]) => (vendor === undefined ? [] : [[capability, vendor]])),
  );
}

/** Numbers a task's events from 1. */
function createNumbering(taskId: string): (body: TaskEventBody) => TaskEvent {
  let id = 0;
  return (body) => {
    id += 1;
    return { id, taskId, at: new Date().toISOString(), ...body };
  };
}

/**
 * A task without a film has no manifest: what it bought all the same is told in `bill.json`, with the vendors' ids.
 * Where nothing was bought, or nothing can be written, there is none.
 */
async function leaveBill(folder: string, bill: readonly BillItem[]): Promise<void> {
  if (bill.every(({ costUsd }) => costUsd === 0)) return;
  const document = { bill, costUsd: spentUsd(bill), inDoubtUsd: inDoubtUsd(bill) };
  try {
    await prepareFolder(folder);
    await writeDocument(folder, "bill.json", `${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof PixoraError)) throw error;
  }
}

type TaskEnd = Extract<TaskEventBody, { event: "task-end" }>;

/** How a task ends that was not completed, where that is not `failed`. */
const STATUS_OF: Partial<Record<ErrorCode, TaskStatus>> = { cancelled: "cancelled", in_doubt: "needs_attention" };

/** Told only after the graph's iterator has ended: by then its last checkpoint is saved. */
async function ending(graph: VideoGraph, taskId: string, thrown: Problem | null): Promise<TaskEnd> {
  const { film, problem } = await finalState(graph, taskId);
  const error = thrown ?? problem ?? (film ? null : toProblem(new Error("The graph ended without a film.")));
  if (error) {
    return { event: "task-end", data: { status: STATUS_OF[error.code] ?? "failed", result: null, error } };
  }
  return { event: "task-end", data: { status: "completed", result: film ? resultOf(film) : null, error: null } };
}

/** What the graph knows of a task. */
export async function finalState(graph: VideoGraph, taskId: string): Promise<Partial<FilmState>> {
  const { values } = await graph.getState({ configurable: { thread_id: taskId } });
  return values;
}

/** The finished task's answer. Without a storage elsewhere, URLs are absolute paths of this machine. */
function resultOf({ video, files, degraded }: Film): TaskResult {
  const urlOf = (name: string) => files.find((file) => file.name === name)?.url ?? "";
  const captions = urlOf("captions.srt") && { srt: urlOf("captions.srt"), vtt: urlOf("captions.vtt") };
  const { durationSeconds, width, height } = video;
  return {
    videoUrl: urlOf("video.mp4"),
    posterUrl: urlOf("poster.jpg"),
    captions: captions || null,
    manifestUrl: urlOf("manifest.json"),
    durationSeconds,
    width,
    height,
    degraded,
  };
}
