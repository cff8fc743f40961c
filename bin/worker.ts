/** `npm run worker`: carries out accepted tasks over Redis until it is told to stop. */
import { existsSync } from "node:fs";
import { readConfig } from "../models/config.ts";
import { PixoraError, toProblem } from "../models/error.ts";
import type { WorkerNews } from "../server/tasks/worker.ts";
import { openAgent } from "../server/open-agent.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { listenForInterrupts } from "./interrupts.ts";
import { createVoice } from "./voice.ts";

/** A film keeps two cores busy while it is cut, and waits for vendors most of the time. */
const TASKS_AT_ONCE = 4;

const NO_REDIS =
  "npm run worker needs REDIS_URL, from where it takes tasks. Without a Redis, tasks are carried out by the process that accepts them.";

const voice = createVoice(process.stderr);

async function work(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = readConfig(process.env);
  const atOnce = config.workers ?? TASKS_AT_ONCE;
  if (config.redisUrl === null) throw new PixoraError("invalid_request", NO_REDIS);
  if (atOnce === 0) throw new PixoraError("invalid_request", "PIXORA_WORKERS is 0: there is nothing to do.");
  const interrupts = listenForInterrupts(process, {
    onFirst: () => voice.tell("handing tasks back … (once more to leave at once)"),
    onSecond: () => process.exit(EXIT.cancelled),
  });
  const agent = openAgent(config, (error) => voice.tell(String(error instanceof Error ? error.stack : error)));
  try {
    for (const notice of [...agent.notices, ...(await agent.hazards())]) voice.tell(notice);
    const worker = agent.work(atOnce, (news) => voice.tell(sentenceOf(news)));
    voice.tell(`working on up to ${atOnce} tasks at once. Ctrl-C hands them back and ends.`);
    await aborted(interrupts.signal);
    await worker.close();
  } finally {
    await agent.close();
    interrupts.dispose();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function sentenceOf(news: WorkerNews): string {
  if (news.kind === "taken") return `task ${news.taskId}: taken`;
  if (news.kind === "left") return `task ${news.taskId}: ${news.how.replace("_", " ")}`;
  return `${news.taskId ? `task ${news.taskId}` : "looking for tasks"}: ${news.problem.message}`;
}

try {
  await work();
} catch (error) {
  const { code, message } = toProblem(error);
  voice.tell(message);
  process.exitCode = exitCodeOf(code);
}
