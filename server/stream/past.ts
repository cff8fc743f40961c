/** What a reader gets that is behind the newest events: the log's, or a snapshot of the task where the log has them no more. */
import type { EventLog } from "../../checkpoints/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { Frame, Piece } from "./frames.ts";
import { createLogPages } from "./log-pages.ts";

export interface PastOptions {
  events: Pick<EventLog, "read">;
  encode: (event: TaskEvent) => Frame;
  snapshotOf: (taskId: string) => Promise<TaskEvent | null>;
}

/**
 * @returns what gives the next piece after an event; null for the event asks for the snapshot. Resolves with null when
 * the task is gone; rejects with `store_failed`.
 */
export function createPast({ events, encode, snapshotOf }: PastOptions) {
  const pages = createLogPages(events, encode);
  return async (taskId: string, afterId: number | null): Promise<Piece | null> => {
    const piece = afterId === null ? null : await pages.after(taskId, afterId);
    if (piece) return piece;
    const snapshot = await snapshotOf(taskId);
    if (snapshot === null) return null;
    const { id, bytes } = encode(snapshot);
    // A reader that went on from there would come back to the same gap.
    if (afterId !== null && id <= afterId) throw new PixoraError("internal", `The snapshot of ${taskId} is too old.`);
    return { bytes, lastId: id };
  };
}
