import { type BaseMessage, isAIMessage } from "@langchain/core/messages";
import { z } from "zod";
import type { ErrorCode } from "../models/error.ts";

const Count = z.number().min(0);
/** As LangChain's vendors count. */
const Usage = z
  .object({
    input_tokens: Count,
    output_tokens: Count.default(0),
    total_tokens: Count.default(0),
    input_token_details: z.object({ cache_read: Count }).optional().catch(undefined),
  })
  .transform(({ input_token_details, ...counts }) =>
    input_token_details ? { ...counts, input_token_details } : counts,
  );

/** What a language model answered, whosever model it is. */
export const ModelReply = z.object({
  text: z.string(),
  /** The tools it called, before anything is believed. */
  calls: z.array(z.object({ name: z.string(), args: z.record(z.string(), z.unknown()) })),
  /** Names of the tools that it called with arguments that are no JSON. */
  brokenCalls: z.array(z.string()),
  ending: z.enum(["complete", "cut", "refused"]),
  /** Its own words for why it refuses; null when it gave none. */
  refusal: z.string().nullable(),
  /** Null when nobody counted. */
  usage: Usage.nullable(),
  /** The vendor's id of the call; null where it tells none. */
  id: z.string().nullable(),
});
export type ModelReply = z.infer<typeof ModelReply>;

/** Reads a message of any chat model, by the fields that LangChain's vendors share. */
export function readReply(message: BaseMessage): ModelReply {
  const { finish_reason, id } = Ending.catch({}).parse(message.response_metadata);
  const refusal = Refusal.catch({}).parse(message.additional_kwargs).refusal || null;
  const tools = isAIMessage(message) ? message : { tool_calls: [], invalid_tool_calls: [], usage_metadata: null };
  const usage = Usage.safeParse(tools.usage_metadata);
  return {
    text: message.text.trim(),
    calls: (tools.tool_calls ?? []).map(({ name, args }) => ({ name, args })),
    brokenCalls: (tools.invalid_tool_calls ?? []).map(({ name }) => name ?? "a tool without a name"),
    ending: refusal || finish_reason === "content_filter" ? "refused" : finish_reason === "length" ? "cut" : "complete",
    refusal,
    usage: usage.success ? usage.data : null,
    id: id ?? null,
  };
}

/** What is wrong with an answer: `problem` as people are told, `told` as the model is. */
export interface Fault {
  code: Extract<ErrorCode, "answer_rejected" | "content_refused">;
  problem: string;
  told: string;
}

/** Why an answer is none, whatever was asked; null when it is one. */
export function faultOf(reply: ModelReply): Fault | null {
  if (reply.ending === "refused") {
    const reason = reply.refusal ? `: ${reply.refusal.slice(0, 300)}` : "";
    return { code: "content_refused", problem: `it refuses${reason}`, told: REFUSED };
  }
  if (reply.ending === "cut") {
    return { code: "answer_rejected", problem: "its answer was cut off because it was too long", told: CUT };
  }
  return null;
}

const REFUSED =
  "You refused. Leave out whatever you object to, tell what is left so that everybody may see it, and answer in the form that was asked for.";
const CUT =
  "Your answer was too long and was cut off. Answer again, complete and shorter: short sentences, and nothing beyond what was asked for.";

const Ending = z.object({ finish_reason: z.string().nullish(), id: z.string().nullish() });
const Refusal = z.object({ refusal: z.string().nullish() });
