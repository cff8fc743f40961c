/** What an owner's server is told of the end of a task, and how it is signed (Standard Webhooks). */
import { Webhook } from "standardwebhooks";
import type { Delivery } from "../../checkpoints/types.ts";
import type { Task } from "../../models/task.ts";

export interface OutgoingWebhook {
  body: string;
  headers: Record<string, string>;
}

export interface MessageOptions {
  /** `whsec_` and base64. */
  secret: string;
  /** A task as its owner sees it, as JSON. */
  publicTask(task: Task): unknown;
}

/** @param now the time of this try: milliseconds since 1970. Each try is signed anew, under the same id */
export function writeMessage(
  { id, taskId, task, endedAt }: Delivery,
  { secret, publicTask }: MessageOptions,
  now: number,
): OutgoingWebhook {
  const type = `task.${task.status}`;
  const body = JSON.stringify({ type, timestamp: endedAt, taskId, task: publicTask(task) });
  return {
    body,
    headers: {
      "user-agent": "Pixora",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, new Date(now), body),
    },
  };
}
