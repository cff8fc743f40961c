/**
 * LangGraph's own stream of one task as Server-Sent Events, for debugging: the state as it is, then each chunk as it comes,
 * until the task has ended. Named as LangGraph's servers name them. Nothing is told again: who connects late has missed it.
 */
import type { EventLog, Signals } from "../../checkpoints/types.ts";
import type { GraphMode } from "../../graph/graph-stream.ts";
import { GREETING, HEARTBEAT } from "./frames.ts";
import { toJson, watchGraph } from "./graph-tap.ts";

export interface GraphEventsOptions {
  signals: Signals;
  events: Pick<EventLog, "follow" | "lastId">;
  /** The graph's state as its last checkpoint has it. */
  stateOf(taskId: string): Promise<unknown>;
}

export interface GraphWatch {
  taskId: string;
  modes: readonly GraphMode[];
  /** Whether nothing more will come. */
  hasEnded: boolean;
  signal: AbortSignal;
}

export type GraphEvents = (watch: GraphWatch) => ReadableStream<Uint8Array>;

/** Who is so far behind is let go: bytes. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;

export function createGraphEvents({ signals, events, stateOf }: GraphEventsOptions): GraphEvents {
  return ({ taskId, modes, hasEnded, signal }) => {
    const over = new AbortController();
    const stop = AbortSignal.any([signal, over.signal]);
    const start = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const send = (bytes: Uint8Array) => {
        if (stop.aborted) return;
        if ((controller.desiredSize ?? 0) < 0) return over.abort();
        controller.enqueue(bytes);
      };
      const leave = watchGraph(signals, taskId, ({ mode, data }) => {
        if (modes.includes(mode)) send(toFrame(mode, data));
      });
      const heart = setInterval(() => send(HEARTBEAT), HEARTBEAT_MS);
      try {
        send(GREETING);
        send(toFrame("metadata", { taskId, modes }));
        if (modes.includes("values")) send(toFrame("values", await stateOf(taskId)));
        if (!hasEnded) await untilEnd(events, taskId, stop);
      } finally {
        clearInterval(heart);
        leave();
        if (!over.signal.aborted) controller.close();
      }
    };
    return new ReadableStream<Uint8Array>(
      {
        // What it waits for is the task: the reader's first pull must not wait with it.
        start: (controller) => void start(controller).catch((error: unknown) => failed(controller, error)),
        cancel: () => over.abort(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
    );
  };
}

function toFrame(event: string, data: unknown): Uint8Array {
  return Buffer.from(`event: ${event}\ndata: ${toJson(data)}\n\n`);
}

/** The task's own log tells its end, also when the process that ran it has vanished. */
async function untilEnd(events: GraphEventsOptions["events"], taskId: string, stop: AbortSignal): Promise<void> {
  for await (const { event } of events.follow(taskId, await events.lastId(taskId), stop)) {
    if (event === "task-end") return;
  }
}

function failed(controller: ReadableStreamDefaultController<Uint8Array>, error: unknown): void {
  try {
    controller.error(error);
  } catch {
    // It was closed already: nobody is there to be told.
  }
}
