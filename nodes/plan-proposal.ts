import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { z } from "zod";
import { PixoraError } from "../models/error.ts";
import { checkPlan, type PlanRules, type PlanStep } from "../models/plan.ts";
import { MIN_SCENE_SECONDS, type VideoRequest } from "../models/request.ts";
import { callModel, fencedMessages } from "../tools/ask-model.ts";
import { TOOLS } from "../tools/index.ts";
import type { ToolDeps } from "../tools/types.ts";
import { PLANNER_INSTRUCTIONS } from "./planner.prompt.ts";
import { finishedTools, unansweredFailures } from "./progress.ts";
import type { FilmState } from "./state.ts";

/** The model's plan, or null when it sees no way on. What is wrong with its first answer is told to it once. */
export async function proposePlan(state: FilmState, deps: ToolDeps): Promise<PlanStep[] | null> {
  const rules = rulesFor(state);
  const failed = unansweredFailures(state);
  const data = { request: state.request, done: rules.done, failed, ruledOut: rules.ruledOut };
  const question = fencedMessages(PLANNER_INSTRUCTIONS, data);
  const first = await propose(deps, question);
  if (first.calls.length === 0 && failed.length > 0) return null;
  const checked = checkPlan(first.calls, rules);
  if ("steps" in checked) return checked.steps;
  const told = [
    ...question,
    new AIMessage(JSON.stringify(first.calls)),
    new HumanMessage(`This plan cannot be carried out. ${checked.problems.join(" ")} Plan again.`),
    ...question.slice(1),
  ];
  const again = checkPlan((await propose(deps, told)).calls, rules);
  if ("steps" in again) return again.steps;
  throw new PixoraError("plan_rejected", `The language model's plan was wrong twice. ${again.problems.join(" ")}`, {
    retryable: true,
  });
}

async function propose({ providers, signal }: ToolDeps, messages: BaseMessage[]) {
  const reply = await callModel(
    (deadline) => withTools(providers.language.chat).invoke(messages, { signal: deadline }),
    signal,
  );
  return { calls: (reply.tool_calls ?? []).map(({ name, args }) => ({ name, args })) };
}

function withTools(chat: BaseChatModel) {
  if (!chat.bindTools) {
    throw new PixoraError(
      "vendor_failed",
      `The language model ${chat.getName()} cannot call tools: choose one that can.`,
    );
  }
  const tools = Object.values(TOOLS).map((tool) => ({
    type: "function" as const,
    function: { name: tool.name, description: tool.description, parameters: z.toJSONSchema(tool.arguments) },
  }));
  return chat.bindTools(tools);
}

function rulesFor(state: FilmState): PlanRules {
  return {
    argumentsOf: (tool) => (tool === "scene_generator" ? sceneArguments(state.request) : TOOLS[tool].arguments),
    ruledOut: ruledOut(state.request),
    done: finishedTools(state),
  };
}

/** As many scenes as the request says, or as can be seen in its time. */
function sceneArguments({ scenes, durationSeconds }: VideoRequest) {
  const most = Math.max(1, Math.floor(durationSeconds / MIN_SCENE_SECONDS));
  const count = scenes === null ? z.int().min(1).max(Math.min(60, most)) : z.literal(scenes);
  return TOOLS.scene_generator.arguments.extend({ scenes: count });
}

function ruledOut(request: VideoRequest): PlanRules["ruledOut"] {
  return {
    ...(request.music ? {} : { music_generator: "the request wants no music" }),
    ...(request.characterConsistency ? {} : { character_generator: "the request wants no character sheets" }),
  };
}
