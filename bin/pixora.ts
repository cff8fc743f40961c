#!/usr/bin/env node
import { existsSync } from "node:fs";
import { createVideoAgent } from "../graph/agent.ts";
import { EXIT } from "./exit-codes.ts";
import { plainText } from "./format.ts";
import { main } from "./main.ts";
import { readVersion } from "./version.ts";

// Whatever escapes is told in one line: a stack is for those who ask for it.
process.on("uncaughtException", (error) => {
  const text = process.env.PIXORA_LOG_LEVEL === "debug" ? (error.stack ?? error.message) : plainText(error.message);
  process.stderr.write(`pixora: this is a bug in Pixora: ${text}\n`);
  process.exit(EXIT.failed);
});

if (existsSync(".env")) process.loadEnvFile(".env");

process.exitCode = await main({
  words: process.argv.slice(2),
  environment: process.env,
  folder: process.cwd(),
  version: readVersion(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  leave: (code) => process.exit(code),
  createAgent: createVideoAgent,
});

// All is written and tidied; what a library forgot to end may not hold the terminal.
setTimeout(() => process.exit(), 1000).unref();
