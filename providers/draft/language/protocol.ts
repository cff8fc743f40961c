import type { BaseMessage } from "@langchain/core/messages";
import { z } from "zod";
import { PixoraError } from "../../../models/error.ts";
import { ToolName } from "../../../models/plan.ts";
import { Problem } from "../../../models/problem.ts";

/** What the planner tells: the request, and what has happened to an earlier plan. */
export const PlanningData = z.object({
  request: z.object({
    prompt: z.string(),
    durationSeconds: z.number().positive(),
    scenes: z.int().nullable(),
    music: z.boolean(),
    characterConsistency: z.boolean(),
    language: z.string().nullable(),
  }),
  done: z.array(ToolName).default([]),
  failed: z
    .array(
      z.object({ tool: ToolName, scene: z.int().nullish(), problem: Problem.pick({ message: true, retryable: true }) }),
    )
    .default([]),
  ruledOut: z.partialRecord(ToolName, z.string()).default({}),
});
export type PlanningData = z.infer<typeof PlanningData>;

/** What the scene generator asks for. */
export const BreakdownData = z.object({
  prompt: z.string(),
  style: z.string(),
  language: z.string(),
  scenes: z.int().min(1).max(60),
  secondsPerScene: z.number().positive(),
  wordsPerScene: z.number().positive(),
  narration: z.boolean().default(true),
  characters: z.boolean().default(true),
  seed: z.int(),
});
export type BreakdownData = z.infer<typeof BreakdownData>;

/** What the character generator asks for. */
export const BibleData = z.object({
  prompt: z.string(),
  style: z.string(),
  language: z.string(),
  cast: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })),
  scenes: z.array(
    z.object({ title: z.string(), narration: z.string(), description: z.string(), characters: z.array(z.string()) }),
  ),
  seed: z.int(),
});
export type BibleData = z.infer<typeof BibleData>;

/**
 * Reads the JSON between the last human message's `<data>` and `</data>`.
 * The user's text is inside the JSON, with `<` escaped, so that it can neither end the block nor speak to the model.
 */
export function readData<T>(messages: readonly BaseMessage[], schema: z.ZodType<T>): T {
  const text = messages.findLast((message) => message.getType() === "human")?.text ?? "";
  const start = text.indexOf("<data>");
  const end = text.lastIndexOf("</data>");
  if (start < 0 || end < start) throw unreadable("its last human message has no <data> block");
  const parsed = schema.safeParse(parseJson(text.slice(start + "<data>".length, end)));
  if (!parsed.success) throw unreadable(`the <data> block does not fit: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable("the <data> block is not JSON", cause);
  }
}

function unreadable(reason: string, cause?: unknown): PixoraError {
  return new PixoraError("answer_rejected", `The draft storyteller cannot answer: ${reason}.`, { cause });
}
