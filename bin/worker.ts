/** `npm run worker`: carries out accepted tasks over Redis until it is told to stop. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Config, readConfig } from "../models/config.ts";
import { PixoraError, toProblem } from "../models/error.ts";
import { startCrew } from "../server/crew.ts";
import { listenForInterrupts, whenAborted } from "../server/interrupts.ts";
import { openWorkplace } from "../server/open-agent.ts";
import { flushTraces } from "../server/telemetry/flush-traces.ts";
import { createLog } from "../server/telemetry/log.ts";
import { createMetrics } from "../server/telemetry/metrics.ts";
import { secretsOf } from "../server/telemetry/secrets.ts";
import { openTracing } from "../server/telemetry/tracing.ts";
import { watchAgent } from "../server/telemetry/watch.ts";
import { readVersion } from "../server/version.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { createVoice } from "./voice.ts";

/** A film keeps two cores busy while it is cut, and waits for vendors most of the time. */
const TASKS_AT_ONCE = 4;
/** For a service of traces that does not answer: milliseconds. */
const FLUSH_MS = 5000;

const HELP = `Usage: npm run worker

Takes accepted tasks from Redis and carries them out, also those of a process that has
vanished. Any number of workers and servers (npm start) may share one Redis.

Options:
  -h, --help   this text
  --version    the version

Settings are environment variables, also from a file .env: the README tells them all.
  REDIS_URL                         where the tasks lie: needed
  PIXORA_WORKERS                    tasks at once: ${TASKS_AT_ONCE} when it is not set
  PIXORA_DATA_DIR, SUPABASE_*       where films and their parts lie: as the servers have it
  OPENAI_*, FAL_*, REPLICATE_*      who makes them, with PIXORA_*_MODEL: the draft vendor without
  PIXORA_PUBLIC_URL                 where vendors tell that a job is done, and what links begin with
  PIXORA_WEBHOOK_SECRET             what webhooks are signed with: none are sent without
  PIXORA_ALLOWED_HOSTS              private hosts that may be asked
  PIXORA_CACHE_MB                   what pieces of films that are kept may take
  FFMPEG_PATH, FFPROBE_PATH         other programs than those on the PATH
  PIXORA_LOG_LEVEL, OTEL_*          what is told of the work, and to whom
SIGTERM and Ctrl-C hand its tasks back without losing anything; once more ends it at once.`;

const NO_REDIS =
  "npm run worker needs REDIS_URL, from where it takes tasks. Without a Redis, tasks are carried out by the process that accepts them.";

async function work(config: Config): Promise<void> {
  const atOnce = config.workers ?? TASKS_AT_ONCE;
  if (config.redisUrl === null) throw new PixoraError("invalid_request", NO_REDIS);
  if (atOnce === 0) throw new PixoraError("invalid_request", "PIXORA_WORKERS is 0: there is nothing to do.");
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config), pretty: process.stdout.isTTY });
  const interrupts = listenForInterrupts(process, {
    onFirst: () => log.info("handing tasks back … (once more to leave at once)"),
    onSecond: () => process.exit(EXIT.cancelled),
  });
  const tracing = await openTracing(config.service.tracing, (error) => log.warn({ error }, "traces are lost"));
  const telemetry = { log, metrics: createMetrics(), tracing };
  const workplace = openWorkplace(config, watchAgent(telemetry));
  const { agent } = workplace;
  try {
    for (const notice of agent.notices) log.info(notice);
    for (const hazard of await agent.hazards()) log.warn(hazard);
    const crew = startCrew({ config, workplace, telemetry, atOnce });
    log.info(`working on up to ${atOnce} tasks at once. Ctrl-C hands them back and ends.`);
    await whenAborted(interrupts.signal);
    await crew.close();
  } finally {
    await agent.close();
    await Promise.all([tracing.close(), flushTraces(FLUSH_MS)]);
    interrupts.dispose();
  }
}

function readOptions() {
  try {
    return parseArgs({ options: { help: { type: "boolean", short: "h" }, version: { type: "boolean" } } }).values;
  } catch (error) {
    throw new PixoraError("invalid_request", `${toProblem(error).message.split(".")[0]}. --help tells the options.`);
  }
}

async function start(): Promise<void> {
  const { help, version } = readOptions();
  if (help || version) {
    process.stdout.write(`${help ? HELP : readVersion()}\n`);
    return;
  }
  if (existsSync(".env")) process.loadEnvFile(".env");
  await work(readConfig(process.env));
}

try {
  await start();
} catch (error) {
  const { code, message } = toProblem(error);
  createVoice(process.stderr).tell(message);
  process.exitCode = exitCodeOf(code);
}
