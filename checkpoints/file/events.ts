/** A task's events, in its journal. */
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { EventLog } from "../types.ts";
import { refuseStale } from "./holds.ts";
import type { JournalLine } from "./journal-lines.ts";
import type { FileParts } from "./parts.ts";
import type { TaskState } from "./task-state.ts";

export function createFileEvents({ folder, holds, watches }: FileParts): EventLog {
  const look = <Result>(taskId: string, see: (state: TaskState) => Result) => folder.journal(taskId).read(see);
  return {
    async append(fence, events) {
      await holds.check(fence);
      const isEnd = events.some(({ event }) => event === "task-end");
      await folder.journal(fence.taskId).change(
        (state) => {
          refuseStale(state, fence);
          return { lines: newEventLines(state, events), result: undefined };
        },
        isEnd ? "disk" : "system",
      );
    },
    read: (taskId, afterId, limit) =>
      look(taskId, ({ events }) => events.slice(afterId, limit === undefined ? undefined : afterId + limit)),
    lastId: (taskId) => look(taskId, ({ events }) => events.length),
    async *follow(taskId, afterId, signal) {
      const news = createNews();
      const stop = watches.add(taskId, news.tell, true);
      signal.addEventListener("abort", news.tell);
      try {
        for (let lastId = afterId; !signal.aborted && !watches.isClosed(); await news.wait()) {
          news.clear();
          const events = await look(taskId, ({ events }) => events.slice(lastId));
          yield* untilAborted(events, signal);
          lastId += events.length;
          if (await look(taskId, (state) => isOver(state, lastId))) return;
        }
      } finally {
        stop();
        signal.removeEventListener("abort", news.tell);
      }
    },
  };
}

/** The lines of those that are not there yet. Throws `internal` when one between is missing. */
export function newEventLines({ events: known }: TaskState, events: readonly TaskEvent[]): JournalLine[] {
  const fresh = events.filter(({ id }) => id > known.length);
  const gap = fresh.find(({ id }, place) => id !== known.length + place + 1);
  if (gap) throw new PixoraError("internal", `The event ${gap.id} came after the event ${known.length} of its task.`);
  return fresh.map((event) => ({ kind: "event", event }));
}

function* untilAborted(events: readonly TaskEvent[], signal: AbortSignal): Generator<TaskEvent, void, undefined> {
  for (const event of events) {
    if (signal.aborted) return;
    yield event;
  }
}

/** Whether the end of the task is the last of its events, and was told; or the task is there no more. */
function isOver({ row, events }: TaskState, toldId: number): boolean {
  if (row === null) return true;
  return events.length <= toldId && events.at(-1)?.event === "task-end";
}

/** Remembers that there was news until somebody asks. */
function createNews() {
  let isNews = false;
  let wake = () => {};
  return {
    tell() {
      isNews = true;
      wake();
    },
    clear() {
      isNews = false;
    },
    wait: () =>
      new Promise<void>((resolve) => {
        if (isNews) resolve();
        wake = resolve;
      }),
  };
}
