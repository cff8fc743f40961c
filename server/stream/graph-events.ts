/**
 * LangGraph's own stream of one task as Server-Sent Events, for debugging: the state as it is, then each chunk as it comes,
 * until the task has ended. Named as LangGraph's servers name them. Nothing is told again: who connects late has missed it.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { EventLog, Signals } from "../../checkpoints/types.ts";
import type { GraphMode } from "../../graph/graph-stream.ts";
import { joinSignals } from "../join-signals.ts";
import { GREETING, HEARTBEAT } from "./frames.ts";
import { toJson, watchGraph } from "./graph-tap.ts";

export interface GraphEventsOptions {
  signals: Signals;
  events: Pick<EventLog, "follow" | "lastId">;
  /** The graph's state as its last checkpoint has it. */
  stateOf(taskId: string): Promise<unknown>;
  /** Whether nothing more will come. */
  isOver(taskId: string): Promise<boolean>;
  /** Takes out what is nobody's business outside, such as paths of this machine. */
  hide(text: string): string;
  /** Aborts when the server ends. */
  ending: AbortSignal;
  /** A comment to every reader, so often: milliseconds. */
  heartbeatMs?: number;
}

export interface GraphWatch {
  taskId: string;
  modes: readonly GraphMode[];
  signal: AbortSignal;
  /** Asked with each heartbeat: whether the reader may read on. Never rejects. */
  mayStay(): Promise<boolean>;
  /** Told once, when the stream is over in whichever way. */
  onClose(): void;
}

export type GraphEvents = (watch: GraphWatch) => ReadableStream<Uint8Array>;

/** Who is so far behind is let go: bytes. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** Pause between two looks at a task that was put back and not taken up yet: milliseconds. */
const LOOK_AGAIN_MS = 500;

export function createGraphEvents(options: GraphEventsOptions): GraphEvents {
  return (watch) => {
    const gone = new AbortController();
    const { signal, letGo } = joinSignals(watch.signal, options.ending, gone.signal);
    const start = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      try {
        await tellAll(options, watch, { signal, send: senderTo(controller) });
        if (!gone.signal.aborted) controller.close();
      } catch (error) {
        if (!gone.signal.aborted) controller.error(error);
      } finally {
        letGo();
        watch.onClose();
      }
    };
    return new ReadableStream<Uint8Array>(
      {
        // What it waits for is the task: the reader's first pull must not wait with it.
        start: (controller) => void start(controller),
        cancel: () => gone.abort(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
    );
  };
}

interface Telling {
  signal: AbortSignal;
  /** Throws for a reader that is too far behind. */
  send(bytes: Uint8Array): void;
}

async function tellAll(options: GraphEventsOptions, { taskId, modes, mayStay }: GraphWatch, { signal, send }: Telling) {
  const { signals, events, stateOf, isOver, hide, heartbeatMs = HEARTBEAT_MS } = options;
  const behind = new AbortController();
  const dismissed = new AbortController();
  const { signal: stop, letGo } = joinSignals(signal, behind.signal, dismissed.signal);
  const deliver = (write: () => Uint8Array) => {
    if (stop.aborted) return;
    try {
      send(write());
    } catch (error) {
      behind.abort(error);
    }
  };
  const tell = (event: string, data: unknown) => deliver(() => toFrame(event, data, hide));
  const beat = () => {
    deliver(() => HEARTBEAT);
    void mayStay().then((may) => may || dismissed.abort());
  };
  // What comes while the state is read is told after it.
  let early: (() => void)[] | null = [];
  const leave = watchGraph(signals, taskId, ({ mode, data }) => {
    if (!modes.includes(mode)) return;
    if (early) early.push(() => tell(mode, data));
    else tell(mode, data);
  });
  const heart = setInterval(beat, heartbeatMs);
  try {
    send(GREETING);
    tell("metadata", { taskId, modes });
    if (modes.includes("values")) tell("values", await stateOf(taskId));
    for (const late of early) late();
    early = null;
    await untilOver({ events, isOver }, taskId, stop);
    behind.signal.throwIfAborted();
  } finally {
    clearInterval(heart);
    leave();
    letGo();
  }
}

function senderTo(controller: ReadableStreamDefaultController<Uint8Array>): Telling["send"] {
  return (bytes) => {
    if ((controller.desiredSize ?? 0) < 0) throw new Error("The reader is too far behind.");
    controller.enqueue(bytes);
  };
}

function toFrame(event: string, data: unknown, hide: GraphEventsOptions["hide"]): Uint8Array {
  return Buffer.from(`event: ${event}\ndata: ${hide(toJson(data))}\n\n`);
}

/** The task's own log tells its end, also when the process that ran it has vanished. */
async function untilOver(
  { events, isOver }: Pick<GraphEventsOptions, "events" | "isOver">,
  taskId: string,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted && !(await isOver(taskId))) {
    for await (const { event } of events.follow(taskId, await events.lastId(taskId), stop)) {
      if (event === "task-end") return;
    }
    // The log of a task that was put back ends with its last end, until somebody takes it up.
    await delay(LOOK_AGAIN_MS, undefined, { signal: stop }).catch(() => {});
  }
}
