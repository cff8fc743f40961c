import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import type { Delivery } from "../../../checkpoints/types.ts";
import { createPostOutside } from "../../../providers/post-outside.ts";
import { createWebhookSender, type WebhookSenderOptions } from "../../../server/webhooks/sender.ts";
import { type OutsideServer, serve } from "../../providers/outside-server.ts";
import { aTask } from "../../task-sample.ts";

export const SECRET = `whsec_${randomBytes(32).toString("base64")}`;

/** One request that came, after its signature was checked. */
export interface Received {
  id: string;
  method: string | undefined;
  headers: IncomingMessage["headers"];
  body: unknown;
}

export interface Receiver extends OutsideServer {
  url: string;
  received: Received[];
}

/** The server of a task's owner. It ends with the test. @param answer what it does with the one that came */
export async function openReceiver(
  answer: (received: Received, response: ServerResponse, count: number) => void = (_received, response) =>
    void response.end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = new Webhook(SECRET).verify(Buffer.concat(chunks).toString(), headers);
    const one = { id: headers["webhook-id"] ?? "", method: request.method, headers: request.headers, body };
    received.push(one);
    answer(one, response, received.length);
  };
  const server = await serve((request, response) => {
    hear(request, response).catch(() => response.writeHead(401).end());
  });
  return { ...server, url: `http://${server.host}/hook?token=s3cret`, received };
}

/** A sender that may reach these. */
export function senderTo(receivers: readonly OutsideServer[], options: Partial<WebhookSenderOptions> = {}) {
  const post = createPostOutside({ allowedHosts: receivers.map(({ host }) => host) });
  return createWebhookSender({ post, secret: SECRET, publicTask: ({ id, status }) => ({ id, status }), ...options });
}

export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: "msg_task-1_3",
    taskId: "task-1",
    url: "https://owner.example/hook",
    task: aTask({ status: "completed" }),
    tries: 0,
    endedAt: "2026-11-22T12:00:30.000Z",
    ...changes,
  };
}
