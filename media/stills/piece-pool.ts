/** Renders pieces side by side in worker threads, so that the process stays free to answer. */
import { Worker } from "node:worker_threads";
import { PixoraError } from "../../models/error.ts";
import type { PieceOrder } from "./encode-piece.ts";
import type { PieceAnswer, PieceCommand } from "./piece-worker.ts";

/** Renders one piece in the thread. Rejects after the piece's ffmpeg is gone. */
export type RenderPiece = (order: PieceOrder, signal: AbortSignal) => Promise<void>;

/** Threads that render pieces. */
export interface PiecePool {
  /** Waits until a thread is free, and keeps it for this work. Work that `isNext` waits before all others. */
  use<Result>(work: (render: RenderPiece) => Promise<Result>, signal: AbortSignal, isNext?: boolean): Promise<Result>;
  /** Ends the threads. Pieces being rendered must have been cancelled before. */
  close(): Promise<void>;
}

/** A piece leaves little that is short-lived: what V8 lets pile up otherwise is 10 MB a thread in a long film. */
const GARBAGE = { maxYoungGenerationSizeMb: 4 };

/** A pool of at most this many threads; each starts when it is first needed. */
export function createPiecePool(size: number): PiecePool {
  const idle: Worker[] = [];
  const broken = new WeakSet<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  const dropBroken = (worker: Worker) => {
    broken.add(worker);
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
  };
  const take = async (signal: AbortSignal, isNext: boolean): Promise<Worker> => {
    if (busy >= size) await turn(waiting, isNext, signal);
    else busy += 1;
    try {
      return idle.pop() ?? startWorker(dropBroken);
    } catch (error) {
      passOn();
      throw error;
    }
  };
  const passOn = () => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };
  const giveBack = (worker: Worker) => {
    // An idle thread keeps no process alive.
    worker.unref();
    if (!broken.has(worker)) idle.push(worker);
    passOn();
  };
  return {
    async use(work, signal, isNext = false) {
      if (signal.aborted) throw cancelled();
      const worker = await take(signal, isNext);
      worker.ref();
      try {
        return await work((order, stop) => renderWith(worker, order, stop));
      } finally {
        giveBack(worker);
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

/** Waits in line; leaves it when cancelled. */
function turn(waiting: (() => void)[], isNext: boolean, signal: AbortSignal): Promise<void> {
  return new Promise((go, leave) => {
    const onTurn = () => {
      signal.removeEventListener("abort", onAbort);
      go();
    };
    const onAbort = () => {
      waiting.splice(waiting.indexOf(onTurn), 1);
      leave(cancelled());
    };
    if (isNext) waiting.unshift(onTurn);
    else waiting.push(onTurn);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

/** Node's own listeners are among the worker's: only ours may be removed. */
async function renderWith(worker: Worker, order: PieceOrder, signal: AbortSignal): Promise<void> {
  const say = (command: PieceCommand) => worker.postMessage(command);
  const onAbort = () => say("stop");
  let forget = () => {};
  const answer = new Promise<PieceAnswer>((settle, fail) => {
    const onExit = () => fail(new PixoraError("internal", "A rendering thread ended early."));
    worker.once("message", settle).once("error", fail).once("exit", onExit);
    forget = () => void worker.off("message", settle).off("error", fail).off("exit", onExit);
  });
  signal.addEventListener("abort", onAbort, { once: true });
  say({ order });
  if (signal.aborted) onAbort();
  try {
    const { problem } = await answer;
    if (problem) throw new PixoraError(problem.code, problem.message, { retryable: problem.retryable });
  } finally {
    signal.removeEventListener("abort", onAbort);
    forget();
  }
}

/** The worker beside this file: through tsx in a source tree, JavaScript in a built one. */
function startWorker(onBroken: (worker: Worker) => void): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const file = isSource ? "./piece-worker-source.mjs" : "./piece-worker.js";
  // No flags of the parent: they may load what has no place in a thread.
  const worker = new Worker(new URL(file, import.meta.url), { execArgv: [], resourceLimits: GARBAGE });
  const onEnd = () => onBroken(worker);
  return worker.once("error", onEnd).once("exit", onEnd);
}

function cancelled(): PixoraError {
  return new PixoraError("cancelled", "Composing was cancelled.");
}
