import { commandOf, descendantIds, megabytesTogether } from "../processes.ts";
import { postOf } from "./posts.ts";

const SAMPLE_MS = 80;

/** The moment when a process and all that it has started took most. Code that several of them share counts once. */
export interface MemoryPeak {
  megabytes: number;
  /** Of the process alone. */
  own: number;
  /** What the others were for. */
  others: string[];
}

export interface MemoryWatch {
  peak(): MemoryPeak;
  stop(): void;
}

export function watchMemory(pid: number): MemoryWatch {
  let peak: MemoryPeak = { megabytes: 0, own: 0, others: [] };
  const sample = () => {
    const others = descendantIds(pid);
    const megabytes = megabytesTogether([pid, ...others]);
    if (megabytes <= peak.megabytes) return;
    peak = { megabytes, own: megabytesTogether([pid]), others: others.map((id) => postOf(commandOf(id))) };
  };
  const sampling = setInterval(sample, SAMPLE_MS);
  return { peak: () => peak, stop: () => clearInterval(sampling) };
}
