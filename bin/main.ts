import { resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { type Config, type LogLevel, readConfig } from "../models/config.ts";
import { isCancellation, PixoraError, toProblem } from "../models/error.ts";
import type { TaskEvent } from "../models/event.ts";
import type { VariantChanges, VideoRequest } from "../models/request.ts";
import { hasEnded, type Task } from "../models/task.ts";
import { reduceTask, type TaskProgress } from "../models/task-progress.ts";
import { listenForInterrupts } from "../server/interrupts.ts";
import type { DurableAgent } from "../server/tasks/durable-agent.ts";
import type { KeptTask } from "../server/tasks/task-reader.ts";
import { readCommand, type TaskInvocation } from "./command.ts";
import { estimateTable } from "./estimate-table.ts";
import { EXIT, exitCodeOf, exitCodeOfTask } from "./exit-codes.ts";
import { tellFailure, tellProblem, tellWayOn } from "./failure.ts";
import { showFilm } from "./film.ts";
import { createJsonView } from "./json-view.ts";
import { findFilm, findTask, type TaskSearch } from "./kept-tasks.ts";
import { createLiveView } from "./live-view.ts";
import { createPlainView } from "./plain-view.ts";
import { readChanges, readRequest, readVariant } from "./request-options.ts";
import { resultLines } from "./result-lines.ts";
import { readPrompt } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";
import { type Screen, type View, wishesOf } from "./view.ts";
import { createVoice, type Voice } from "./voice.ts";

export type CommandLineAgent = Pick<
  DurableAgent,
  "stream" | "estimate" | "notices" | "resume" | "variant" | "task" | "recent" | "hazards" | "close"
>;

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
  const order = await readOrder(invocation, process, signal);
  const agent = await process.createAgent(config);
  try {
    if (wantsNotices(config.logLevel)) for (const notice of agent.notices) voice.tell(notice);
    if (order.kind === "estimate") return await tellPrice(agent, order, process);
    for (const hazard of await agent.hazards()) voice.tell(hazard);
    const run = { process, invocation, signal, voice, agent, config };
    if (order.kind === "resume") return await goOn(order, run);
    if (order.kind === "variant") return await vary(order, run);
    return await begin((options) => agent.stream(order.request, options), run);
  } finally {
    await agent.close();
  }
}

type Order =
  | { kind: "film"; request: VideoRequest }
  | { kind: "estimate"; request: VideoRequest; json: boolean }
  | { kind: "resume"; taskId: string; changes: ReturnType<typeof readChanges> }
  | { kind: "variant"; taskId: string; changes: VariantChanges };

/** Everything that may be wrong with a command line is found before anything is opened. */
async function readOrder(invocation: TaskInvocation, { stdin }: Surroundings, signal: AbortSignal): Promise<Order> {
  if (invocation.kind === "resume") {
    return { kind: "resume", taskId: invocation.taskId, changes: readChanges(invocation.typed) };
  }
  if (invocation.kind === "variant") {
    return { kind: "variant", taskId: invocation.taskId, changes: readVariant(invocation.typed) };
  }
  const prompt = invocation.prompt === "-" ? await readPrompt(stdin, signal) : invocation.prompt;
  const request = readRequest(prompt, invocation.typed);
  return invocation.estimate ? { kind: "estimate", request, json: invocation.json } : { kind: "film", request };
}

async function tellPrice(
  agent: CommandLineAgent,
  { request, json }: Extract<Order, { kind: "estimate" }>,
  process: Surroundings,
): Promise<number> {
  const estimate = await agent.estimate(request);
  return print(process, json ? [JSON.stringify(estimate)] : estimateTable(estimate));
}

interface Run extends TaskSearch {
  agent: CommandLineAgent;
  process: Surroundings;
  invocation: TaskInvocation;
  signal: AbortSignal;
  voice: Voice;
}

/** A film that begins, as a task with a name of its own. */
async function begin(make: (options: BeginOptions) => AsyncIterable<TaskEvent>, run: Run): Promise<number> {
  // Late, like the agent itself: --help and a misspelt option need no graph, and should not wait for it.
  const { newTaskId } = await import("../graph/task-id.ts");
  const taskId = newTaskId();
  const folder = outputFolder(run.process, run.invocation.out ?? `out/${taskId}`);
  return show({ make: (options) => make({ taskId, folder, ...options }), before: null, folder }, run);
}

async function vary({ taskId, changes }: Extract<Order, { kind: "variant" }>, run: Run): Promise<number> {
  await findFilm(taskId, run, commandOf(run.process));
  return begin((options) => run.agent.variant(taskId, changes, options), run);
}

async function goOn({ taskId, changes }: Extract<Order, { kind: "resume" }>, run: Run): Promise<number> {
  const { agent } = run;
  const kept = await findTask(taskId, run);
  const { out } = run.invocation;
  const own = kept.folder ?? outputFolder(run.process, `out/${taskId}`);
  const folder = out === null ? own : outputFolder(run.process, out);
  const before = kept.events.reduce(reduceTask, null as TaskProgress | null);
  if (kept.task.status === "completed") return tellFilm(kept, own, run);
  const onHeld = (forMs: number) =>
    run.voice.tell(`its last process may still be there: waiting for up to ${Math.ceil(forMs / 1000)} s …`);
  const make = (options: MakeOptions) => agent.resume(taskId, { folder, onHeld, ...options, ...changes });
  return show({ make, before, folder }, run);
}

/** A film that was made before: where it is. A script gets its task as a snapshot, which is no event of the log. */
async function tellFilm({ task, events }: KeptTask, folder: string, run: Run): Promise<number> {
  const at = new Date().toISOString();
  const id = events.at(-1)?.id ?? 1;
  const snapshot: TaskEvent = { id, taskId: task.id, at, event: "snapshot", data: { task } };
  if (run.invocation.json) print(run.process, [JSON.stringify(snapshot)]);
  return tellEnd(task, { folder, began: null }, run);
}

interface MakeOptions {
  signal: AbortSignal;
  onBug(error: unknown): void;
}

interface BeginOptions extends MakeOptions {
  taskId: string;
  folder: string;
}

interface Making {
  make(options: MakeOptions): AsyncIterable<TaskEvent>;
  before: TaskProgress | null;
  folder: string;
}

async function show({ make, before, folder }: Making, run: Run): Promise<number> {
  const { process, invocation, signal, voice } = run;
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  const view = chooseView(invocation, process);
  voice.besides(view);
  const began = performance.now();
  const making = showFilm(() => make({ signal, onBug }), { folder, before, view });
  const { task, brokenOff } = await making.finally(() => voice.besides(null));
  if (bugs.length > 0) throw bugs[0];
  if (brokenOff) return tellBreak(task, brokenOff.error, { folder }, run);
  return tellEnd(task, { folder, began }, run);
}

/** @param began null for a film that was made before */
async function tellEnd(
  task: Task,
  { folder, began }: { folder: string; began: number | null },
  run: Run,
): Promise<number> {
  const { process, invocation, voice } = run;
  if (!hasEnded(task.status)) voice.tell(`the task is ${task.status}.`);
  else if (task.error) tellFailure(task, task.error, { voice, folder, command: commandOf(process) });
  else if (!invocation.json) {
    const folders = { folder, sourceFolder: await sourceFolderOf(task, run) };
    print(process, await resultLines(task, folders, began && performance.now() - began));
  }
  return exitCodeOfTask(task);
}

/** Null also where that cannot be looked up any more: the film is done without it. */
async function sourceFolderOf({ variantOf }: Task, { agent, process }: Run): Promise<string | null> {
  const source = variantOf === undefined ? null : await agent.task(variantOf).catch(() => null);
  return source && (source.folder ?? outputFolder(process, `out/${variantOf}`));
}

/** A task that could not even be brought to its end. */
function tellBreak(task: Task, error: unknown, { folder }: { folder: string }, { process, voice }: Run): number {
  const exitCode = explainFailure(error, process, voice);
  tellWayOn(task, toProblem(error).code, { voice, folder, command: commandOf(process) });
  return exitCode;
}

/** How this command line was called. */
function commandOf({ environment }: Surroundings): string {
  return environment.npm_lifecycle_event === "video" ? "npm run video --" : "pixora";
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

function chooseView({ json }: Pick<TaskInvocation, "json">, { stdout, environment }: Surroundings): View {
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
