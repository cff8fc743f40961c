/**
 * Work that would hold up the event loop, done in a thread: one job at a time, in the order asked.
 * Not here: what the work is (the script, which calls `serveThread`).
 */
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { PixoraError } from "../../../models/error.ts";
import type { ThreadAnswer } from "./serve.ts";

export interface ThreadOptions {
  /** URL of the script without its extension: it has that of the module that names it. */
  script: URL;
  /** What it does, as a noun phrase for messages: `speech`. */
  name: string;
  /** How long a thread without work is kept, in milliseconds, for the memory it holds. */
  idleMs?: number;
}

export interface JobOptions {
  /** Aborting it ends the thread at once; the call rejects with `cancelled`. */
  signal: AbortSignal;
  /** Time for the job itself, without the wait for its turn; past it the call rejects with `timeout`. */
  deadlineMs: number;
}

export interface Thread<Job, Result> {
  run(job: Job, options: JobOptions): Promise<Result>;
}

/** A thread that starts with its first job, never keeps the process alive, and is replaced when it ends early. */
export function createThread<Job, Result>({ script, name, idleMs = 30_000 }: ThreadOptions): Thread<Job, Result> {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const start = () => {
    const started = startWorker(script);
    started.once("exit", () => {
      if (worker === started) worker = null;
    });
    worker = started;
    return started;
  };

  /** Forgotten at once, so that no job is given to a thread that is ending. */
  const drop = async () => {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };

  const runAlone = async (job: Job, options: JobOptions): Promise<Result> => {
    if (options.signal.aborted) throw cancelled(name);
    clearTimeout(idle);
    const answer = await ask<Job, Result>(worker ?? start(), job, { ...options, name }).catch(
      async (error: unknown) => {
        await drop();
        throw error;
      },
    );
    worker?.unref();
    idle = setTimeout(drop, idleMs).unref();
    if ("result" in answer) return answer.result;
    const { code, message, retryable } = answer.problem;
    throw new PixoraError(code, message, { retryable });
  };

  return {
    run(job, options) {
      let started = false;
      const turn = last.then(() => {
        started = true;
        return runAlone(job, options);
      });
      last = turn.catch(() => undefined);
      return Promise.race([turn, leaveQueue(turn, options.signal, () => !started && cancelled(name))]);
    },
  };
}

function startWorker(script: URL): Worker {
  const extension = extname(import.meta.url);
  const file = new URL(`${script.href}${extension}`);
  const worker =
    extension === ".ts"
      ? new Worker(new URL("./start.mjs", import.meta.url), { execArgv: [], workerData: { script: file.href } })
      : new Worker(file, { execArgv: [] });
  // The job that is under way hears of it; without one the next job starts another thread.
  worker.on("error", () => undefined);
  return worker;
}

function ask<Job, Result>(worker: Worker, job: Job, options: JobOptions & { name: string }) {
  const { signal, deadlineMs, name } = options;
  return new Promise<ThreadAnswer<Result>>((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(deadline);
      signal.removeEventListener("abort", abort);
      worker.off("message", answered).off("error", broke).off("exit", ended);
      finish();
    };
    const fail = (error: PixoraError) => settle(() => reject(error));
    const abort = () => fail(cancelled(name));
    const answered = (answer: ThreadAnswer<Result>) => settle(() => resolve(answer));
    const broke = (cause: Error) =>
      fail(new PixoraError("vendor_failed", `The ${name} broke off: ${cause.message}`, { cause }));
    const ended = () => fail(new PixoraError("vendor_failed", `The ${name} thread ended early.`, { retryable: true }));
    const deadline = setTimeout(() => {
      fail(new PixoraError("timeout", `The ${name} was not done after ${deadlineMs / 1000} s.`, { retryable: true }));
    }, deadlineMs);
    signal.addEventListener("abort", abort, { once: true });
    worker.on("message", answered).on("error", broke).on("exit", ended);
    worker.ref();
    worker.postMessage(job);
  });
}

/** Rejects on abort, as long as `refusal` gives a reason: a caller whose turn has not come need not wait for it. */
function leaveQueue(turn: Promise<unknown>, signal: AbortSignal, refusal: () => PixoraError | false): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => {
      const error = refusal();
      if (error) reject(error);
    };
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    turn.catch(() => undefined).finally(() => signal.removeEventListener("abort", abort));
  });
}

function cancelled(name: string): PixoraError {
  return new PixoraError("cancelled", `The ${name} was cancelled.`);
}
