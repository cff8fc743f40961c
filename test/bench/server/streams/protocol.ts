/** What the processes of the bench of streams tell each other. */

/** To a process that reads. */
export interface ReadOrder {
  port: number;
  /** Whole HTTP requests, which the readers send in turn. */
  requests: string[];
  readers: number;
  /** Whether a reader is there when its answer begins, or when its request is sent. */
  answers: "at once" | "later";
}

/** From it, when it is told to report. */
export interface ReadReport {
  /** Readers whose answer was not 200. */
  refused: number;
  /** Readers whose connection broke, or was never made. */
  broken: number;
  /** Events that came, over all readers. */
  events: number;
  /** Events that did not follow the one before, by their ids. */
  gaps: number;
  /** From when it was due to the receipt, one of each event: milliseconds, sorted. */
  latencies: number[];
}

/** What an event of the bench says first: when it was due, in milliseconds. */
export const SENT = "sent at ";

/** The same in all processes of this machine. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}
