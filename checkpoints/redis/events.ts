/**
 * Events in Redis: one stream for each task, whose entries have the events' own ids. Followers read the stream, and sleep
 * until the news says that there is more: thousands of them need no connection of their own.
 */
import type { TaskEvent } from "../../models/event.ts";
import { hasEnded, type TaskStatus } from "../../models/task.ts";
import type { EventLog } from "../types.ts";
import { refuseFenced } from "./fence.ts";
import { listOf, script, textOf } from "./script.ts";
import type { Ground } from "./tasks.ts";

/** KEYS: row, events. ARGV: epoch, channel, then the events, each as its id and its text. */
const APPEND = script(`
if not holds(KEYS[1], ARGV[1]) then return 'fenced' end
local before = tonumber(redis.call('HGET', KEYS[1], 'last'))
local last = before
for place = 3, #ARGV, 2 do
  local id = tonumber(ARGV[place])
  if id > last + 1 then return 'gap' end
  last = math.max(last, id)
end
if last == before then return 'ok' end
redis.call('HSET', KEYS[1], 'last', whole(last))
for place = 3, #ARGV, 2 do
  if tonumber(ARGV[place]) > before then
    redis.call('XADD', KEYS[2], ARGV[place] .. '-0', 'event', ARGV[place + 1])
  end
end
redis.call('PUBLISH', ARGV[2], 'events')
return 'ok'
`);

/** KEYS: row, events. The status, and the last event that is still there: a list ends with the first thing that is not. */
const TAIL = script(`
local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
return {redis.call('HGET', KEYS[1], 'status'), newest and newest[2][2]}
`);

/** How many events a follower reads in one go. */
const STRIDE = 200;

export function createRedisEvents({ connection, keys, news }: Pick<Ground, "connection" | "keys" | "news">): EventLog {
  const { ask, run } = connection;

  const read: EventLog["read"] = async (taskId, afterId, limit) => {
    const from = String(Math.max(0, Math.trunc(afterId)) + 1);
    const bounds = limit === undefined ? [] : ["COUNT", String(limit)];
    const entries = await ask((redis) => redis.call("XRANGE", [keys.task(taskId).events, from, "+", ...bounds]));
    return toEvents(entries);
  };

  /** Whether nothing comes after this event: the log ends with the task, or is no more. */
  const isOver = async (taskId: string, afterId: number): Promise<boolean> => {
    const { row, events } = keys.task(taskId);
    const [status, newest] = listOf(await run(TAIL, [row, events], [])).map(textOf);
    if (!newest) return afterId > 0 || !status || hasEnded(status as TaskStatus);
    const event: TaskEvent = JSON.parse(newest);
    return event.event === "task-end" && event.id <= afterId;
  };

  return {
    async append(fence, events) {
      if (events.length === 0) return;
      const { row, events: stream, news: channel } = keys.task(fence.taskId);
      const entries = events.flatMap((event) => [event.id, JSON.stringify(event)]);
      refuseFenced(await run(APPEND, [row, stream], [fence.epoch, channel, ...entries]), fence);
    },
    read,
    lastId: async (taskId) => Number((await ask((redis) => redis.hget(keys.task(taskId).row, "last"))) ?? 0),
    async *follow(taskId, afterId, signal) {
      const bell = createBell(signal);
      const leave = news.listen(taskId, bell.ring);
      try {
        for (let last = afterId; !signal.aborted; ) {
          const events = await read(taskId, last, STRIDE);
          for (const event of untilAborted(events, signal)) {
            yield event;
            last = event.id;
          }
          const mayBeLast = events.length === 0 || events.at(-1)?.event === "task-end";
          if (mayBeLast && (await isOver(taskId, last))) return;
          if (events.length === 0) await bell.rung();
        }
      } finally {
        leave();
        bell.silence();
      }
    },
  };
}

/** Who follows may be gone before a page is told. */
function* untilAborted(events: readonly TaskEvent[], signal: AbortSignal): Generator<TaskEvent> {
  for (const event of events) {
    if (signal.aborted) return;
    yield event;
  }
}

function toEvents(entries: unknown): TaskEvent[] {
  return (Array.isArray(entries) ? entries : []).map((entry) => JSON.parse(entry[1][1]));
}

/** Wakes who waits, also when it rang before they did. */
function createBell(signal: AbortSignal) {
  let hasRung = false;
  let wake: (() => void) | null = null;
  const ring = (tidings?: unknown) => {
    if (tidings === "cancel") return;
    hasRung = true;
    wake?.();
  };
  signal.addEventListener("abort", ring);
  return {
    ring,
    silence: () => signal.removeEventListener("abort", ring),
    async rung(): Promise<void> {
      if (!hasRung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      hasRung = false;
      wake = null;
    },
  };
}
