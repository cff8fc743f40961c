/** A service on this machine that takes what telemetry sends. */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Received {
  method: string;
  path: string;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

/** @param answer says `200 {}` when absent */
export async function openReceiver(
  answer: (request: Received, response: ServerResponse) => void = (_request, response) => void response.end("{}"),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const taken = { method: request.method ?? "", path: request.url ?? "", body: await text(request) };
    received.push(taken);
    response.setHeader("content-type", "application/json");
    answer(taken, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
