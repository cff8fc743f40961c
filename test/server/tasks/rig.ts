/** Tasks in files of a folder of their own, and an agent that plays what the test wants. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileStores } from "../../../checkpoints/file/index.ts";
import type { Stores } from "../../../checkpoints/types.ts";
import type { TaskKeep } from "../../../graph/task-keep.ts";
import type { TaskRunOptions } from "../../../graph/task-run.ts";
import type { TaskEvent } from "../../../models/event.ts";
import { VideoRequest } from "../../../models/request.ts";
import type { RunEnd, TaskRunner, TaskRunnerOptions } from "../../../server/tasks/task-runner.ts";

export interface Rig {
  stores: Stores;
  /** A second, independent hold on the same tasks, as another process would have. */
  others(): Stores;
  /** Accepts a task. */
  create(id: string, changes?: { isAttended?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export async function openRig(): Promise<Rig> {
  const dataDir = await mkdtemp(join(tmpdir(), "pixora-server-"));
  const opened: Stores[] = [];
  const open = () => {
    const stores = createFileStores({ dataDir });
    opened.push(stores);
    return stores;
  };
  const stores = open();
  return {
    stores,
    others: open,
    async create(id, { isAttended = false } = {}) {
      const request = VideoRequest.parse({ prompt: "a fox" });
      await stores.tasks.create({ id, request, owner: null, folder: null, isAttended });
    },
    async close() {
      for (const each of opened) await each.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Play = (keep: TaskKeep, options: TaskRunOptions) => AsyncGenerator<TaskEvent, void, undefined>;

/** Plays every task the same way. */
export function actor(play: Play): TaskRunnerOptions["agent"] {
  return {
    accept: async (input) => {
      const request = VideoRequest.parse(input);
      const price = { totalUsd: { min: 0, max: 0 }, capabilities: [] };
      return { request, price, language: "en", referenceUrls: [], voiceSampleUrl: null, degraded: [] };
    },
    run: (_request, keep, options) => play(keep, options),
  };
}

/** A film that is begun and ends as told. */
export async function* aFilm(
  keep: TaskKeep,
  status: "completed" | "failed" | "cancelled" = "completed",
): AsyncGenerator<TaskEvent, void, undefined> {
  yield* aBeginning(keep);
  yield await keep.end({ event: "task-end", data: { status, result: null, error: null } });
}

export async function* aBeginning(keep: TaskKeep): AsyncGenerator<TaskEvent, void, undefined> {
  if (keep.progress()) return;
  const request = VideoRequest.parse({ prompt: "a fox" });
  yield await keep.log({ event: "task-start", data: { request, vendors: {} } });
}

export interface Run {
  events: TaskEvent[];
  end: RunEnd;
}

/** Runs a task to its end. `onEvent` sees each event as it comes. */
export async function runThrough(
  runner: TaskRunner,
  taskId: string,
  signal = new AbortController().signal,
  onEvent: (event: TaskEvent) => void = () => {},
): Promise<Run> {
  const events: TaskEvent[] = [];
  const running = runner.run(taskId, signal);
  for (;;) {
    const step = await running.next();
    if (step.done) return { events, end: step.value };
    events.push(step.value);
    onEvent(step.value);
  }
}
