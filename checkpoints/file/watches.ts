/**
 * Who wants to hear that a journal has news: at once when this process added to it or was knocked at, and after a
 * moment when another process did.
 */
import { stat } from "node:fs/promises";

export interface Watches {
  /** Calls back after each change. A busy one keeps the process alive. Returns what stops it. */
  add(id: string, tell: () => void, isBusy: boolean): () => void;
  tell(id: string): void;
  isClosed(): boolean;
  /** Tells everybody a last time. */
  close(): void;
}

/** How often a file is looked at for what others added: milliseconds. */
const LOOK_MS = 250;

export function createWatches(pathOf: (id: string) => string): Watches {
  const watchers = new Map<string, Set<() => void>>();
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;
  return {
    add(id, tell, isBusy) {
      const all = watchers.get(id) ?? new Set();
      watchers.set(id, all.add(tell));
      const timer = setInterval(createLook(pathOf(id), tell), LOOK_MS);
      if (!isBusy) timer.unref();
      timers.add(timer);
      return () => {
        clearInterval(timer);
        timers.delete(timer);
        all.delete(tell);
        if (all.size === 0 && watchers.get(id) === all) watchers.delete(id);
      };
    },
    tell(id) {
      for (const tell of [...(watchers.get(id) ?? [])]) tell();
    },
    isClosed: () => isClosed,
    close() {
      isClosed = true;
      for (const timer of timers) clearInterval(timer);
      for (const tell of [...watchers.values()].flatMap((all) => [...all])) tell();
    },
  };
}

/** Tells when the file is another one, or longer, than the last time; at the first time for what may have come before it. */
function createLook(path: string, tell: () => void): () => Promise<void> {
  let last: string | null = null;
  return async () => {
    const found = await stat(path).catch(() => null);
    const now = `${found?.ino}:${found?.size}`;
    if (last !== now) tell();
    last = now;
  };
}
