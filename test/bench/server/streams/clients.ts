/** A process of the bench: many readers of event streams over sockets of their own, which only count and measure. */
import { connect, type Socket } from "node:net";
import { type ReadOrder, type ReadReport, SENT, sharedNow } from "./protocol.ts";

const report: ReadReport = { events: 0, gaps: 0, latencies: [] };
/** Connections that are being made at once: a listening socket's queue is not endless. */
const AT_ONCE = 100;

process.on("message", async (order: ReadOrder | "report") => {
  if (order === "report") {
    report.latencies.sort((a, b) => a - b);
    process.send?.(report);
    return;
  }
  const waiting = Array.from(
    { length: order.readers },
    (_, place) => order.taskIds[place % order.taskIds.length] ?? "",
  );
  const openSome = async () => {
    for (let taskId = waiting.pop(); taskId !== undefined; taskId = waiting.pop()) await read(order.port, taskId);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  process.send?.("all are there");
});

/** Resolves with the first bytes of the answer. */
async function read(port: number, taskId: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  const take = createCounter();
  socket.write(`GET /${taskId} HTTP/1.1\r\nHost: bench\r\n\r\n`);
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.on("data", (bytes) => {
      take(bytes.toString("latin1"));
      resolve();
    });
  });
  return socket;
}

function createCounter(): (text: string) => void {
  let rest = "";
  let lastId = 0;
  return (text) => {
    const now = sharedNow();
    const frames = (rest + text).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const place = frame.indexOf(SENT);
      if (place < 0) continue;
      const id = Number(/^id: (\d+)/m.exec(frame)?.[1]);
      if (id !== lastId + 1) report.gaps++;
      lastId = id;
      report.events++;
      report.latencies.push(now - Number.parseFloat(frame.slice(place + SENT.length, place + SENT.length + 17)));
    }
  };
}
