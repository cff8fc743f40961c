/** `npm run worker`: carries out accepted tasks over Redis until it is told to stop. */
import { existsSync } from "node:fs";
import { readConfig } from "../models/config.ts";
import { PixoraError, toProblem } from "../models/error.ts";
import type { WorkerNews } from "../server/worker.ts";
import { openAgent } from "./agent.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { listenForInterrupts } from "./interrupts.ts";
import { createVoice } from "./voice.ts";

const voice = createVoice(process.stderr);

try {
  if (existsSync(".env")) process.loadEnvFile(".env");
  await work();
} catch (error) {
  const { code, message } = toProblem(error);
  voice.tell(message);
  process.exitCode = exitCodeOf(code);
}

async function work(): Promise<void> {
  const config = readConfig(process.env);
  if (config.redisUrl === null) throw new PixoraError("invalid_request", NO_REDIS);
  const atOnce = config.workers ?? TASKS_AT_ONCE;
  if (atOnce === 0) throw new PixoraError("invalid_request", "PIXORA_WORKERS is 0: there is nothing to do.");
  const agent = openAgent(config, (error) => voice.tell(String(error instanceof Error ? error.stack : error)));
  for (const notice of [...agent.notices, ...(await agent.hazards())]) voice.tell(notice);
  const worker = agent.work(atOnce, (news) => voice.tell(sentenceOf(news)));
  voice.tell(`working on up to ${atOnce} tasks at once. Ctrl-C hands them back and ends.`);
  const interrupts = listenForInterrupts(process, {
    onFirst: () => voice.tell("handing tasks back … (once more to leave at once)"),
    onSecond: () => process.exit(EXIT.cancelled),
  });
  await new Promise((resolve) => interrupts.signal.addEventListener("abort", resolve, { once: true }));
  await worker.close();
  await agent.close();
  interrupts.dispose();
}

/** A film keeps two cores busy while it is cut, and waits for vendors most of the time. */
const TASKS_AT_ONCE = 4;

const NO_REDIS =
  "npm run worker needs REDIS_URL, from where it takes tasks. Without a Redis, tasks are carried out by the process that accepts them.";

function sentenceOf(news: WorkerNews): string {
  if (news.kind === "taken") return `task ${news.taskId}: taken`;
  if (news.kind === "left") return `task ${news.taskId}: ${news.how.replace("_", " ")}`;
  return `${news.taskId ? `task ${news.taskId}` : "looking for tasks"}: ${news.problem.message}`;
}
