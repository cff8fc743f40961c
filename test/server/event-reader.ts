/** A client of event streams that loses its connection again and again, and comes back with the last event that it has. */
import { once } from "node:events";
import { type ClientRequest, get, type IncomingMessage } from "node:http";

/** How one connection is lost. */
export interface Loss {
  /** As soon as the reader has this event, and all before it. */
  afterId: number;
  /** When so many bytes of the next event have come as well. They are lost. */
  moreBytes: number;
  /** `unheard`: as soon as the request is sent. Else what the server sees of it: a reset, or an end. */
  how: "unheard" | "reset" | "end";
}

export interface Reading {
  /** The server that is asked next. */
  nextUrl(): string;
  taskId: string;
  headers: Readonly<Record<string, string>>;
  /** In the order of `afterId`; after each of those, another event must come. */
  losses: readonly Loss[];
  onLoss(): void;
}

/** Reads to the end of the task: all of its events, as they came over the wire. */
export async function readThrough({ losses, onLoss, ...where }: Reading): Promise<Buffer[]> {
  const events: Buffer[] = [];
  for (const loss of losses) {
    await loseOnce(where, events, loss);
    onLoss();
  }
  for (;;) {
    const { answer } = await ask(where, events);
    if (answer.statusCode === 204) return events;
    await collect(answer, events, null);
  }
}

type Where = Pick<Reading, "nextUrl" | "taskId" | "headers">;

async function loseOnce(where: Where, events: Buffer[], loss: Loss): Promise<void> {
  if (loss.how === "unheard") {
    const request = send(where, events);
    await once(request, "finish");
    request.on("error", () => {});
    request.socket?.resetAndDestroy();
    return;
  }
  const { request, answer } = await ask(where, events);
  if (!(await collect(answer, events, loss))) throw new Error(`The stream ended after ${events.length} events.`);
  if (loss.how === "end") request.destroy();
  else request.socket?.resetAndDestroy();
}

function send({ nextUrl, taskId, headers }: Where, events: readonly Buffer[]): ClientRequest {
  const last = events.length === 0 ? {} : { "last-event-id": String(events.length) };
  return get(`${nextUrl()}/ai/tasks/${taskId}/events`, { agent: false, headers: { ...headers, ...last } });
}

async function ask(where: Where, events: readonly Buffer[]) {
  const request = send(where, events);
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const { statusCode = 0 } = answer;
  if (![200, 204].includes(statusCode)) throw new Error(`The stream was answered with ${statusCode}.`);
  // It is broken off: that is meant.
  for (const part of [request, answer]) part.on("error", () => {});
  return { request, answer };
}

/** Takes events until it is time to lose the connection, or with false until the server ends it. */
function collect(answer: IncomingMessage, events: Buffer[], loss: Loss | null): Promise<boolean> {
  const { afterId, moreBytes } = loss ?? { afterId: Number.POSITIVE_INFINITY, moreBytes: 0 };
  let rest = Buffer.alloc(0);
  const takeEvents = () => {
    for (let end = rest.indexOf("\n\n"); end >= 0 && events.length < afterId; end = rest.indexOf("\n\n")) {
      const block = rest.subarray(0, end + 2);
      rest = rest.subarray(end + 2);
      // What else comes is no event: a comment, or how long to wait.
      if (block.toString("latin1", 0, 4) === "id: ") events.push(block);
    }
  };
  return new Promise((resolve) => {
    answer.on("end", () => resolve(false));
    answer.on("data", (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      takeEvents();
      if (events.length >= afterId && rest.length >= moreBytes) resolve(true);
    });
  });
}
