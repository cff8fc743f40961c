import { join, resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { VideoAgent } from "../graph/agent.ts";
import { type Config, type LogLevel, readConfig } from "../models/config.ts";
import { isCancellation, PixoraError, type Problem, toProblem } from "../models/error.ts";
import type { VideoRequest } from "../models/request.ts";
import type { Task } from "../models/task.ts";
import { type FilmInvocation, readCommand } from "./command.ts";
import { estimateTable } from "./estimate-table.ts";
import { EXIT, exitCodeOf, exitCodeOfTask } from "./exit-codes.ts";
import { makeFilm } from "./film.ts";
import { dollars } from "./format.ts";
import { listenForInterrupts } from "./interrupts.ts";
import { createJsonView } from "./json-view.ts";
import { createLiveView } from "./live-view.ts";
import { createPlainView } from "./plain-view.ts";
import { readRequest } from "./request-options.ts";
import { resultLines } from "./result-lines.ts";
import { readPrompt } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";
import { type Screen, type View, wishesOf } from "./view.ts";
import { createVoice, type Voice } from "./voice.ts";

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
  const voice = createVoice(process.stderr);
  const interrupts = listenForInterrupts(process.signals, {
    onFirst: () => voice.tell("cancelling … (once more to leave at once)"),
    onSecond: () => process.leave(EXIT.cancelled),
  });
  // A reader that went away, as `head` does, wants no more: the work ends without a word.
  const onGone = () => {
    voice.mute();
    interrupts.interrupt();
  };
  process.stdout.on("error", onGone);
  process.stderr.on("error", onGone);
  try {
    return await carryOut(process, interrupts.signal, voice);
  } catch (error) {
    return explainFailure(error, process, voice);
  } finally {
    interrupts.dispose();
  }
}

async function carryOut(process: Surroundings, signal: AbortSignal, voice: Voice): Promise<number> {
  const invocation = readCommand(process.words, process.version);
  if (invocation.kind === "text") return print(process, [invocation.text.trimEnd()]);
  const config = readConfig(process.environment);
  const prompt = invocation.prompt === "-" ? await readPrompt(process.stdin, signal) : invocation.prompt;
  const request = readRequest(prompt, invocation.typed);
  const agent = await process.createAgent(config);
  if (wantsNotices(config.logLevel)) for (const notice of agent.notices) voice.tell(notice);
  if (!invocation.estimate) return film(agent, request, { process, invocation, signal, voice });
  const estimate = await agent.estimate(request);
  return print(process, invocation.json ? [JSON.stringify(estimate)] : estimateTable(estimate));
}

interface Run {
  process: Surroundings;
  invocation: FilmInvocation;
  signal: AbortSignal;
  voice: Voice;
}

async function film(agent: CommandLineAgent, request: VideoRequest, run: Run): Promise<number> {
  const { process, invocation, signal, voice } = run;
  // Late, like the agent itself: --help and a misspelt option need no graph, and should not wait for it.
  const { newTaskId } = await import("../graph/task-id.ts");
  const taskId = newTaskId();
  const folder = outputFolder(process, invocation.out ?? `out/${taskId}`);
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  const view = chooseView(invocation, process);
  voice.besides(view);
  const began = performance.now();
  const task = await makeFilm(agent, request, { taskId, folder, signal, onBug, view }).finally(() =>
    voice.besides(null),
  );
  if (bugs.length > 0) throw bugs[0];
  if (task.error) tellFailure(task, task.error, { voice, folder });
  else if (!invocation.json) print(process, await resultLines(task, folder, performance.now() - began));
  return exitCodeOfTask(task);
}

/** npm runs scripts in the package's own folder: a path that was typed starts from where its user stands. */
function outputFolder({ environment, folder }: Surroundings, path: string): string {
  return resolve(environment.npm_lifecycle_event === "video" ? (environment.INIT_CWD ?? folder) : folder, path);
}

function print({ stdout }: Surroundings, lines: readonly string[]): number {
  stdout.write(`${lines.join("\n")}\n`);
  return EXIT.done;
}

function wantsNotices(level: LogLevel): boolean {
  return level === "info" || level === "debug";
}

function chooseView({ json }: FilmInvocation, { stdout, environment }: Surroundings): View {
  if (json) return createJsonView(stdout);
  const { live, color } = wishesOf(stdout, environment);
  return live ? createLiveView(stdout, color) : createPlainView(stdout);
}

function explainFailure(error: unknown, { environment }: Surroundings, voice: Voice): number {
  if (error instanceof UsageError) {
    voice.tell(error.message);
    return EXIT.usage;
  }
  const problem = toProblem(error);
  tellProblem(problem, voice);
  const wantsStack = environment.PIXORA_LOG_LEVEL === "debug" && !isCancellation(error);
  if (wantsStack && error instanceof Error) for (const line of (error.stack ?? "").split("\n")) voice.tell(line);
  else if (!(error instanceof PixoraError) && !isCancellation(error)) voice.tell("PIXORA_LOG_LEVEL=debug shows where.");
  return exitCodeOf(problem.code);
}

/** Why there is no film, and what it has cost all the same. */
function tellFailure(
  { cost: { spentUsd, reservedUsd } }: Task,
  problem: Problem,
  { voice, folder }: { voice: Voice; folder: string },
): void {
  tellProblem(problem, voice);
  const more = reservedUsd > 0 ? `, and ${dollars(reservedUsd)} more may have been spent` : "";
  if (spentUsd + reservedUsd === 0) return;
  voice.tell(`At most ${dollars(spentUsd)} was spent${more}: ${join(folder, "bill.json")} says on what.`);
  if (problem.code === "cancelled") voice.tell("A new start pays for all of it again.");
}

/** One line about why there is no film, and what can be done. */
function tellProblem({ code, message, retryable }: Problem, { tell }: Voice): void {
  if (code === "cancelled") tell("cancelled; no half-made film is left. Run the same command again to start anew.");
  else if (code === "internal") tell(`this is a bug in Pixora: ${message}`);
  else tell(`${message}${retryable ? " The same command may succeed later." : ""}`);
}
