import { type ErrorCode, PixoraError, type Problem, toProblem } from "../models/error.ts";
import type { Estimate } from "../models/estimate.ts";
import { type TaskEvent, TaskEventBody } from "../models/event.ts";
import type { VideoRequest } from "../models/request.ts";
import { isHandedOver } from "../models/stop.ts";
import { hasEnded, type TaskResult, type TaskStatus } from "../models/task.ts";
import type { Film } from "../models/video.ts";
import { Capability } from "../models/vocabulary.ts";
import type { TaskAccount } from "../nodes/accounts.ts";
import { prepareWork } from "../nodes/film-start.ts";
import { type FilmSource, type Services, termsOf } from "../nodes/services.ts";
import type { FilmState } from "../nodes/state.ts";
import { nameAsset } from "../providers/asset-folder.ts";
import type { Storage } from "../providers/types.ts";
import type { CheckedRequest } from "../tools/request-check.ts";
import { createGraph, type VideoGraph } from "./graph.ts";
import { type OnChunk, streamGraph } from "./graph-stream.ts";
import { closeBooks } from "./task-books.ts";
import { type TaskKeep, watchKeep } from "./task-keep.ts";
import { createTaskRecord, type TaskEnd, type TaskRecord } from "./task-record.ts";
import { whereToGoOn } from "./task-resume.ts";

export interface TaskRunOptions {
  /** Aborts the run, by a reason of models/stop.ts; any other counts as `cancelled`. */
  signal: AbortSignal;
  /** Absolute path of the folder that receives the film; the usual one when absent. */
  folder?: string | undefined;
  /** Handed what was thrown when a bug of ours ends the task: events carry no stack. */
  onBug?: ((error: unknown) => void) | undefined;
  /** Sees LangGraph's own stream as it comes, for debugging. */
  onChunk?: OnChunk | undefined;
}

/** A request that may be carried out, with its price. */
export interface AcceptedRequest {
  request: VideoRequest;
  price: Estimate;
}

/** The same, with what was found out about it. */
export interface PricedRequest extends CheckedRequest, AcceptedRequest {}

/** The request of a variant: it is made of what is there, for nothing, so that no vendor is asked about it. */
export function acceptVariant(request: VideoRequest): AcceptedRequest {
  return { request, price: { totalUsd: { min: 0, max: 0 }, capabilities: [] } };
}

interface Run {
  services: Services;
  graph: VideoGraph;
  priced: AcceptedRequest;
  keep: TaskKeep;
  account: TaskAccount;
  record: TaskRecord;
  signal: AbortSignal;
  folder: string;
  onChunk: TaskRunOptions["onChunk"];
  /** Whether its end is told, or is for others to tell. */
  isOver: boolean;
}

/**
 * Carries a task out, to its `task-end`: from the start, or from where an earlier process left it.
 * Ends without a `task-end` when the task is handed over. Leaving the loop early cancels the task.
 * Rejects when what happens cannot be written down.
 */
export async function* runTask(
  services: Services,
  priced: AcceptedRequest,
  place: TaskKeep,
  { signal, folder = services.outputFolder(place.taskId), onBug, onChunk }: TaskRunOptions,
): AsyncGenerator<TaskEvent, void, undefined> {
  const { taskId } = place;
  const leave = new AbortController();
  const stop = AbortSignal.any([signal, leave.signal]);
  let unwritten: unknown = null;
  // What cannot be written down is for others to go on with: the steps beside it leave their jobs as they are.
  const keep = watchKeep(place, (error) => {
    unwritten ??= error;
    leave.abort("fenced");
  });
  const contents = await keep.book.read();
  const terms = { ...termsOf(priced.request, priced.price.totalUsd.max), round: keep.round };
  const account = services.accounts.open(taskId, terms, { book: keep.book, contents });
  const graph = createGraph({ ...withClaims(services, keep), source: sourceOf(services, keep) }, keep.saver);
  const record = createTaskRecord(services.providers.records, { owner: keep.owner, before: keep.progress() });
  const run = { services, graph, priced, keep, account, record, signal: stop, folder, onChunk, isOver: false };
  try {
    for (const body of opening(run)) yield await tell(run, body);
    let thrown: Problem | null = null;
    try {
      await record.begin(stop);
      for await (const body of graphEvents(run)) yield await tell(run, body);
    } catch (error) {
      if (unwritten) throw unwritten;
      thrown = toProblem(stop.aborted ? CANCELLED : error);
      if (thrown.code === "internal") onBug?.(error);
    }
    if (unwritten) throw unwritten;
    yield* await close(run, thrown);
  } finally {
    leave.abort("cancelled");
    // Whoever left the loop hears nothing more; the log and the vendors do.
    await close(run, toProblem(CANCELLED)).finally(() => services.close(taskId));
  }
}

const CANCELLED = new PixoraError("cancelled", "The task was cancelled.");

async function tell({ record, keep }: Run, body: TaskEventBody): Promise<TaskEvent> {
  return record.note(await keep.log(body));
}

/**
 * Ends the task, once: stops jobs that nobody waits for, and tells the last events.
 * A task that is handed over is left as it is.
 */
async function close(run: Run, thrown: Problem | null): Promise<TaskEvent[]> {
  const { services, graph, keep, account, record, signal, folder } = run;
  if (run.isOver) return [];
  run.isOver = true;
  // The graph's iterator ends with the signal, its steps a little later: what they stopped at vendors is billed too.
  await services.work.idle(keep.taskId);
  if (isHandedOver(signal)) return [];
  const state = await finalState(graph, keep.taskId);
  const isCancelled = thrown?.code === "cancelled";
  const leavesFilm = thrown === null && state.film !== null && state.film !== undefined;
  const balance = await closeBooks({ services, keep, folder, isCancelled, leavesFilm });
  const { estimatedUsd } = account;
  const { budgetUsd } = account.balance();
  const cost = await tell(run, { event: "cost-update", data: { estimatedUsd, ...balance, budgetUsd } });
  return [cost, await keep.end(await record.end(ending(state, thrown)))];
}

/** The same services, with a storage that claims each file for the task before it is written: nobody removes it then. */
function withClaims(services: Services, keep: TaskKeep): Services {
  const { storage } = services.providers;
  const put: Storage["put"] = async (bytes, mediaType, context) => {
    await keep.claim(nameAsset(bytes, mediaType).key);
    return storage.put(bytes, mediaType, context);
  };
  return { ...services, providers: { ...services.providers, storage: { ...storage, put } } };
}

/** What the task is a variant of, with its thread as this task's saver reads it. */
function sourceOf(services: Services, { variantOf, saver, claim }: TaskKeep): FilmSource | null {
  if (variantOf === null) return null;
  return { taskId: variantOf, claim, state: () => finalState(createGraph(services, saver), variantOf) };
}

/** What is told before the graph runs: that the task begins, or that it goes on. */
function opening({ services, priced: { request }, keep, account }: Run): TaskEventBody[] {
  const cost = { estimatedUsd: account.estimatedUsd, ...account.balance() };
  const known = keep.progress()?.task;
  const costUpdate: TaskEventBody = { event: "cost-update", data: cost };
  if (!known) return [{ event: "task-start", data: { request, ...makersOf(services, keep) } }, costUpdate];
  if (!hasEnded(known.status)) return [costUpdate];
  const task = { ...known, request, cost, status: "running" as const, result: null, error: null };
  return [{ event: "snapshot", data: { task } }];
}

async function* graphEvents(run: Run): AsyncGenerator<TaskEventBody> {
  const { graph, keep, signal, services, priced, folder, onChunk } = run;
  signal.throwIfAborted();
  const configurable = { thread_id: keep.taskId, folder, owner: keep.owner };
  const { round, isAskedFor } = keep;
  const start = await whereToGoOn(graph, { configurable }, { request: priced.request, round, isAskedFor });
  if (start === "over") return;
  if (start === "go_on") await prepareWork({ ...services, folder, signal });
  const input = start === "begin" ? { request: priced.request } : null;
  const stream = streamGraph(graph, input, { configurable, signal, onChunk });
  for await (const chunk of stream) yield TaskEventBody.parse(chunk);
}

/** Who makes the film, or the film that it is made of. */
function makersOf({ providers }: Services, { variantOf }: TaskKeep) {
  if (variantOf !== null) return { vendors: { storage: providers.storage.vendor }, variantOf };
  return { vendors: vendorNames(providers) };
}

/** Who serves each capability; a capability that nobody serves is left out. */
function vendorNames(providers: Services["providers"]): Record<string, string> {
  const named = Capability.options.map((capability) => [capability, providers[capability]?.vendor] as const);
  return Object.fromEntries(
    named.flatMap(([capability, vendor]) => (vendor === undefined ? [] : [[capability, vendor]])),
  );
}

/** How a task ends that was not completed, where that is not `failed`. */
const STATUS_OF: Partial<Record<ErrorCode, TaskStatus>> = { cancelled: "cancelled", in_doubt: "needs_attention" };

/** Told only after the graph's iterator has ended: by then its last checkpoint is saved. */
function ending({ film, problem }: Partial<FilmState>, thrown: Problem | null): TaskEnd {
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
