import { parentPort } from "node:worker_threads";
import { type Problem, toProblem } from "../../../models/error.ts";

/** What a thread sends back for the one job it was given. */
export type ThreadAnswer<Result> = { result: Result } | { problem: Problem };

/** Inside a thread: answers every job with this. Bytes of the result are moved, not copied. */
export function serveThread<Job, Result>(work: (job: Job) => Promise<Result>, bytesOf: (result: Result) => Uint8Array) {
  const port = parentPort;
  if (!port) throw new Error("This file runs only as a worker thread.");
  port.on("message", async (job: Job) => {
    try {
      const result = await work(job);
      const answer: ThreadAnswer<Result> = { result };
      port.postMessage(answer, movable(bytesOf(result)));
    } catch (error) {
      const answer: ThreadAnswer<Result> = { problem: toProblem(error) };
      port.postMessage(answer);
    }
  });
}

/** Only a buffer that holds nothing else may be moved. */
function movable(bytes: Uint8Array): ArrayBuffer[] {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? [buffer] : [];
}
