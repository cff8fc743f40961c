import { EventEmitter, once } from "node:events";
import type { EventLog } from "../../../checkpoints/types.ts";
import type { TaskEvent } from "../../../models/event.ts";

/** A log in memory that fails when it is told to, and counts what is asked of it. */
export interface MemoryLog extends EventLog {
  add(...events: TaskEvent[]): void;
  /** Forgets the events up to this one, as a log does whose time is over. */
  forget(upTo: number): void;
  /** What every question is answered with from now on; null for the truth. Followers are told at once. */
  fail(error: Error | null): void;
  reads(): number;
  followers(): number;
}

export function createMemoryLog(): MemoryLog {
  const news = new EventEmitter().setMaxListeners(0);
  let events: TaskEvent[] = [];
  let last = 0;
  let failure: Error | null = null;
  let reads = 0;
  let followers = 0;
  const answer = async <Answer>(give: () => Answer): Promise<Answer> => {
    await new Promise(setImmediate);
    if (failure) throw failure;
    return give();
  };
  const newer = (afterId: number) => events.filter(({ id }) => id > afterId);
  const isOver = (afterId: number) =>
    afterId >= last && (events.at(-1)?.event ?? "task-end") === "task-end" && last > 0;
  return {
    append: async () => {
      throw new Error("Use add.");
    },
    async read(_taskId, afterId, limit) {
      reads++;
      return answer(() => newer(afterId).slice(0, limit));
    },
    lastId: () => answer(() => last),
    async *follow(_taskId, afterId, signal) {
      followers++;
      try {
        for (let lastId = afterId; !signal.aborted; ) {
          for (const event of await answer(() => newer(lastId))) {
            yield event;
            lastId = event.id;
          }
          if (isOver(lastId)) return;
          if (!failure && last <= lastId) await once(news, "news", { signal }).catch(() => undefined);
        }
      } finally {
        followers--;
      }
    },
    add(...more) {
      events.push(...more);
      last = events.at(-1)?.id ?? last;
      news.emit("news");
    },
    forget(upTo) {
      events = newer(upTo);
    },
    fail(error) {
      failure = error;
      news.emit("news");
    },
    reads: () => reads,
    followers: () => followers,
  };
}
