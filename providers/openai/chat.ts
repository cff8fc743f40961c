import { type BaseMessage, isAIMessage } from "@langchain/core/messages";
import { makeInvalidToolCall } from "@langchain/core/output_parsers/openai_tools";
import { ChatOpenAICompletions, OpenAIClient as OpenAI } from "@langchain/openai";
import { PixoraError } from "../../models/error.ts";
import { readConnectionFailure } from "../connection-failure.ts";
import { type Outcome, sendOnce } from "../send-once.ts";
import { readCompletion } from "./completion.ts";
import { isOwnHost, mostAnswerTokens, type OpenAiAccess, takesEffort } from "./prices.ts";

type Request = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;
type StreamRequest = OpenAI.Chat.ChatCompletionCreateParamsStreaming;
type Completion = OpenAI.Chat.ChatCompletion;
type Chunks = AsyncIterable<OpenAI.Chat.ChatCompletionChunk>;

const OWN_URL = "https://api.openai.com/v1";
/** The SDK asks for one; servers of one's own want none. */
const NO_KEY = "none";
/** Enough for a plan and a story; more makes a breakdown take minutes. */
const EFFORT = "low";

/**
 * LangChain's chat model over chat completions, with our rules: one POST for each call, errors of ours, nothing lost of
 * what was paid for (LangChain's own call throws away an answer that was cut off, and with it the count of its tokens).
 * A class, because LangChain demands one.
 */
export class OpenAiChat extends ChatOpenAICompletions {
  readonly #access: OpenAiAccess;

  constructor(access: OpenAiAccess) {
    super({
      model: access.model,
      apiKey: access.apiKey ?? NO_KEY,
      configuration: { baseURL: access.baseUrl ?? OWN_URL },
      streaming: false,
      maxRetries: 0,
    });
    this.#access = access;
  }

  /** @internal as in LangChain: what is sent beside the messages. */
  override invocationParams(options?: this["ParsedCallOptions"]) {
    const limit = mostAnswerTokens(this.#access);
    // OpenAI's newer models know the new name only, other servers often the old one only.
    const limitName = isOwnHost(this.#access) || takesEffort(this.model) ? "max_completion_tokens" : "max_tokens";
    const params = super.invocationParams(options);
    return {
      ...params,
      ...(params.response_format ? { response_format: strictFormat(params.response_format) } : {}),
      ...(takesEffort(this.model) ? ({ reasoning_effort: EFFORT } as const) : {}),
      ...(limit === null ? {} : { [limitName]: limit }),
    };
  }

  override completionWithRetry(request: StreamRequest, options?: OpenAI.RequestOptions): Promise<Chunks>;
  override completionWithRetry(request: Request, options?: OpenAI.RequestOptions): Promise<Completion>;
  override async completionWithRetry(
    request: Request | StreamRequest,
    options?: OpenAI.RequestOptions,
  ): Promise<Completion | Chunks> {
    if (request.stream) throw new PixoraError("internal", "The language model's answers are not streamed.");
    const { apiKey, baseUrl } = this.#access;
    const sent = sendOnce();
    const baseURL = baseUrl ?? OWN_URL;
    const client = new OpenAI({ apiKey: apiKey ?? NO_KEY, baseURL, fetch: sent.fetch, maxRetries: 0 });
    const signal = options?.signal ?? null;
    let failure: unknown = null;
    const completion = await client.chat.completions.create(request, { signal }).catch((error: unknown) => {
      failure = error;
      return null;
    });
    const outcome = sent.outcome() ?? outcomeOfNothing(failure);
    if (signal?.aborted && outcome?.kind !== "answered") {
      throw new PixoraError("cancelled", "The language model was stopped.", { cause: signal.reason });
    }
    readCompletion(outcome, this.#access);
    if (completion === null) throw new PixoraError("in_doubt", "The language model's answer cannot be read.");
    return completion.choices?.length ? completion : { ...completion, choices: [NOTHING_SAID] };
  }

  /**
   * Keeps what LangChain leaves out: the refusal, and the id of the call. Calls whose arguments are no JSON are told
   * apart here, because LangChain prints a warning when there are only such.
   */
  protected override _convertCompletionsMessageToBaseMessage(
    message: OpenAI.Chat.ChatCompletionMessage,
    completion: Completion,
  ): BaseMessage {
    const calls = message.tool_calls ?? [];
    const sound = calls.filter(isSound);
    const converted = super._convertCompletionsMessageToBaseMessage({ ...message, tool_calls: sound }, completion);
    converted.additional_kwargs.refusal = message.refusal ?? null;
    converted.response_metadata.id = completion.id ?? null;
    if (isAIMessage(converted)) {
      converted.invalid_tool_calls = calls.filter((call) => !isSound(call)).map((call) => makeInvalidToolCall(call));
    }
    return converted;
  }
}

/** What the SDK makes of a failure is asked only when it has sent nothing: it builds headers itself, and may fail at that. */
function outcomeOfNothing(failure: unknown): Outcome | null {
  return readConnectionFailure(failure) === "unbuilt" ? { kind: "unbuilt", cause: failure } : null;
}

type Call = OpenAI.Chat.ChatCompletionMessageToolCall;

function isSound(call: Call): boolean {
  if (call.type !== "function") return false;
  try {
    JSON.parse(call.function.arguments);
    return true;
  } catch {
    return false;
  }
}

type Format = NonNullable<Request["response_format"]>;

/**
 * A JSON schema from our tools is safe for strict mode, and comes without a word about it. LangChain says `strict` of
 * what it made from zod itself, with keywords that strict mode refuses.
 */
function strictFormat(format: Format): Format {
  if (format.type !== "json_schema") return format;
  const isOurs = format.json_schema.strict === undefined;
  return { ...format, json_schema: { ...format.json_schema, strict: isOurs } };
}

/** Some servers answer without a choice when they have nothing to say. */
const NOTHING_SAID: Completion["choices"][number] = {
  index: 0,
  finish_reason: "stop",
  logprobs: null,
  message: { role: "assistant", content: null, refusal: null },
};
