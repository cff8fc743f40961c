import { randomBytes } from "node:crypto";
import { PixoraError } from "../models/error.ts";
import { TaskId } from "../models/task.ts";

/** A name that sorts by time and can be typed: `20261122-174501-x7k2q9`. */
export function newTaskId(now = new Date()): string {
  const stamp = now.toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  const tail = [...randomBytes(6)].map((byte) => (byte % 36).toString(36)).join("");
  return `${stamp}-${tail}`;
}

/** @throws PixoraError `invalid_request` for a name that no folder and no row may have */
export function refuseOddName(taskId: string | undefined): void {
  if (taskId === undefined) return;
  const { error } = TaskId.safeParse(taskId);
  if (error) throw new PixoraError("invalid_request", `taskId: ${error.issues[0]?.message}`);
}
