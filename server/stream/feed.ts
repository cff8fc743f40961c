/**
 * One task's events for all of its readers in this process: the log is followed once, as long as somebody reads.
 * Not here: what one reader has had so far (reader.ts).
 */
import type { EventLog } from "../../checkpoints/types.ts";
import { PixoraError, type Problem, toProblem } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import { backOff, type Clock } from "../../providers/back-off.ts";
import type { Frame } from "./frames.ts";
import { createRing, type Ring } from "./ring.ts";

export interface FeedOptions {
  taskId: string;
  events: EventLog;
  encode: (event: TaskEvent) => Frame;
  clock: Clock;
  /** What the newest events may take, in bytes. */
  ringBytes: () => number;
  /** It follows no more: whoever comes now needs another one. */
  onStop: () => void;
  onFailure: (problem: Problem) => void;
}

export interface Feed {
  /** The events of now. Rejects with `store_failed` when the log could not be looked at. */
  readonly ring: Promise<Ring>;
  /** Counts one who reads, or is about to. */
  enter(): void;
  /** Lets one go; the last one stops it. */
  leave(): void;
  /** Tells whenever there may be something to do. Returns what stops that. */
  listen(tell: () => void): () => void;
  /** `ended`: nothing comes after the newest event. `failed`: nobody knows, and it is not followed any more. */
  state(): "live" | "ended" | "failed";
}

/** Pauses before the log is followed again. */
const RETRIES = { first: 500, factor: 2, most: 5000 };
/** For so long the readers stay while the log cannot be followed: milliseconds. */
const PATIENCE_MS = 60_000;

export function createFeed(options: FeedOptions): Feed {
  const stop = new AbortController();
  const listeners = new Set<() => void>();
  let readers = 0;
  let state: ReturnType<Feed["state"]> = "live";
  const tellAll = () => {
    for (const tell of listeners) tell();
  };
  const end = (how: "ended" | "failed") => {
    state = how;
    options.onStop();
    tellAll();
  };
  const begin = async () => {
    try {
      const { lastId, hasEnded } = await lookAt(options.events, options.taskId);
      const ring = createRing(lastId);
      if (hasEnded) end("ended");
      else void follow(ring);
      return ring;
    } catch (error) {
      end("failed");
      throw error;
    }
  };
  const follow = async (ring: Ring) => {
    const inbox = createInbox(ring, options.ringBytes, tellAll);
    try {
      await followOn(options, inbox, stop.signal);
      inbox.empty();
      end("ended");
    } catch (error) {
      if (stop.signal.aborted) return;
      options.onFailure(toProblem(error));
      inbox.empty();
      end("failed");
    }
  };
  const ring = begin();
  // Whoever waits for it is told. When nobody does any more, it is nobody's failure.
  ring.catch(() => undefined);
  return {
    ring,
    enter: () => void readers++,
    leave() {
      readers--;
      if (readers > 0 || stop.signal.aborted) return;
      stop.abort();
      options.onStop();
    },
    listen(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    state: () => state,
  };
}

/** An ended task's log is there no more after a while; that of an open one always is. */
async function lookAt(events: EventLog, taskId: string): Promise<{ lastId: number; hasEnded: boolean }> {
  const lastId = await events.lastId(taskId);
  if (lastId === 0) return { lastId, hasEnded: false };
  const [newest] = await events.read(taskId, lastId - 1, 1);
  return { lastId, hasEnded: !newest || newest.event === "task-end" };
}

/** Until nothing comes any more. Rejects when the store failed for too long, and with any other error at once. */
async function followOn({ taskId, events, encode, clock, onFailure }: FeedOptions, inbox: Inbox, signal: AbortSignal) {
  let nextPause = backOff(RETRIES, clock.random);
  for (let failedAt: number | null = null; ; ) {
    try {
      if (failedAt !== null) await events.lastId(taskId);
      failedAt = null;
      for await (const event of events.follow(taskId, inbox.lastId(), signal)) {
        inbox.put(encode(event));
        nextPause = backOff(RETRIES, clock.random);
      }
      return;
    } catch (error) {
      failedAt ??= clock.now();
      const isPassing = error instanceof PixoraError && error.code === "store_failed";
      if (!isPassing || clock.now() - failedAt >= PATIENCE_MS) throw error;
      onFailure(toProblem(error));
      await clock.sleep(nextPause(), signal);
    }
  }
}

/** Events on their way into the ring. What comes in one turn of the loop goes in, and out to the readers, together. */
interface Inbox {
  lastId(): number;
  put(frame: Frame): void;
  /** At once what waits. */
  empty(): void;
}

function createInbox(ring: Ring, ringBytes: () => number, tellAll: () => void): Inbox {
  let frames: Frame[] = [];
  const lastId = () => frames.at(-1)?.id ?? ring.lastId();
  const empty = () => {
    if (frames.length === 0) return;
    ring.push(frames, ringBytes());
    frames = [];
    tellAll();
  };
  return {
    lastId,
    empty,
    put(frame) {
      const last = lastId();
      if (frame.id <= last) return;
      if (frame.id > last + 1) empty();
      if (frames.length === 0) setImmediate(empty);
      frames.push(frame);
    },
  };
}
