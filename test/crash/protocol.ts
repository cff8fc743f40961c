/** What the tests and their child processes say to each other. All of it is plain data. */
import type { TaskEvent } from "../../models/event.ts";
import type { VideoRequestInput } from "../../models/request.ts";
import type { Settlement } from "../../models/task-row.ts";
import type { WorkerNews } from "../../server/tasks/worker.ts";

/** What a process composes the product of. */
export interface ProductOptions {
  store: { kind: "redis"; url: string; prefix: string } | { kind: "file" };
  /** Absolute. Films lie in `films/<task id>` below it. */
  dataDir: string;
  /** Variables as a user would set them. */
  environment: Record<string, string>;
  leaseMs: number;
  sweepMs: number;
  /** Media work that takes no time and makes no film. */
  hasLightMedia?: boolean;
}

/** Where a process ends itself by SIGKILL: the nth time that it comes by a place of `crash-points.ts`. */
export interface CrashPoint {
  place: string;
  /** 1 when absent. */
  nth?: number;
  /** It does not end, but tells that it is there and waits for `go`. */
  waits?: boolean;
}

export type Work =
  /** Carries accepted tasks out until it is told to stop. */
  | { kind: "work"; atOnce: number }
  /** Makes a task for workers. */
  | { kind: "submit"; taskId: string; request: VideoRequestInput }
  /** Makes a task, as a user in front of it does. */
  | { kind: "make"; taskId: string; request: VideoRequestInput }
  | { kind: "resume"; taskId: string; onInDoubt?: "retry"; settle?: Record<string, Settlement> }
  | { kind: "cancel"; taskId: string };

export type Order =
  | { kind: "do"; product: ProductOptions; works: Work[]; crash: CrashPoint | null }
  /** For a process that waits at a place. */
  | { kind: "go" }
  /** Hands back what is being worked on. */
  | { kind: "stop" };

export type News =
  | { kind: "ready" }
  /** It waits there. */
  | { kind: "at"; place: string }
  | { kind: "event"; event: TaskEvent }
  | { kind: "worker"; news: WorkerNews }
  | { kind: "bug"; text: string }
  /** All works are done. */
  | { kind: "done" }
  | { kind: "failed"; text: string };

/** What a process says on its standard output with its last breath. */
export const LAST_WORD = "killed itself at ";
