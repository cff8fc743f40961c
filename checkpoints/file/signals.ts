/** Words between the parts of one process: others do not hear them. */
import type { Signals } from "../types.ts";

export interface FileSignals extends Signals {
  close(): void;
}

export function createFileSignals(): FileSignals {
  const channels = new Map<string, Set<(text: string) => void>>();
  return {
    async tell(channel, text) {
      for (const hear of [...(channels.get(channel) ?? [])]) hear(text);
    },
    listen(channel, hear) {
      const listeners = channels.get(channel) ?? new Set();
      // One function of its own for each who listens, so that each can stop by itself.
      const listener = (text: string) => hear(text);
      channels.set(channel, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel);
      };
    },
    close: () => channels.clear(),
  };
}
