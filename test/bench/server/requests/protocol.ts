/** What the process that asks the service is told, and tells. */

/** A task that may be asked for, with the key of its owner. */
export interface OwnedTask {
  id: string;
  key: string;
}

/** Ask for so long, over so many connections, on each one request after the other. */
export interface AskOrder {
  port: number;
  what: "healthz" | "create" | "status";
  connections: number;
  seconds: number;
  /** Keys of owners, who take turns at creating. */
  keys: string[];
  /** Take turns at being asked for. */
  tasks: OwnedTask[];
}

export interface AskReport {
  /** From the first request to the last answer: seconds. */
  seconds: number;
  requests: number;
  /** Answers that were others than expected. */
  failed: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** What was created. */
  tasks: OwnedTask[];
}
