/**
 * LangGraph's own stream of a task, for debugging, from whichever process runs the graph to whichever is asked.
 * Nothing of it is kept, and nothing is sent unless somebody watches. What must not be missed is in the task's events.
 */
import type { Signals } from "../../checkpoints/types.ts";
import type { GraphMode } from "../../graph/graph-stream.ts";

/** One chunk: the mode and what LangGraph told in it, as JSON. */
export interface GraphChunk {
  mode: GraphMode;
  data: unknown;
}

export interface GraphTap {
  /** Takes a chunk of the task's run; costs next to nothing while nobody watches. */
  onChunk(mode: GraphMode, data: unknown): void;
  close(): void;
}

/** A watcher says so again and again, so that one that vanished is forgotten. */
const CALL_EVERY_MS = 5000;
const FORGET_AFTER_MS = 3 * CALL_EVERY_MS;

const watchersOf = (taskId: string) => `graph-watchers:${taskId}`;
const chunksOf = (taskId: string) => `graph:${taskId}`;

/** The side of the process that runs the graph. */
export function tapGraph(signals: Signals, taskId: string, now: () => number = Date.now): GraphTap {
  let watchedUntil = 0;
  const leave = signals.listen(watchersOf(taskId), () => {
    watchedUntil = now() + FORGET_AFTER_MS;
  });
  return {
    onChunk(mode, data) {
      if (now() > watchedUntil) return;
      void tellLoosely(() => signals.tell(chunksOf(taskId), toJson({ mode, data })));
    },
    close: leave,
  };
}

/** The side of who looks on. Returns what stops it. */
export function watchGraph(signals: Signals, taskId: string, hear: (chunk: GraphChunk) => void): () => void {
  const leave = signals.listen(chunksOf(taskId), (text) => hear(JSON.parse(text)));
  const call = () => void signals.tell(watchersOf(taskId), "").catch(() => {});
  call();
  const timer = setInterval(call, CALL_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    leave();
  };
}

/** Lost is lost: a run is not held up, or ended, by whoever looks on. */
async function tellLoosely(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch {
    // Nor by what cannot be told.
  }
}

/** Messages as LangChain writes them down, not as the objects they are. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, plain) {
    const original = this[key];
    return isMessage(original) ? original.toDict() : plain;
  });
}

function isMessage(value: unknown): value is { toDict(): unknown } {
  return typeof value === "object" && value !== null && "toDict" in value && typeof value.toDict === "function";
}
