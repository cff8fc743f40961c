/** What the process tells its operators: a line of JSON for each thing, without secrets. */
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import type { LogLevel } from "../../models/config.ts";
import { toProblem } from "../../models/error.ts";
import { prettyLine } from "./pretty-line.ts";
import { createRedactor } from "./redact.ts";

/** What lines have in common that tell of the same thing. Never a prompt, a header or a body. */
export interface LogBindings {
  requestId?: string;
  taskId?: string;
  epoch?: number;
  operationId?: string;
  owner?: string | null;
}

/** Fields come first, then the message. What was thrown goes into the field `error`. */
export interface Log extends Pick<Logger, LogLevel | "fatal"> {
  child(bindings: LogBindings): Log;
}

export interface LogOptions {
  level: LogLevel;
  /** Values that must not be in any line (secretsOf). */
  secrets: readonly string[];
  /** Where lines go; stdout when absent. */
  stream?: DestinationStream;
  /** For people at a terminal, instead of JSON. */
  pretty?: boolean;
  /** Who speaks. */
  service?: string;
}

/** Lines are written at once, so that none is lost when the process ends. */
export function createLog({ level, secrets, stream, pretty = false, service = "pixora" }: LogOptions): Log {
  const target = stream ?? pino.destination({ fd: 1, sync: true });
  const options = {
    level,
    base: { service, pid: process.pid },
    messageKey: "message",
    errorKey: "error",
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: (error: unknown) => errorFields(error, level === "debug") },
    hooks: { streamWrite: createRedactor(secrets).line },
  };
  return pino(options, pretty ? { write: (line) => target.write(prettyLine(line)) } : target);
}

/** Causes further down tell nothing more. */
const MOST_CAUSES = 5;

/** Errors that are ours are told in a sentence; where a bug lies, only its stack says. */
function errorFields(error: unknown, isDebug: boolean): unknown {
  if (!(error instanceof Error)) return error;
  return describe(error, isDebug || toProblem(error).code === "internal", MOST_CAUSES);
}

function describe(error: Error, hasStack: boolean, depth: number): object {
  const code = "code" in error ? error.code : toProblem(error).code;
  const below = error instanceof AggregateError ? error.errors : [error.cause];
  const causes = depth === 0 ? [] : below.filter((cause) => cause instanceof Error);
  return {
    code,
    message: error.message,
    ...(hasStack && { stack: error.stack }),
    ...(causes.length > 0 && { causes: causes.map((cause) => describe(cause, hasStack, depth - 1)) }),
  };
}
