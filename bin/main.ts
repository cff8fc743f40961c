import { resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { VideoAgent } from "../graph/agent.ts";
import { type Config, type LogLevel, readConfig } from "../models/config.ts";
import { isCancellation, PixoraError, type Problem, toProblem } from "../models/error.ts";
import { type Invocation, readCommand } from "./command.ts";
import { estimateTable } from "./estimate-table.ts";
import { EXIT, exitCodeOf, exitCodeOfTask } from "./exit-codes.ts";
import { makeFilm } from "./film.ts";
import { plainText } from "./format.ts";
import { type Interrupts, listenForInterrupts } from "./interrupts.ts";
import { createJsonView } from "./json-view.ts";
import { createLiveView } from "./live-view.ts";
import { createPlainView } from "./plain-view.ts";
import { readRequest } from "./request-options.ts";
import { resultLines } from "./result-lines.ts";
import { readPrompt } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";
import { type Screen, type View, wishesOf } from "./view.ts";

export type CommandLineAgent = Pick<VideoAgent, "stream" | "estimate" | "notices">;

/** What the command line needs of its process, and the agent it drives. */
export interface Surroundings {
  /** Without node and script. */
  words: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  folder: string;
  version: string;
  stdin: Readable;
  stdout: Screen;
  stderr: Writable;
  /** Where signals come from. */
  signals: Pick<NodeJS.EventEmitter, "on" | "off">;
  /** Leaves at once, without another line. */
  leave(code: number): void;
  createAgent(config: Config): Promise<CommandLineAgent>;
}

/** Runs the command line to its end. Resolves with the exit code; never rejects. */
export async function main(process: Surroundings): Promise<number> {
  let isHeard = true;
  const tell = (text: string) => void (isHeard && process.stderr.write(`pixora: ${plainText(text)}\n`));
  const interrupts = listenForInterrupts(process.signals, {
    onFirst: () => tell("cancelling … (once more to leave at once)"),
    onSecond: () => process.leave(EXIT.cancelled),
  });
  // A reader that went away, as `head` does, wants no more: the work ends without a word.
  const onGone = () => {
    isHeard = false;
    interrupts.interrupt();
  };
  process.stdout.on("error", onGone);
  process.stderr.on("error", onGone);
  try {
    return await carryOut(process, interrupts, tell);
  } catch (error) {
    return explainFailure(error, process, tell);
  } finally {
    interrupts.dispose();
  }
}

async function carryOut(process: Surroundings, interrupts: Interrupts, tell: (text: string) => void): Promise<number> {
  const invocation = readCommand(process.words, process.version);
  if (invocation.kind === "text") {
    process.stdout.write(invocation.text);
    return EXIT.done;
  }
  const { signal } = interrupts;
  const config = readConfig(process.environment);
  const prompt = invocation.prompt === "-" ? await readPrompt(process.stdin, signal) : invocation.prompt;
  const request = readRequest(prompt, invocation.typed);
  const agent = await process.createAgent(config);
  if (wantsNotices(config.logLevel)) for (const notice of agent.notices) tell(notice);
  if (invocation.estimate) {
    const estimate = await agent.estimate(request);
    const lines = invocation.json ? [JSON.stringify(estimate)] : estimateTable(estimate);
    process.stdout.write(`${lines.join("\n")}\n`);
    return EXIT.done;
  }
  // Late, like the agent itself: --help and a misspelt option need no graph, and should not wait for it.
  const { newTaskId } = await import("../graph/task-run.ts");
  const taskId = newTaskId();
  const folder = resolve(process.folder, invocation.out ?? `out/${taskId}`);
  const began = performance.now();
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  const view = chooseView(invocation, process);
  const task = await makeFilm(agent, request, { taskId, folder, signal, onBug, view });
  if (bugs.length > 0) throw bugs[0];
  if (task.error) tellProblem(task.error, tell);
  else if (!invocation.json) {
    const lines = await resultLines(task, performance.now() - began);
    process.stdout.write(`${lines.join("\n")}\n`);
  }
  return exitCodeOfTask(task);
}

function wantsNotices(level: LogLevel): boolean {
  return level === "info" || level === "debug";
}

function chooseView({ json }: Extract<Invocation, { kind: "film" }>, { stdout, environment }: Surroundings): View {
  if (json) return createJsonView(stdout);
  const { live, color } = wishesOf(stdout, environment);
  return live ? createLiveView(stdout, color) : createPlainView(stdout);
}

function explainFailure(error: unknown, { environment }: Surroundings, tell: (text: string) => void): number {
  if (error instanceof UsageError) {
    tell(error.message);
    return EXIT.usage;
  }
  const problem = toProblem(error);
  tellProblem(problem, tell);
  const wantsStack = environment.PIXORA_LOG_LEVEL === "debug" && !isCancellation(error);
  if (wantsStack && error instanceof Error) for (const line of (error.stack ?? "").split("\n")) tell(line);
  else if (!(error instanceof PixoraError) && !isCancellation(error)) tell("PIXORA_LOG_LEVEL=debug shows where.");
  return exitCodeOf(problem.code);
}

/** One line about why there is no film, and what can be done. */
function tellProblem({ code, message, retryable }: Problem, tell: (text: string) => void): void {
  if (code === "cancelled") tell("cancelled; nothing was left behind. Run the same command again to start anew.");
  else if (code === "internal") tell(`this is a bug in Pixora: ${message}`);
  else tell(`${message}${retryable ? " The same command may succeed later." : ""}`);
}
