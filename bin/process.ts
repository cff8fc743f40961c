import { existsSync } from "node:fs";
import type { Config } from "../models/config.ts";
import { readVersion } from "../server/version.ts";
import { EXIT } from "./exit-codes.ts";
import { plainText } from "./format.ts";
import { type CommandLineAgent, main } from "./main.ts";

/** Time for what is written to leave the process; what a library forgot to end may not hold the terminal longer. */
const LAST_MILLISECONDS = 1000;

/** Runs the command line as this process: its arguments, environment, streams, signals and exit code. */
export function runProcess(createAgent: (config: Config) => Promise<CommandLineAgent>): void {
  process.on("uncaughtException", tellBug);
  if (existsSync(".env")) process.loadEnvFile(".env");
  // Reached only if everything stops while the film is still awaited.
  const onStandstill = () => tellBug(new Error("all work stopped before the task ended"));
  process.on("beforeExit", onStandstill);
  const ended = main({
    words: process.argv.slice(2),
    environment: process.env,
    folder: process.cwd(),
    version: readVersion(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signals: process,
    leave: (code) => process.exit(code),
    createAgent,
  });
  void ended.then((code) => {
    process.off("beforeExit", onStandstill);
    process.exitCode = code;
    setTimeout(() => process.exit(), LAST_MILLISECONDS).unref();
  });
}

/** Whatever escapes is told in one line: a stack is for those who ask for it. */
function tellBug(error: Error): void {
  const text = process.env.PIXORA_LOG_LEVEL === "debug" ? (error.stack ?? error.message) : plainText(error.message);
  process.stderr.write(`pixora: this is a bug in Pixora: ${text}\n`);
  process.exit(EXIT.failed);
}
