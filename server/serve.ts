/** The service on a port, until it is told to end. Not here: what is answered (open-service.ts). */
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type { Config } from "../models/config.ts";
import { PixoraError } from "../models/error.ts";
import { startCrew } from "./crew.ts";
import { answerOutsideApp, refuseMalformed } from "./http/malformed.ts";
import { openWorkplace, type Workplace } from "./open-agent.ts";
import { openService } from "./open-service.ts";
import { type Telemetry, watchAgent } from "./telemetry/watch.ts";

export interface RunningServer {
  /** `http://host:port`, with the port that was found free. */
  url: string;
  /** What its operator should know: who makes what, and what makes promises void. */
  notices: string[];
  /** Ends it without losing anything: resolves when all that was begun is answered, handed back or written down. */
  close(how?: ClosingOptions): Promise<void>;
}

export interface ClosingOptions {
  /**
   * For so long the server still takes connections, and asks all who have one to come back elsewhere: milliseconds.
   * What sends requests here hears of it meanwhile (`/readyz`).
   */
  drainMs?: number;
}

export interface ServeOptions {
  config: Config;
  telemetry: Telemetry;
  version: string;
  /** What it works with; opened from the config when absent. Closed with the server. */
  workplace?: Workplace;
  /** Of event streams, where it is another than usual: milliseconds. */
  heartbeatMs?: number | undefined;
}

/** A film keeps two cores busy while it is cut: requests are to be answered meanwhile. */
const TASKS_AT_ONCE = 2;
/** An answer that takes longer is cut: milliseconds. */
const LAST_ANSWERS_MS = 10_000;
/** Pause between two looks at who has had the last answer. */
const LOOK_MS = 50;

/** Rejects with `invalid_request` when the config does not fit, and with what the system says about the port. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { config, telemetry, workplace = openWorkplace(config, watchAgent(telemetry)), ...parts } = options;
  const ending = new AbortController();
  const { agent } = workplace;
  try {
    const service = await openService({ ...parts, config, workplace, telemetry, ending: ending.signal });
    const server = createServer((request, env) => service.app.fetch(request, env));
    const url = await listen(server, config.service).catch(async (error) => {
      await service.close();
      throw error;
    });
    const crew = startCrew({ config, workplace, atOnce: config.workers ?? TASKS_AT_ONCE, telemetry });
    // It answers already: a store that cannot be reached takes its time to be told of.
    const told = agent.hazards().catch((error: Error) => [error.message]);
    const [hazards] = await Promise.all([told, service.tidy()]);
    return {
      url,
      notices: [...agent.notices, ...hazards],
      async close({ drainMs = 0 } = {}) {
        ending.abort();
        const crewGone = crew.close();
        await Promise.all([service.streams.close(), delay(drainMs)]);
        await Promise.all([stop(server), crewGone]);
        await service.close();
        await agent.close();
      },
    };
  } catch (error) {
    await agent.close();
    throw error;
  }
}

/** Longer than what stands before a server keeps an idle connection, so that it is never this end that closes first. */
const KEEP_ALIVE_MS = 75_000;

/** Who neither sends nor takes a byte for so long is gone, or holds a file open for nothing. Streams have heartbeats. */
const IDLE_MS = 120_000;

function createServer(fetch: Parameters<typeof getRequestListener>[0]): Server {
  const listener = getRequestListener((request, env) => refuseMalformed(request) ?? fetch(request, env), {
    errorHandler: answerOutsideApp,
  });
  const timing = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 5000,
  };
  return createHttpServer({ ...timing, noDelay: true }, listener).setTimeout(IDLE_MS);
}

function listen(server: Server, { host, port }: Config["service"]): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(explain(error, host, port)));
    server.listen(port, host, () => resolve(addressOf(server.address())));
  });
}

function explain(error: Error, host: string, port: number): Error {
  const code = "code" in error ? error.code : null;
  const what = `${host}:${port}`;
  if (code === "EADDRINUSE") {
    const message = `Something else listens on ${what} already. End it, or set PIXORA_PORT to another port.`;
    return new PixoraError("invalid_request", message, { cause: error });
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    const message = `PIXORA_HOST is ${host}, which is no address, and no name that leads to one. Set it to an address of this machine, such as 127.0.0.1.`;
    return new PixoraError("invalid_request", message, { cause: error });
  }
  if (code === "EACCES" || code === "EADDRNOTAVAIL") {
    const message = `This machine does not let Pixora listen on ${what} (${code}). Set PIXORA_HOST and PIXORA_PORT.`;
    return new PixoraError("invalid_request", message, { cause: error });
  }
  return error;
}

function addressOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const { address: host, family, port } = address;
  return `http://${family === "IPv6" ? `[${host}]` : host}:${port}`;
}

/** Waits for answers that are under way; connections on which nothing happens are closed. */
async function stop(server: Server): Promise<void> {
  const tooLate = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  // An answer that was begun before the end has told its connection to stay.
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(looking);
  clearTimeout(tooLate);
}
