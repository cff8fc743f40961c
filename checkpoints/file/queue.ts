/**
 * Wake-ups within this process. What was not handled when it ends is found by whoever looks for unfinished tasks.
 * A task is handled once at a time: a wake-up that comes meanwhile is kept for after.
 */
import type { Handled, QueueWorker, TaskQueue } from "../types.ts";

export interface FileQueue extends TaskQueue {
  close(): Promise<void>;
}

interface Worker extends QueueWorker {
  /** Takes what waits, as far as it has places. */
  look(): void;
}

export function createFileQueue(): FileQueue {
  const line = createLine();
  const workers = new Set<Worker>();
  const lookAll = () => {
    for (const worker of workers) worker.look();
  };
  const wake = (id: string) => {
    line.add(id, null);
    lookAll();
  };
  return {
    async add({ id }) {
      wake(id);
    },
    work(handle, atOnce) {
      const worker = createWorker(line, handle, atOnce, lookAll, () => workers.delete(worker));
      workers.add(worker);
      worker.look();
      return worker;
    },
    async close() {
      line.close();
      await Promise.all([...workers].map((worker) => worker.close()));
    },
  };
}

/** Who waits to be handled, in the order of coming. */
interface Line {
  /** @param except the worker that does not want it */
  add(id: string, except: Worker | null): void;
  addLater(id: string, forMs: number, then: () => void): void;
  /** The next that this worker may have; it is its until it is done. */
  take(worker: Worker): string | null;
  done(id: string): void;
  close(): void;
}

function createLine(): Line {
  const waiting = new Map<string, Worker | null>();
  const handled = new Set<string>();
  const later = new Map<string, NodeJS.Timeout>();
  let isClosed = false;
  const add = (id: string, except: Worker | null) => {
    clearTimeout(later.get(id));
    later.delete(id);
    if (!isClosed) waiting.set(id, except);
  };
  return {
    add,
    addLater(id, forMs, then) {
      if (isClosed || waiting.has(id)) return;
      clearTimeout(later.get(id));
      later.set(
        id,
        setTimeout(() => {
          add(id, null);
          then();
        }, forMs),
      );
    },
    take(worker) {
      const [id] = [...waiting].find(([id, except]) => except !== worker && !handled.has(id)) ?? [null];
      if (id === null) return null;
      waiting.delete(id);
      handled.add(id);
      return id;
    },
    done: (id) => void handled.delete(id),
    close() {
      isClosed = true;
      waiting.clear();
      for (const timer of later.values()) clearTimeout(timer);
      later.clear();
    },
  };
}

function createWorker(
  line: Line,
  handle: (taskId: string) => Promise<Handled>,
  atOnce: number,
  lookAll: () => void,
  onClose: () => void,
): Worker {
  const running = new Set<Promise<void>>();
  let isClosed = false;
  const run = async (id: string) => {
    const handled = await handle(id);
    line.done(id);
    if (handled.kind === "later") line.addLater(id, handled.forMs, lookAll);
    if (handled.kind === "hand_back") line.add(id, worker);
  };
  const worker: Worker = {
    look() {
      while (!isClosed && running.size < atOnce) {
        const id = line.take(worker);
        if (id === null) return;
        const turn: Promise<void> = run(id).finally(() => {
          running.delete(turn);
          lookAll();
        });
        running.add(turn);
      }
    },
    async close() {
      isClosed = true;
      onClose();
      await Promise.all(running);
    },
  };
  return worker;
}
