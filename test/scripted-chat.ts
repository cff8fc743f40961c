import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from "@langchain/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import { z } from "zod";

/** One question as a scripted model sees it. */
export interface Asked {
  /** Names of the tools that are bound. */
  tools: string[];
  messages: BaseMessage[];
  signal: AbortSignal | undefined;
}

/** What the model answers: tool calls, or nothing. A returned promise may hang or reject. */
export type Script = (asked: Asked) => Call[] | Promise<Call[]>;
export interface Call {
  name: string;
  args: Record<string, unknown>;
}

interface CallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
}

const ToolShape = z.object({ function: z.object({ name: z.string() }) });

/** A chat model that answers as a test says, and remembers what it was asked. */
export class ScriptedChat extends BaseChatModel<CallOptions> {
  readonly asked: Asked[] = [];
  readonly #script: Script;

  constructor(script: Script) {
    super({});
    this.#script = script;
  }

  override _llmType(): string {
    return "scripted";
  }

  override bindTools(tools: BindToolsInput[], options?: Partial<CallOptions>) {
    return this.withConfig({ ...options, tools });
  }

  override async _generate(messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    const tools = (options.tools ?? []).map((tool) => ToolShape.parse(tool).function.name);
    const asked = { tools, messages, signal: options.signal };
    this.asked.push(asked);
    const calls = await this.#script(asked);
    const tool_calls = calls.map((call, index) => ({ ...call, id: `call-${index}`, type: "tool_call" as const }));
    return { generations: [{ text: "", message: new AIMessageChunk({ content: "", tool_calls }) }] };
  }
}
