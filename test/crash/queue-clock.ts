/** BullMQ's own clock, put forward: a dead worker's lock lapses after 30 s, and tests do not wait for it. */
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "bullmq";
import { Redis } from "ioredis";

const STATES = ["active", "wait", "delayed", "paused", "prioritized"];

/** A wake-up that somebody works on, or worked on when they died. */
export interface ActiveJob {
  id: string;
  /** Who that is; null when their lock has lapsed. */
  lock: string | null;
}

export interface QueueClock {
  active(): Promise<ActiveJob[]>;
  /** Resolves when no wake-up is left. */
  untilEmpty(mostMs: number): Promise<void>;
  /** Lets these locks lapse, as the time would, and has lost jobs looked for until none of these is active. */
  forget(jobs: readonly ActiveJob[]): Promise<void>;
  close(): void;
}

/** @param prefix of the installation's keys */
export function openQueueClock({ url, prefix }: { url: string; prefix: string }): QueueClock {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  // It may be a Redis that is killed: the client connects again by itself.
  redis.on("error", () => {});
  const place = `{${prefix}}:tasks`;
  const lockOf = (id: string) => `${place}:${id}:lock`;
  const active = async () => {
    const ids = await redis.lrange(`${place}:active`, 0, -1);
    return Promise.all(ids.map(async (id): Promise<ActiveJob> => ({ id, lock: await redis.get(lockOf(id)) })));
  };
  const count = async (state: string) => {
    const key = `${place}:${state}`;
    return (await redis.type(key)) === "zset" ? redis.zcard(key) : redis.llen(key);
  };
  const lapse = async ({ id, lock }: ActiveJob) => {
    if ((await redis.get(lockOf(id))) === lock) await redis.del(lockOf(id));
  };
  return {
    active,
    async untilEmpty(mostMs) {
      const deadline = performance.now() + mostMs;
      for (;;) {
        const counts = await Promise.all(STATES.map(async (state) => [state, await count(state)] as const));
        const left = counts.filter(([, many]) => many > 0);
        if (left.length === 0) return;
        if (performance.now() > deadline) throw new Error(`Wake-ups are left: ${left.join(", ")}.`);
        await pause(20);
      }
    },
    async forget(jobs) {
      if (jobs.length === 0) return;
      const options = { autorun: false, prefix: `{${prefix}}`, stalledInterval: 1000, maxStalledCount: 1_000_000 };
      const looker = new Worker("tasks", async () => {}, { connection: redis.duplicate(), ...options });
      const isLeft = async () => (await active()).some(({ id }) => jobs.some((job) => job.id === id));
      try {
        while (await isLeft()) {
          for (const job of jobs) await lapse(job);
          await redis.del(`${place}:stalled-check`);
          await looker.startStalledCheckTimer();
          await pause(20);
        }
      } finally {
        await looker.close(true);
      }
    },
    close: () => redis.disconnect(),
  };
}
