/** `npm start` and `npm run dev`: the HTTP service, until it is told to stop. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Config, readConfig } from "../models/config.ts";
import { PixoraError, toProblem } from "../models/error.ts";
import { listenForInterrupts, whenAborted } from "./interrupts.ts";
import { startServer } from "./serve.ts";
import { flushTraces } from "./telemetry/flush-traces.ts";
import { createLog } from "./telemetry/log.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { secretsOf } from "./telemetry/secrets.ts";
import { openTracing } from "./telemetry/tracing.ts";
import { readVersion } from "./version.ts";

const HELP = `Usage: npm start            the service, as the environment sets it up
       npm run dev          the same on this machine, with tasks in files and lines for people

Options:
  --dev        tasks in files of PIXORA_DATA_DIR, also when REDIS_URL is set; lines for people
  -h, --help   this text
  --version    the version

Settings are environment variables, also from a file .env: the README lists them all.
SIGTERM and Ctrl-C end it without losing anything; once more ends it at once.`;

/** What stands before the server needs a moment to hear that it ends. */
const DRAIN_MS = 2000;
const FLUSH_MS = 5000;

async function run(config: Config, isDev: boolean): Promise<void> {
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config), pretty: isDev });
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ error }, "a bug ends the process; tasks are gone on with when it is back");
      process.exit(1);
    });
  }
  let isHurried = false;
  process.on("SIGINT", () => {
    isHurried = true;
  });
  const interrupts = listenForInterrupts(process, {
    onFirst: () => log.info("ending: tasks are handed back … (once more to end at once)"),
    onSecond: () => process.exit(130),
  });
  const tracing = await openTracing(config.service.tracing, (error) => log.warn({ error }, "traces are lost"));
  const telemetry = { log, metrics: createMetrics(), tracing };
  const server = await startServer({ config, telemetry, version: readVersion() });
  for (const notice of server.notices) log.warn(notice);
  log.info(
    { url: server.url, stores: config.redisUrl === null ? "files" : "redis" },
    `listening on ${server.url}, see /docs`,
  );
  await whenAborted(interrupts.signal);
  await server.close({ drainMs: isHurried ? 0 : DRAIN_MS });
  await Promise.all([tracing.close(), flushTraces(FLUSH_MS)]);
  log.info("ended");
  interrupts.dispose();
}

function readOptions() {
  try {
    return parseArgs({
      options: { dev: { type: "boolean" }, help: { type: "boolean", short: "h" }, version: { type: "boolean" } },
    }).values;
  } catch (error) {
    throw new PixoraError("invalid_request", `${toProblem(error).message.split(".")[0]}. --help tells the options.`);
  }
}

try {
  const { dev = false, help, version } = readOptions();
  if (help || version) process.stdout.write(`${help ? HELP : readVersion()}\n`);
  else {
    if (existsSync(".env")) process.loadEnvFile(".env");
    const config = readConfig(process.env);
    await run(dev ? { ...config, redisUrl: null } : config, dev);
  }
} catch (error) {
  const { code, message } = toProblem(error);
  process.stderr.write(`pixora: ${message}\n`);
  process.exitCode = code === "invalid_request" ? 2 : 1;
}
