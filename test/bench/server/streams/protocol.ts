/** What the processes of the bench of streams tell each other. */

/** To a process that reads: so many streams of each of these tasks. */
export interface ReadOrder {
  port: number;
  taskIds: string[];
  readers: number;
}

/** From it, when it is told to report. */
export interface ReadReport {
  /** Events that came, over all readers. */
  events: number;
  /** Events that did not follow the one before. */
  gaps: number;
  /** From the append to the receipt, one of each event: milliseconds, sorted. */
  latencies: number[];
}

/** What an event of the bench says first: when it was appended, in milliseconds. */
export const SENT = "sent at ";

/** The same in all processes of this machine. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}
