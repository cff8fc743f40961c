/** Waiting for a task to change, or to end, without asking for it again and again. */
import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "../../checkpoints/types.ts";
import type { TaskEvent } from "../../models/event.ts";
import { deadlineAfter } from "../../providers/deadline.ts";
import { joinSignals } from "../join-signals.ts";

export interface Patience {
  taskId: string;
  seconds: number;
  /** Waited until one of them aborts. */
  signals: readonly AbortSignal[];
  /** Whether this event is worth a look. */
  isOfUse(event: TaskEvent): boolean;
}

/** Some changes have no event, such as the wish to cancel: so often is looked all the same, in milliseconds. */
const LOOK_AGAIN_MS = 1000;

/**
 * Looks at a task until there is something to tell, or patience ends, and resolves with what was seen last.
 * @param look resolves with null while it is not worth telling
 */
export async function waitFor<Seen>(
  events: Pick<EventLog, "follow" | "lastId">,
  { taskId, seconds, signals, isOfUse }: Patience,
  look: () => Promise<Seen | null>,
): Promise<Seen | null> {
  const over = new AbortController();
  const { signal, letGo } = joinSignals(...signals, deadlineAfter(seconds * 1000), over.signal);
  const bell = createBell();
  // Read before the task: what happens between is shown, and not waited for.
  const lastId = await events.lastId(taskId);
  const listening = listen(events, { taskId, lastId, signal, isOfUse, ring: bell.ring });
  try {
    for (;;) {
      const seen = await look();
      if (seen !== null || signal.aborted) return seen;
      await Promise.race([bell.rung(), delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {})]);
    }
  } finally {
    over.abort();
    letGo();
    await listening;
  }
}

interface Listening extends Pick<Patience, "taskId" | "isOfUse"> {
  lastId: number;
  signal: AbortSignal;
  ring(): void;
}

/** A log that cannot be read, or is over, is made up for by looking. */
async function listen(
  events: Pick<EventLog, "follow">,
  { taskId, lastId, signal, isOfUse, ring }: Listening,
): Promise<void> {
  try {
    for await (const event of events.follow(taskId, lastId, signal)) if (isOfUse(event)) ring();
  } catch {
    // Whoever looks next finds out.
  }
}

/** Remembers that it rang until somebody waits for it. */
function createBell() {
  let hasRung = false;
  let wake = () => {};
  return {
    ring() {
      hasRung = true;
      wake();
    },
    async rung(): Promise<void> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      hasRung = false;
    },
  };
}
