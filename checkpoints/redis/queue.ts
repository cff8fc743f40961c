/**
 * Wake-ups through BullMQ. It never owns a task: a job that it loses, repeats or keeps for itself costs time, and the
 * claim decides. Its settings are the ones that were measured to work (design: nothing lost, nothing paid twice).
 */
import { DelayedError, type Job, Queue, WaitingError, Worker } from "bullmq";
import type { Redis, RedisOptions } from "ioredis";
import type { Handled, TaskQueue } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";

const NAME = "tasks";

/** For how long BullMQ takes a worker to be alive: milliseconds. */
const LOCK_MS = 30_000;
/** A fraction would silently switch the recovery of lost jobs off. */
const STALLED_INTERVAL_MS = 10_000;
/** The task's own count of crashes decides when to give up. */
const MAX_STALLED = 1_000_000;
/** Nobody is asked to come back sooner. */
const SHORTEST_DELAY_MS = 50;

export function createRedisQueue(connection: RedisConnection, keys: Keys): TaskQueue & { close(): Promise<void> } {
  let sender: Sender | null = null;
  const workers = new Set<{ close(): Promise<void> }>();
  return {
    async add({ id, epoch, round }) {
      sender ??= openSender(connection, keys);
      const { queue } = sender;
      // Gone when it is done, so that the same name can be added again.
      const kept = { removeOnComplete: true, removeOnFail: true };
      await connection.within(() => queue.add("wake", { id }, { jobId: `${id}.${epoch}.${round}`, ...kept }));
    },
    work(handle, atOnce) {
      const worker = openWorker(handle, atOnce, { connection, keys });
      workers.add(worker);
      return {
        async close() {
          await worker.close();
          workers.delete(worker);
        },
      };
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.close()));
      await sender?.close();
    },
  };
}

/** BullMQ's commands wait for the connection as long as it takes; a worker makes itself a second one of it. */
function openPatient(connection: RedisConnection): { redis: Redis; disconnect(): void } {
  const open = (options: RedisOptions = {}) => endAloud(connection.open({ ...options, maxRetriesPerRequest: null }));
  const redis = open();
  const all = [redis];
  // BullMQ closes its copy only when Redis answers.
  redis.duplicate = (options) => {
    const copy = open(options);
    all.push(copy);
    return copy;
  };
  return { redis, disconnect: () => all.forEach((one) => void one.disconnect()) };
}

/**
 * ioredis ends a connection that it was about to try again without a word, and BullMQ waits for that word for ever.
 * One that waits for its first try ends as it should: so it is told that this is one.
 */
function endAloud(redis: Redis): Redis {
  const disconnect = redis.disconnect.bind(redis);
  redis.disconnect = (reconnect) => {
    if (redis.status === "reconnecting" && !reconnect) redis.status = "wait";
    disconnect(reconnect);
  };
  return redis;
}

interface Sender {
  queue: Queue;
  close(): Promise<void>;
}

function openSender(connection: RedisConnection, keys: Keys): Sender {
  const { redis, disconnect } = openPatient(connection);
  const queue = new Queue(NAME, { connection: redis, prefix: keys.queue });
  queue.on("error", ignore);
  return {
    queue,
    async close() {
      disconnect();
      await connection.within(() => queue.close()).catch(ignore);
    },
  };
}

function openWorker(
  handle: (taskId: string) => Promise<Handled>,
  atOnce: number,
  { connection, keys }: { connection: RedisConnection; keys: Keys },
) {
  const { redis, disconnect } = openPatient(connection);
  const running = new Set<Promise<Handled>>();
  const process = async (job: Job<{ id: string }>, token: string | undefined): Promise<void> => {
    const handling = handle(job.data.id);
    running.add(handling);
    const handled = await handling.finally(() => running.delete(handling));
    if (handled.kind === "hand_back") await worker.pause(true);
    await settle(handled, job, token);
  };
  const worker = new Worker<{ id: string }>(NAME, process, {
    connection: redis,
    prefix: keys.queue,
    concurrency: atOnce,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_INTERVAL_MS,
    maxStalledCount: MAX_STALLED,
  });
  // It tells of broken connections and lost locks, and goes on by itself.
  worker.on("error", ignore);
  return {
    async close() {
      const isClosed = worker.close();
      await Promise.allSettled([...running]);
      // What is handled is handled: a Redis that is gone must not hold the process.
      await connection.within(() => isClosed).catch(ignore);
      disconnect();
      await connection.within(() => isClosed).catch(ignore);
    },
  };
}

/** Throws what tells BullMQ that the job lies elsewhere by now. */
async function settle(handled: Handled, job: Job, token: string | undefined): Promise<void> {
  if (handled.kind === "later") {
    await job.moveToDelayed(Date.now() + Math.max(handled.forMs, SHORTEST_DELAY_MS), token);
    throw new DelayedError();
  }
  if (handled.kind === "hand_back") {
    await job.moveToWait(token);
    throw new WaitingError();
  }
}

function ignore(): void {}
