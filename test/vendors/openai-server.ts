/**
 * A local server that speaks OpenAI's chat completions: answers by the name of the schema or the tools, counts tokens,
 * and refuses what OpenAI refuses (schemas that strict mode cannot take, `max_tokens` of models that reason).
 * Shapes from OpenAI's published API description; on purpose not the SDK's types.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { goOn, type Moment, type Watch } from "./moments.ts";
import { bible, breakdown, type Call, dataOf, planCalls, type ToolShape } from "./openai-answers.ts";
import { type OpenAiBody, type OpenAiFault, refusalFor } from "./openai-refusals.ts";

export type { OpenAiFault } from "./openai-refusals.ts";

/** One POST, whatever became of it. */
export interface OpenAiOrder {
  body: OpenAiBody;
  headers: IncomingHttpHeaders;
  /** What was asked: the name of the schema, or of the only tool; `plan` where several tools are bound. */
  name: string;
  /** Null for one that got no answer. */
  status: number | null;
  /** What was billed; zeros for a refused one. */
  usage: { prompt: number; completion: number };
  /** Whether the caller went away before there was an answer. */
  aborted: boolean;
}

/** An answer of a test's own: an object (for a schema), tool calls, or text as it is. */
export type OpenAiAnswer = (
  data: Record<string, unknown>,
  body: OpenAiBody,
) => Record<string, unknown> | Call[] | string;

export interface OpenAiServer {
  /** Base URL with `/v1`. */
  url: string;
  orders: readonly OpenAiOrder[];
  faults: {
    /** For the next POSTs, one each; null for a good answer. */
    next(...faults: readonly (OpenAiFault | null)[]): void;
    /** For every POST about this name from now on; null to mend it. */
    forName(name: string, fault: OpenAiFault | null): void;
  };
  /** Answers questions of this name from now on. */
  answer(name: string, answer: OpenAiAnswer): void;
  close(): Promise<void>;
}

export interface OpenAiServerOptions {
  /** The only one that is let in; every key by default. */
  key?: string;
  watch?: Watch;
}

export async function startOpenAiServer({ key, watch = goOn }: OpenAiServerOptions = {}): Promise<OpenAiServer> {
  const orders: OpenAiOrder[] = [];
  const upcoming: (OpenAiFault | null)[] = [];
  const ofName = new Map<string, OpenAiFault>();
  const answers = new Map<string, OpenAiAnswer>();
  const server = createServer(async (request, response) => {
    if (request.method !== "POST" || request.url !== "/v1/chat/completions") {
      return send(response, 404, {
        error: { message: `Unknown request URL: ${request.url}`, type: "invalid_request_error", code: "unknown_url" },
      });
    }
    const body = (await json(request)) as OpenAiBody;
    const name = nameOf(body);
    const visit = (moment: Moment) => watch({ vendor: "openai", moment, requestId: null, model: name });
    if ((await visit("order")) === "ignore") return void response.destroy();
    const usage = { prompt: 0, completion: 0 };
    const order: OpenAiOrder = { body, headers: request.headers, name, status: null, usage, aborted: false };
    orders.push(order);
    response.on("close", () => {
      order.aborted = !response.writableEnded;
    });
    if (key && request.headers.authorization !== `Bearer ${key}`) upcoming.unshift("refuse_key");
    const fault = upcoming.length > 0 ? (upcoming.shift() ?? null) : (ofName.get(name) ?? null);
    try {
      await answerOrder(order, fault, { own: answers.get(name), isTaken: () => visit("taken") }, response);
    } catch (error) {
      // A question that nobody can answer is a fault of the test, and is seen there.
      send(response, 400, { error: { message: `The test's server: ${error}`, type: "test", code: null } });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    orders,
    faults: {
      next: (...faults) => upcoming.push(...faults),
      forName: (name, fault) => (fault ? ofName.set(name, fault) : ofName.delete(name)),
    },
    answer: (name, answer) => answers.set(name, answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function nameOf({ response_format, tools = [] }: OpenAiBody): string {
  const only = tools.length === 1 ? tools[0]?.function.name : "plan";
  return response_format?.json_schema?.name ?? only ?? "plan";
}

async function answerOrder(
  order: OpenAiOrder,
  fault: OpenAiFault | null,
  { own, isTaken }: { own: OpenAiAnswer | undefined; isTaken: () => Promise<unknown> },
  response: ServerResponse,
) {
  if (fault === "hang") return;
  if (fault === "reset") return response.socket?.resetAndDestroy();
  const refusal = refusalFor(order.body, fault);
  if (refusal) {
    order.status = refusal.status;
    return send(response, refusal.status, { error: refusal.error }, refusal.headers);
  }
  const completion = complete(order, fault, own);
  await isTaken();
  if (fault === "drop") return response.socket?.destroy();
  if (fault === "half") {
    const text = JSON.stringify(completion);
    response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
    response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
    return;
  }
  order.status = 200;
  if (fault === "not_json") return response.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>");
  send(response, 200, completion);
}

interface Said {
  content: string | null;
  refusal: string | null;
  calls: { name: string; arguments: string }[];
  finish: string;
}

function complete(order: OpenAiOrder, fault: OpenAiFault | null, own: OpenAiAnswer | undefined) {
  const { body } = order;
  const said = spoil(say(order, own), fault);
  const calls = said.calls.map((call, at) => ({ id: `call_${at}`, type: "function", function: call }));
  const message = {
    role: "assistant",
    content: said.content,
    refusal: said.refusal,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  const choices = fault === "no_choices" ? [] : [{ index: 0, message, logprobs: null, finish_reason: said.finish }];
  order.usage.prompt = Math.ceil(JSON.stringify(body.messages).length / 4);
  order.usage.completion = Math.ceil(JSON.stringify(message).length / 4);
  const { prompt, completion } = order.usage;
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
  const id = `chatcmpl-${order.name}-${prompt}`;
  const head = { id, object: "chat.completion", created: 1_760_000_000, model: body.model, choices };
  return fault === "no_usage" ? head : { ...head, usage };
}

function say({ body, name }: OpenAiOrder, own: OpenAiAnswer | undefined): Said {
  const data = dataOf(body.messages);
  const tools = (body.tools ?? []).map((tool) => tool.function);
  const answer = own ? own(data, body) : goodAnswer(name, data, tools);
  if (typeof answer === "string") return { content: answer, refusal: null, calls: [], finish: "stop" };
  if (!Array.isArray(answer) && body.response_format) {
    return { content: JSON.stringify(answer), refusal: null, calls: [], finish: "stop" };
  }
  const calls = Array.isArray(answer) ? answer : [{ name, args: answer }];
  const text = calls.length === 0 ? "Nothing can help." : null;
  return {
    content: text,
    refusal: null,
    calls: calls.map((call) => ({ name: call.name, arguments: JSON.stringify(call.args) })),
    finish: text ? "stop" : "tool_calls",
  };
}

function goodAnswer(name: string, data: Record<string, unknown>, tools: readonly ToolShape[]) {
  if (name === "scene_breakdown") return breakdown(data);
  if (name === "character_bible") return bible(data);
  if (name === "softened_description") return { description: "A calm and friendly picture of the same place." };
  return planCalls(data, tools);
}

/** The same answer, gone wrong in one way. */
function spoil(said: Said, fault: OpenAiFault | null): Said {
  const cut = (text: string) => text.slice(0, text.length / 2);
  const cutCalls = said.calls.map((call) => ({ ...call, arguments: `{"after": [` }));
  switch (fault) {
    case "malformed":
      return { ...said, content: `Here you are: ${said.content ?? ""}`, calls: [] };
    case "breach":
      return {
        ...said,
        content: said.content && `{"unexpected": true}`,
        calls: said.calls.map((call) => ({ ...call, arguments: "{}" })),
      };
    case "refusal":
      return { content: null, refusal: "I cannot help with that.", calls: [], finish: "stop" };
    case "length":
      return { ...said, content: said.content && cut(said.content), calls: cutCalls, finish: "length" };
    case "content_filter":
      return { content: null, refusal: null, calls: [], finish: "content_filter" };
    case "empty":
      return { content: "", refusal: null, calls: [], finish: "stop" };
    case "broken_arguments":
      return { ...said, calls: cutCalls };
    default:
      return said;
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req_test", ...headers });
  response.end(JSON.stringify(body));
}
