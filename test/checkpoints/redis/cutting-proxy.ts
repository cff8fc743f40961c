import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A way to Redis that breaks just when Redis has done what it was asked for, and before it can say so. */
export interface CuttingProxy {
  url: string;
  /** The answer after so many more is dropped together with its connection. Resolves when it was. */
  cutAnswer(after: number): Promise<void>;
}

export async function startCuttingProxy(redisUrl: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(redisUrl);
  const sockets = new Set<Socket>();
  let cut: { after: number; done: () => void } | null = null;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", (bytes) => {
      if (cut === null || cut.after > 0) {
        if (cut) cut.after -= 1;
        return void client.write(bytes);
      }
      cut.done();
      cut = null;
      client.destroy();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    url: `redis://127.0.0.1:${address.port}`,
    cutAnswer: (after) =>
      new Promise((done) => {
        cut = { after, done };
      }),
  };
}
