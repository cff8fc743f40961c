import { once } from "node:events";
import { type ClientRequest, get, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import type { EventStreams } from "../../../server/stream/event-streams.ts";
import { STREAM_HEADERS } from "../../../server/stream/headers.ts";

export interface StreamServer {
  port: number;
  /** The connections that are open. */
  sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

/** The streams over real HTTP, as the endpoint serves them. */
export async function serveStreams(streams: EventStreams): Promise<StreamServer> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get("/:taskId", async (context) => {
    const { outgoing } = context.env;
    const opened = await streams.open({
      taskId: context.req.param("taskId"),
      owner: null,
      afterId: Number(context.req.header("last-event-id") ?? 0),
      signal: context.req.raw.signal,
      cut: () => outgoing.destroy(),
    });
    if (opened.kind === "stream") return new Response(opened.body, { headers: STREAM_HEADERS });
    return context.body(null, opened.kind === "nothing" ? 204 : 503);
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    sockets,
    async close() {
      await streams.close();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Asks for a stream over a connection of its own. */
export async function askFor(
  port: number,
  taskId: string,
  afterId: number,
): Promise<{ request: ClientRequest; answer: IncomingMessage }> {
  const headers = { "last-event-id": String(afterId) };
  const request = get({ port, host: "127.0.0.1", path: `/${taskId}`, headers, agent: false });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  // It ends when its connection is reset: that is what the tests do.
  answer.on("error", () => {});
  request.on("error", () => {});
  return { request, answer };
}
