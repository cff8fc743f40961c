/**
 * Tells the ends of tasks that wait in the outbox, many at once and few to each host, so that a slow receiver keeps
 * nobody else waiting. At least once: what was sent and not noted down before this process died is told again.
 * Not here: what is sent and what an answer means (sender.ts).
 */
import PQueue from "p-queue";
import type { Delivery, Outbox } from "../../checkpoints/types.ts";
import { isCancellation, type Problem, toProblem } from "../../models/error.ts";
import { type Outcome, TRY_MS, type WebhookSender } from "./sender.ts";

export interface OutboxOptions {
  outbox: Outbox;
  send: WebhookSender;
  /** Told of what happens, for the log. */
  onNews?: (news: OutboxNews) => void;
  /** Pause between two looks into the outbox: milliseconds. */
  pollMs?: number;
  /** For how long an end is this process's to tell: milliseconds. */
  leaseMs?: number;
  /** For how long `close` waits for what is under way: milliseconds. */
  closeMs?: number;
}

/** One try, with this one counted; or a failure of the store. Neither holds a URL's path or query, or a secret. */
export type OutboxNews =
  | ({ taskId: string; deliveryId: string; tries: number } & Outcome)
  | { kind: "failed"; problem: Problem };

export interface OutboxWorker {
  /** There may be something to tell: looks at once. */
  nudge(): void;
  /** Begins nothing more, and resolves when what is under way has come to an end, or was broken off. */
  close(): Promise<void>;
}

const POLL_MS = 5000;
const LEASE_MS = 60_000;
const CLOSE_MS = 10_000;
/** Of all hosts together: more than a few slow ones can use up. */
const AT_ONCE = 32;
const PER_HOST = 2;
/** So many are taken at a time, and so many wait for one host at most. */
const BATCH = 100;

export function startOutbox({
  outbox,
  send,
  onNews = () => {},
  pollMs = POLL_MS,
  leaseMs = LEASE_MS,
  closeMs = CLOSE_MS,
}: OutboxOptions): OutboxWorker {
  const closing = new AbortController();
  const breakingOff = new AbortController();
  const lanes = createLanes();
  const onFailure = (error: unknown) => onNews({ kind: "failed", problem: toProblem(error) });
  const tell = async (delivery: Delivery, beginBy: number) => {
    // One that has waited too long is another process's by now, or is about to be.
    if (closing.signal.aborted || performance.now() > beginBy) return;
    const { id, taskId, tries } = delivery;
    const outcome = await send(delivery, breakingOff.signal);
    await (outcome.kind === "later" ? outbox.later(id, outcome.afterMs) : outbox.done(id));
    onNews({ ...outcome, taskId, deliveryId: id, tries: tries + 1 });
  };
  const look = async () => {
    for (let isMore = true; isMore && !closing.signal.aborted; ) {
      const beginBy = performance.now() + leaseMs - Math.min(2 * TRY_MS, leaseMs / 2);
      const taken = await outbox.take(BATCH, leaseMs);
      for (const delivery of taken) {
        lanes.add(delivery.url, () =>
          tell(delivery, beginBy).catch((error) => (isCancellation(error) ? undefined : onFailure(error))),
        );
      }
      isMore = taken.length === BATCH;
    }
  };
  const rounds = startRounds(() => look().catch(onFailure), pollMs);
  return {
    nudge: rounds.nudge,
    async close() {
      closing.abort();
      const limit = setTimeout(() => breakingOff.abort(), closeMs);
      await rounds.close();
      await lanes.idle();
      clearTimeout(limit);
    },
  };
}

/** Work by host: what waits for one host takes no place from another's. */
function createLanes() {
  const all = new PQueue({ concurrency: AT_ONCE });
  const hosts = new Map<string, PQueue>();
  return {
    add(url: string, work: () => Promise<void>): void {
      const host = URL.canParse(url) ? new URL(url).host : "";
      const lane = hosts.get(host) ?? new PQueue({ concurrency: PER_HOST });
      // More of it is due again, for whomever, when its lease is over.
      if (lane.size >= BATCH) return;
      hosts.set(host, lane);
      void lane.add(() => all.add(work)).then(() => lane.size + lane.pending === 0 && hosts.delete(host));
    },
    async idle(): Promise<void> {
      await Promise.all([...hosts.values()].map((lane) => lane.onIdle()));
    },
  };
}

/** Runs the rounds one after another, each after a pause, or at once when it is nudged. */
function startRounds(round: () => Promise<void>, pauseMs: number) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isClosed = false;
  const run = async () => {
    while (isWanted && !isClosed) {
      isWanted = false;
      await round();
    }
    running = null;
    if (!isClosed) timer = setTimeout(nudge, pauseMs);
  };
  const nudge = () => {
    if (isClosed) return;
    isWanted = true;
    if (running) return;
    clearTimeout(timer);
    running = run();
  };
  nudge();
  return {
    nudge,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
