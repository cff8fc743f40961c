import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import type { TaskEvent } from "../../../models/event.ts";
import { createEventStreams, type StreamNews } from "../../../server/stream/event-streams.ts";
import { anEvent } from "../../contract/checkpoints/task-samples.ts";
import { createMemoryLog } from "./memory-log.ts";
import { numbers } from "./stream-reader.ts";
import { askFor, serveStreams } from "./stream-server.ts";

const taskId = "task-1";
const READERS = 20;
/** Together far more than the buffers of two sockets hold. */
const EVENTS = 600;
const EVENT_BYTES = 20_000;
/** One piece that is being written, and what the socket holds beside it. */
const MOST_WAITING_BYTES = 2 * 64 * 1024;

it("readers that take nothing are cut, cost one piece of memory each, and disturb nobody", async () => {
  const log = createMemoryLog();
  const news: StreamNews[] = [];
  const streams = createEventStreams({
    events: log,
    present: (event) => event,
    snapshotOf: async () => null,
    limits: { perOwner: 100, perProcess: 100, stallMs: 1000, heartbeatMs: 1500 },
    onNews: (told) => news.push(told),
  });
  const server = await serveStreams(streams);
  onTestFinished(server.close);
  log.add(...numbers(1, EVENTS).map(aBigEvent));
  const stalled = await Promise.all(numbers(1, READERS).map(() => stall(server.port)));
  const stalledSockets = [...server.sockets];
  const awake = countEvents(server.port);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, ...stalledSockets.map((socket) => socket.writableLength));
  }, 10);
  const ends = () => news.filter((told) => told.kind === "closed" && told.how === "stalled");
  await expect.poll(() => ends().length, { timeout: 8000 }).toBe(READERS);
  clearInterval(watch);
  await expect.poll(() => stalledSockets.every((socket) => socket.destroyed)).toBe(true);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(MOST_WAITING_BYTES);
  log.add(anEvent(taskId, EVENTS + 1, "task-end"));
  expect(await awake).toBe(EVENTS + 1);
  for (const socket of stalled) socket.destroy();
  expect(streams.count()).toEqual({ streams: 0, tasks: 0 });
});

/** Asks for a stream, and takes nothing of the answer. */
async function stall(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").pause();
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(`GET /${taskId} HTTP/1.1\r\nHost: test\r\n\r\n`);
  return socket;
}

/** All that a reader gets until its stream ends. */
async function countEvents(port: number): Promise<number> {
  const { answer } = await askFor(port, taskId, 0);
  let count = 0;
  let rest = "";
  for await (const bytes of answer) {
    const blocks = (rest + bytes.toString()).split("\n\n");
    rest = blocks.pop() ?? "";
    count += blocks.filter((block) => block.startsWith("id: ")).length;
  }
  return count;
}

function aBigEvent(id: number): TaskEvent {
  const data = { step: "planner" as const, scene: null, fraction: 0, message: "x".repeat(EVENT_BYTES) };
  return { ...anEvent(taskId, id), event: "step-progress", data };
}
