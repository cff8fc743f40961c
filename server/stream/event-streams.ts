/**
 * The events of tasks as Server-Sent Events, for thousands of readers: replay after an id, then live, without gap or
 * repeat. Not here: who may read what, and the headers (the endpoint's); where events are kept (checkpoints).
 */
import type { EventLog } from "../../checkpoints/types.ts";
import type { Problem } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import { type Clock, clock as realClock } from "../../providers/back-off.ts";
import { createFeeds } from "./feeds.ts";
import { toFrame } from "./frames.ts";
import { createPast } from "./past.ts";
import { createPlaces, type StreamLimits } from "./places.ts";
import { createReader, type Leaving, type ReaderOptions } from "./reader.ts";
import type { Ring } from "./ring.ts";
import { type Rounds, startRounds } from "./rounds.ts";

export interface EventStreamsOptions {
  events: EventLog;
  /** An event as the outside sees it. Its id stays. It is asked once for all readers, and again for a replay. */
  present: (event: TaskEvent) => TaskEvent;
  /**
   * A `snapshot` of the task as it is, for a reader whose next event is kept no more: its id is the last one of the log,
   * and the reader goes on after it. Not yet presented. Null for a task that is not there any more.
   */
  snapshotOf: (taskId: string) => Promise<TaskEvent | null>;
  limits: StreamLimits & {
    /** A comment to every reader, so often: milliseconds. */
    heartbeatMs?: number;
    /** A reader that takes nothing for so many milliseconds is cut. */
    stallMs?: number;
  };
  clock?: Clock;
  /** Told of what happens, for the log and the metrics. */
  onNews?: (news: StreamNews) => void;
}

export type StreamNews =
  | { kind: "opened"; taskId: string }
  | { kind: "closed"; taskId: string; how: Leaving }
  /** The log could not be read. Its readers wait for a while, then they are sent away and come back. */
  | { kind: "failed"; taskId: string; problem: Problem };

export interface StreamRequest {
  taskId: string;
  owner: string | null;
  /** The last event that the reader has; 0 for none. */
  afterId: number;
  /** The request's. */
  signal?: AbortSignal;
  /** Asked with each heartbeat: whether the reader may read on. Never rejects. */
  mayStay?: () => Promise<boolean>;
  /** Ends the connection of a reader that takes nothing. Without it the body fails. */
  cut?: () => void;
}

export type OpenedStream =
  | { kind: "stream"; body: ReadableStream<Uint8Array> }
  /** The task has ended, and the reader knows all. */
  | { kind: "nothing" }
  /** Too many streams: its owner's, or this process's, also because it is about to end. */
  | { kind: "full"; of: "owner" | "process" };

export interface EventStreams {
  /** Rejects with `store_failed`. */
  open(request: StreamRequest): Promise<OpenedStream>;
  /** A place for something else that stays open for long: what gives it back, or whose limit is reached. */
  reserve(owner: string | null): (() => void) | "owner" | "process";
  /** Ends all streams, each so that its reader can go on elsewhere. Resolves when that is done. */
  close(): Promise<void>;
  /** `tasks`: that are followed. */
  count(): { streams: number; tasks: number };
}

/** For so long the streams may take to end when the process does: milliseconds. */
const CLOSING_MS = 5000;

export function createEventStreams(options: EventStreamsOptions): EventStreams {
  const { events, present, clock = realClock, onNews = () => {} } = options;
  const { heartbeatMs = 15_000, stallMs = 30_000, ...limits } = options.limits;
  const encode = (event: TaskEvent) => toFrame(present(event));
  const places = createPlaces(limits);
  const rounds = startRounds({ heartbeatMs, stallMs, clock });
  const tell = (taskId: string, problem: Problem) => onNews({ kind: "failed", taskId, problem });
  const feeds = createFeeds({ events, encode, clock, onFailure: tell });
  const past = createPast({ events, encode, snapshotOf: options.snapshotOf });
  let closing: Promise<void> | null = null;

  const read = ({ taskId, signal, mayStay, cut }: StreamRequest, giveUp: () => void, place: Place) => {
    const leave = () => reader.leave();
    const reader = createReader({
      ...place,
      past: (afterId) => past(taskId, afterId),
      now: clock.now,
      ...{ mayStay, cut },
      onFailure: (problem) => tell(taskId, problem),
      onLeave(how) {
        signal?.removeEventListener("abort", leave);
        rounds.remove(reader);
        giveUp();
        onNews({ kind: "closed", taskId, how });
      },
    });
    rounds.add(reader);
    onNews({ kind: "opened", taskId });
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave);
    if (closing) reader.part("parted");
    return reader.body;
  };

  return {
    async open(request) {
      const giveBack = closing ? "process" : places.take(request.owner);
      if (typeof giveBack === "string") return { kind: "full", of: giveBack };
      const feed = feeds.enter(request.taskId);
      const giveUp = () => {
        feed.leave();
        giveBack();
      };
      try {
        const ring = await feed.ring;
        const start = await startOf(request, { events, ring, hasEnded: feed.state() === "ended" });
        if (start !== "nothing") return { kind: "stream", body: read(request, giveUp, { feed, ring, afterId: start }) };
        giveUp();
        return { kind: "nothing" };
      } catch (error) {
        giveUp();
        throw error;
      }
    },
    reserve: places.take,
    close: () => (closing ??= endAll(rounds, clock)),
    count: () => ({ streams: rounds.count(), tasks: feeds.size() }),
  };
}

/** Where a reader begins. */
type Place = Pick<ReaderOptions, "feed" | "ring" | "afterId">;

async function startOf(
  { taskId, afterId }: StreamRequest,
  { events, ring, hasEnded }: { events: EventLog; ring: Ring; hasEnded: boolean },
): Promise<number | null | "nothing"> {
  if (afterId < ring.lastId()) return afterId;
  if (hasEnded) return "nothing";
  if (afterId === ring.lastId()) return afterId;
  // Another process may have told its reader more than this one has heard so far.
  const lastId = await events.lastId(taskId);
  if (afterId <= lastId) return afterId;
  // No log has what it says to have had: a disk lost its last events, and others have their ids by now.
  return lastId === 0 ? 0 : null;
}

/** Those that do not take their last words in time are cut. */
async function endAll(rounds: Rounds, clock: Clock): Promise<void> {
  const waiting = new AbortController();
  const isTooLate = clock.sleep(CLOSING_MS, waiting.signal).catch(() => undefined);
  for (const reader of rounds.readers()) reader.part("parted");
  await Promise.race([rounds.whenEmpty(), isTooLate]);
  waiting.abort();
  for (const reader of rounds.readers()) reader.cut();
  rounds.stop();
}
