import { describe, expect, it } from "vitest";
import type { TaskEvent } from "../../../models/event.ts";
import { waitFor } from "../../../server/endpoints/waiting.ts";

const step: TaskEvent = {
  id: 1,
  taskId: "t1",
  at: "2026-11-22T12:00:00.000Z",
  event: "step-start",
  data: { step: "planner", scene: null },
};

/** A log that tells what the test hands it, until nobody listens. */
function aLog() {
  let hand: (event: TaskEvent) => void = () => {};
  let stopped = false;
  const log = {
    lastId: async () => 0,
    async *follow(_taskId: string, _afterId: number, signal: AbortSignal) {
      try {
        while (!signal.aborted) {
          yield await new Promise<TaskEvent>((resolve, reject) => {
            hand = resolve;
            signal.addEventListener("abort", () => reject(new Error("over")), { once: true });
          });
        }
      } finally {
        stopped = true;
      }
    },
  };
  return { log, tell: (event: TaskEvent) => hand(event), hasStopped: () => stopped };
}

const patience = { taskId: "t1", seconds: 5, signals: [], isOfUse: () => true };

describe("waiting for a task", () => {
  it("ends at once when there is something to tell, and follows nothing any more", async () => {
    const { log, hasStopped } = aLog();
    expect(await waitFor(log, patience, async () => "seen")).toBe("seen");
    expect(hasStopped()).toBe(true);
  });

  it("looks again as soon as an event is told", async () => {
    const { log, tell } = aLog();
    const looks: number[] = [];
    const waiting = waitFor(log, patience, async () => {
      looks.push(performance.now());
      if (looks.length === 1) setImmediate(() => tell(step));
      return looks.length > 1 ? "changed" : null;
    });
    expect(await waiting).toBe("changed");
    expect((looks[1] ?? 0) - (looks[0] ?? 0)).toBeLessThan(900);
  });

  it("looks again after a moment, for changes without an event", async () => {
    const { log } = aLog();
    let looks = 0;
    expect(await waitFor(log, patience, async () => (++looks > 1 ? "changed" : null))).toBe("changed");
  });

  it("looks at no event that is of no use", async () => {
    const { log, tell } = aLog();
    let looks = 0;
    const waiting = waitFor(log, { ...patience, seconds: 0.3, isOfUse: () => false }, async () => {
      looks++;
      setImmediate(() => tell(step));
      return null;
    });
    expect(await waiting).toBeNull();
    expect(looks).toBe(2);
  });

  it("ends when patience does, or whoever asked has gone", async () => {
    const { log } = aLog();
    const gone = new AbortController();
    const waiting = waitFor(log, { ...patience, signals: [gone.signal] }, async () => null);
    gone.abort();
    expect(await waiting).toBeNull();
    expect(await waitFor(log, { ...patience, seconds: 0.05 }, async () => null)).toBeNull();
  });

  it("goes on by looking when the log cannot be followed", async () => {
    const broken = {
      lastId: async () => 0,
      async *follow(): AsyncGenerator<TaskEvent, void, undefined> {
        yield* await Promise.reject<TaskEvent[]>(new Error("The log is gone."));
      },
    };
    let looks = 0;
    expect(await waitFor(broken, patience, async () => (++looks > 1 ? "changed" : null))).toBe("changed");
  });
});
