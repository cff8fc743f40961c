/** Looks after all readers with one timer: heartbeats, and an end for those that take nothing. */
import type { Clock } from "../../providers/back-off.ts";
import type { Reader } from "./reader.ts";

export interface RoundsOptions {
  /** A comment to every reader, so often: milliseconds. */
  heartbeatMs: number;
  /** A reader that takes nothing for so many milliseconds is cut. */
  stallMs: number;
  clock: Clock;
}

export interface Rounds {
  add(reader: Reader): void;
  remove(reader: Reader): void;
  readers(): Reader[];
  count(): number;
  /** Resolves when there are none. */
  whenEmpty(): Promise<void>;
  /** Looks after nobody any more. */
  stop(): void;
}

/** Each round takes one of these, so that thousands of heartbeats are not written at once. */
const GROUPS = 15;

export function startRounds({ heartbeatMs, stallMs, clock }: RoundsOptions): Rounds {
  const groupOf = new Map<Reader, number>();
  let isStopped = false;
  // One for each pause: on a signal that lives as long as the process, what waited once would pile up.
  let pause = new AbortController();
  let round = 0;
  let onEmpty = () => {};
  const goRound = () => {
    round++;
    for (const [reader, group] of groupOf) {
      reader.check(stallMs);
      if (group === round % GROUPS) reader.beat();
    }
  };
  const goOn = async () => {
    while (!isStopped) {
      pause = new AbortController();
      await clock.sleep(heartbeatMs / GROUPS, pause.signal);
      goRound();
    }
  };
  goOn().catch((error) => {
    if (!isStopped) throw error;
  });
  return {
    // The group that was just looked after: its turn is one whole time from now.
    add: (reader) => void groupOf.set(reader, round % GROUPS),
    remove(reader) {
      groupOf.delete(reader);
      if (groupOf.size === 0) onEmpty();
    },
    readers: () => [...groupOf.keys()],
    count: () => groupOf.size,
    async whenEmpty() {
      if (groupOf.size > 0) await new Promise<void>((resolve) => (onEmpty = resolve));
    },
    stop() {
      isStopped = true;
      pause.abort();
    },
  };
}
