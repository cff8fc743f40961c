/** The thread that renders pieces, one at a time. Its other end is piece-pool.ts. */
import { parentPort } from "node:worker_threads";
import { type Problem, toProblem } from "../../models/error.ts";
import { createPieceEncoder, type PieceOrder } from "./encode-piece.ts";

/** What the pool says: a piece to render, or to stop the one being rendered. */
export type PieceCommand = { order: PieceOrder } | "stop";

/** The answer to each order: null for a finished piece. */
export type PieceAnswer = { problem: Problem | null };

const encodePiece = createPieceEncoder();
let controller = new AbortController();

parentPort?.on("message", (command: PieceCommand) => {
  if (command === "stop") controller.abort();
  else void answer(command.order);
});

async function answer(order: PieceOrder): Promise<void> {
  controller = new AbortController();
  const said: PieceAnswer = await encodePiece(order, controller.signal).then(
    () => ({ problem: null }),
    (error: unknown) => ({ problem: toProblem(error) }),
  );
  parentPort?.postMessage(said);
}
