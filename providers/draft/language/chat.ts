import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from "@langchain/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import type { Runnable } from "@langchain/core/runnables";
import { z } from "zod";
import { PixoraError } from "../../../models/error.ts";
import { type ProposedCall, ToolName } from "../../../models/plan.ts";
import { writeBible } from "./bible.ts";
import { tellStory } from "./breakdown.ts";
import { planFilm } from "./planning.ts";
import { BibleData, BreakdownData, PlanningData, readData } from "./protocol.ts";
import { chooser } from "./random.ts";

export const MODEL_ID = "storyteller-1";

interface StorytellerCallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
}

/** What the storyteller says: tool calls, or a sentence instead of them. */
interface Answer {
  text: string;
  calls: readonly ProposedCall[];
}

/**
 * A chat model that answers by rules, so that everything around it is the same as with a vendor's model.
 * Which question it is asked is told by the bound tools; the facts are in the last human message.
 */
export class StorytellerChat extends BaseChatModel<StorytellerCallOptions> {
  override _llmType(): string {
    return MODEL_ID;
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<StorytellerCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, StorytellerCallOptions> {
    return this.withConfig({ ...kwargs, tools });
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    _runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    // One turn of the event loop, so that a stop that was asked for in the same turn is seen.
    await new Promise((resolve) => setImmediate(resolve));
    if (options.signal?.aborted) throw new PixoraError("cancelled", "The storyteller was stopped.");
    const { text, calls } = answer(messages, new Set((options.tools ?? []).map(toolName)));
    // A chunk, because LangChain's own reading of structured output takes nothing else.
    const message = new AIMessageChunk({
      content: text,
      tool_calls: calls.map((call, at) => ({ ...call, id: callId(messages, call, at), type: "tool_call" })),
      response_metadata: { model_name: MODEL_ID },
    });
    // Assigned, because the constructor's type knows no usage with strict optional properties.
    Object.assign(message, { usage_metadata: { input_tokens: 0, output_tokens: 0, total_tokens: 0 } });
    return { generations: [{ text, message }], llmOutput: {} };
  }
}

function answer(messages: readonly BaseMessage[], tools: ReadonlySet<string>): Answer {
  if (tools.has("scene_breakdown")) {
    return oneCall("scene_breakdown", tellStory(readData(messages, BreakdownData)).breakdown);
  }
  if (tools.has("character_bible")) return oneCall("character_bible", writeBible(readData(messages, BibleData)));
  if (ToolName.options.some((tool) => tools.has(tool))) {
    const planned = planFilm(readData(messages, PlanningData), tools);
    return typeof planned === "string" ? { text: planned, calls: [] } : { text: "", calls: planned };
  }
  throw new PixoraError(
    "answer_rejected",
    "The draft storyteller plans, breaks a story into scenes or describes characters: bind the tools of one of these.",
  );
}

function oneCall(name: string, args: Record<string, unknown>): Answer {
  return { text: "", calls: [{ name, args }] };
}

/** The name in any of the shapes that LangChain lets a tool have. */
const NamedTool = z.union([
  z.object({ function: z.object({ name: z.string() }) }).transform((tool) => tool.function.name),
  z.object({ name: z.string() }).transform((tool) => tool.name),
]);

function toolName(tool: BindToolsInput): string {
  return NamedTool.catch("").parse(tool);
}

/** The same for the same question, different for different ones. */
function callId(messages: readonly BaseMessage[], call: ProposedCall, at: number): string {
  const digits = chooser(messages.map((message) => message.text).join("\n"), call.name, at);
  return `call_${digits
    .index(2 ** 32)
    .toString(16)
    .padStart(8, "0")}`;
}
