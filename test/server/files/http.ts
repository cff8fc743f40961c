import { readdir, readlink } from "node:fs/promises";
import { type AddressInfo, connect } from "node:net";
import { serve } from "@hono/node-server";
import { onTestFinished } from "vitest";
import { toAnswer } from "../../../server/http/problem.ts";

/** Answers over real HTTP, as the app does: null is a 404. Ends with the test. */
export async function serveOverHttp(answer: (request: Request) => Promise<Response | null>): Promise<string> {
  const server = serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      try {
        return (await answer(request)) ?? new Response(null, { status: 404 });
      } catch (error) {
        return toAnswer(error, "test", (text) => text);
      }
    },
  });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

/** Asks by a plain socket, and reads nothing. */
export async function askAndNeverRead(url: string): Promise<{ leave(): void }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  socket.pause();
  socket.write(`GET / HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
  return { leave: () => void socket.destroy() };
}

/** How often this process has a file open. */
export async function timesOpen(path: string): Promise<number> {
  const names = await readdir("/proc/self/fd");
  const targets = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => null)));
  return targets.filter((target) => target === path).length;
}
