/** How the telling of a task's end is called: each epoch of a task ends once. */
import type { Fence } from "./types.ts";

/** The same for every try, and for nothing else. It holds no full stop, which would tell signed parts apart. */
export function toDeliveryId({ taskId, epoch }: Fence): string {
  return `msg_${taskId}_${epoch}`;
}

/** Which end it is of; null for what is no such name. */
export function readDeliveryId(id: string): Fence | null {
  const [, taskId, epoch] = /^msg_(.+)_(\d+)$/.exec(id) ?? [];
  return taskId === undefined ? null : { taskId, epoch: Number(epoch) };
}
