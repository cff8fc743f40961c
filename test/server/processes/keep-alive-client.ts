/**
 * A caller of several servers as clients and balancers are: it keeps its connection, goes elsewhere when a server is not
 * there or asks it to, and sends nothing twice. Whatever else goes wrong with a request is thrown.
 */
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as send } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { TaskEvent } from "../../../models/event.ts";

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Which of the servers answered. */
  server: number;
}

export interface Question {
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
}

export interface Client {
  ask(method: string, path: string, question?: Question): Promise<Reply>;
  /** The same, with the body still to be read. */
  open(method: string, path: string, question?: Question): Promise<{ answer: IncomingMessage; server: number }>;
  /** Reads all events of a task to its end, wherever it can. `servers`: of each connection, in order. */
  follow(taskId: string, onEvent?: (event: TaskEvent) => void): Promise<{ events: TaskEvent[]; servers: number[] }>;
  close(): void;
}

/** Before a server that is not there is asked again. */
const PAUSE_MS = 50;

/** @param headers what all requests have */
export function openClient(urls: readonly string[], first: number, headers: Record<string, string> = {}): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let server = first % urls.length;
  const leave = () => {
    server = (server + 1) % urls.length;
  };
  const open = async (way: Agent | false, method: string, path: string, question: Question) => {
    for (;;) {
      const asked = server;
      const all = { ...question, headers: { ...headers, ...question.headers } };
      const answer = await exchange(way, method, `${urls[asked]}${path}`, all);
      if (answer === null) await pause(PAUSE_MS);
      if (answer === null || answer.headers.connection === "close") leave();
      if (answer !== null) return { answer, server: asked };
    }
  };
  return {
    open: (method, path, question = {}) => open(false, method, path, question),
    async ask(method, path, question = {}) {
      const { answer, server: asked } = await open(agent, method, path, question);
      return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer), server: asked };
    },
    async follow(taskId, onEvent = () => {}) {
      const events: TaskEvent[] = [];
      const servers: number[] = [];
      for (;;) {
        const last = events.at(-1)?.id;
        const known = last === undefined ? {} : { "last-event-id": String(last) };
        const { answer, server: asked } = await open(false, "GET", `/ai/tasks/${taskId}/events`, { headers: known });
        if (answer.statusCode === 204) return { events, servers };
        if (answer.statusCode === 503) await text(answer);
        else if (answer.statusCode !== 200) throw new Error(`A stream was answered with ${answer.statusCode}.`);
        else {
          servers.push(asked);
          for await (const event of eventsIn(answer)) {
            events.push(event);
            onEvent(event);
          }
          // A server ends a stream when it has to end itself, or when all is told.
          leave();
        }
      }
    },
    close: () => agent.destroy(),
  };
}

/** Null where nobody listens: then nothing was sent. */
function exchange(
  agent: Agent | false,
  method: string,
  url: string,
  { headers = {}, body }: Question,
): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    const request = send(url, { method, agent, headers: { ...headers, ...json } }, resolve);
    request.on("error", (error) => {
      const code = "code" in error ? error.code : error.message;
      if (code === "ECONNREFUSED") return resolve(null);
      const connection = request.reusedSocket ? "an open" : "a new";
      reject(new Error(`${method} ${url} on ${connection} connection: ${code}`, { cause: error }));
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function* eventsIn(answer: IncomingMessage): AsyncGenerator<TaskEvent> {
  let rest = "";
  for await (const part of answer.setEncoding("utf8")) {
    const blocks = `${rest}${part}`.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
  if (rest !== "") throw new Error(`A stream ended in the middle of an event: ${rest}`);
}
