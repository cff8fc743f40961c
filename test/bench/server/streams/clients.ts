/** A process of the bench: many readers of event streams over sockets of their own, which only count and measure. */
import { connect } from "node:net";
import { type ReadOrder, type ReadReport, SENT, sharedNow } from "./protocol.ts";

const report: ReadReport = { refused: 0, broken: 0, events: 0, gaps: 0, latencies: [] };
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
    (_, place) => order.requests[place % order.requests.length] ?? "",
  );
  const openSome = async () => {
    for (let request = waiting.pop(); request !== undefined; request = waiting.pop()) await read(order, request);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  process.send?.("all are there");
});

/** Resolves with the first bytes of the answer, or when the request is sent where answers take their time. */
function read({ port, answers }: ReadOrder, request: string): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  const take = createCounter();
  return new Promise<void>((resolve) => {
    socket.write(request, () => answers === "later" && resolve());
    socket.once("data", (bytes) => {
      if (!bytes.toString("latin1").startsWith("HTTP/1.1 200")) report.refused++;
      resolve();
    });
    socket.on("data", (bytes) => take(bytes.toString("latin1")));
    socket.once("error", () => {
      report.broken++;
      resolve();
    });
  });
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
