import type { BaseChatModel, BindToolsInput } from "@langchain/core/language_models/chat_models";
import type { BaseMessage } from "@langchain/core/messages";
import { z } from "zod";
import { PixoraError } from "../models/error.ts";
import { checkPlan, type PlanRules, PlanStep, type ToolName } from "../models/plan.ts";
import { MIN_SCENE_SECONDS, type VideoRequest } from "../models/request.ts";
import { answerSchema } from "../tools/answer-schema.ts";
import { askedAgain, charactersOf, fencedMessages } from "../tools/ask-model.ts";
import { callModel, type ModelCall } from "../tools/call-model.ts";
import { fingerprintOf } from "../tools/fingerprint.ts";
import { TOOLS } from "../tools/index.ts";
import { type Fault, faultOf, type ModelReply } from "../tools/model-reply.ts";
import type { ToolDeps } from "../tools/types.ts";
import { PLANNER_INSTRUCTIONS } from "./planner.prompt.ts";
import { DISPENSABLE, type Failure, finishedTools, MAX_REVISIONS, unansweredFailures } from "./progress.ts";
import type { FilmState } from "./state.ts";

/**
 * The model's plan, or null when it sees no way on; a good one that the same question brought before is found again.
 * What is wrong with its first answer is told to it once.
 * Rejects with `plan_rejected` or `content_refused` when the second is wrong too.
 */
export async function proposePlan(state: FilmState, deps: ToolDeps): Promise<PlanStep[] | null> {
  const rules = rulesFor(state);
  const failed = unansweredFailures(state);
  // What a resume may change is no part of the question: after a crash it has to be the same one.
  const { budgetUsd: _budgetUsd, onInDoubt: _onInDoubt, ...request } = state.request;
  const data = { request, done: rules.done, failed, ruledOut: rules.ruledOut };
  const kept = `plan:${state.plan?.revision ?? 0}:${fingerprintOf([PLANNER_INSTRUCTIONS, data])}`;
  const known = z.array(PlanStep).safeParse(deps.memory.recall(kept));
  if (known.success) return known.data;
  const steps = await askForPlan(state, deps, { rules, failed, data });
  if (steps) await deps.memory.keep(kept, steps);
  return steps;
}

interface PlanQuestion {
  rules: PlanRules;
  failed: readonly Failure[];
  data: Record<string, unknown>;
}

async function askForPlan(
  state: FilmState,
  deps: ToolDeps,
  { rules, failed, data }: PlanQuestion,
): Promise<PlanStep[] | null> {
  const question = fencedMessages(PLANNER_INSTRUCTIONS, data);
  const ask = (item: string, messages: BaseMessage[]) => callModel(deps, planCall(deps, state, item, messages));
  const first = await ask("plan", question);
  if (failed.length > 0 && givesUp(first)) return null;
  const judged = judge(first, rules);
  if ("steps" in judged) return judged.steps;
  const told = `This plan cannot be carried out. ${judged.fault.told} Plan again.`;
  const again = judge(await ask("plan:again", askedAgain(question, saidIn(first), told)), rules);
  if ("steps" in again) return again.steps;
  const isRefusal = again.fault.code === "content_refused";
  const message = `The language model's plan was wrong twice: ${again.fault.problem}`;
  throw new PixoraError(isRefusal ? "content_refused" : "plan_rejected", message, { retryable: !isRefusal });
}

function planCall({ providers }: ToolDeps, { request }: FilmState, item: string, messages: BaseMessage[]): ModelCall {
  const tools = Object.values(TOOLS).map(({ name, description }) => ({
    type: "function" as const,
    function: { name, description, parameters: answerSchema(argumentsOf(name, request)), strict: true },
  }));
  const model = withTools(providers.language.chat, tools);
  const characters = charactersOf(messages) + JSON.stringify(tools).length;
  const fingerprint = fingerprintOf([messages.map(({ text }) => text), tools]);
  return { item, fingerprint, characters, ask: (signal) => model.invoke(messages, { signal }) };
}

function withTools(chat: BaseChatModel, tools: BindToolsInput[]) {
  if (chat.bindTools) return chat.bindTools(tools);
  throw new PixoraError(
    "vendor_failed",
    `The language model ${chat.getName()} cannot call tools: choose one that can.`,
  );
}

/** Whether the model says in words that nothing can help. */
function givesUp({ ending, calls, brokenCalls }: ModelReply): boolean {
  return ending === "complete" && calls.length === 0 && brokenCalls.length === 0;
}

type Judged = { steps: PlanStep[] } | { fault: Fault };

function judge(reply: ModelReply, rules: PlanRules): Judged {
  const fault = faultOf(reply);
  if (fault) return { fault };
  if (givesUp(reply)) return { fault: wrong("You called no tool: answer with tool calls only, all in one answer.") };
  if (reply.brokenCalls.length > 0) {
    return { fault: wrong(`The arguments of ${reply.brokenCalls.join(", ")} are not JSON.`) };
  }
  const checked = checkPlan(reply.calls, rules);
  return "steps" in checked ? checked : { fault: wrong(checked.problems.join(" ")) };
}

function wrong(problem: string): Fault {
  return { code: "answer_rejected", problem, told: problem };
}

function saidIn({ calls, refusal, text }: ModelReply): string {
  return calls.length > 0 ? JSON.stringify(calls) : (refusal ?? text);
}

function rulesFor(state: FilmState): PlanRules {
  return {
    argumentsOf: (tool) => argumentsOf(tool, state.request),
    ruledOut: ruledOut(state),
    done: finishedTools(state),
  };
}

/** A tool's arguments as this request allows them: as many scenes as it says, or as can be seen in its time. */
function argumentsOf(tool: ToolName, { scenes, durationSeconds }: VideoRequest): z.ZodObject {
  if (tool !== "scene_generator") return TOOLS[tool].arguments;
  const most = Math.max(1, Math.floor(durationSeconds / MIN_SCENE_SECONDS));
  const count = scenes === null ? z.int().min(1).max(Math.min(60, most)) : z.literal(scenes);
  return TOOLS.scene_generator.arguments.extend({ scenes: count });
}

function ruledOut(state: FilmState): PlanRules["ruledOut"] {
  const { request, plan, sceneAssets } = state;
  const dispensable = unansweredFailures(state).filter(({ tool }) => DISPENSABLE.includes(tool));
  const isLastChance = plan !== null && plan.revision === MAX_REVISIONS - 1;
  const lost = dispensable.filter(({ problem }) => isLastChance || problem.code === "over_budget");
  const isUndrawn = dispensable.some(({ tool }) => tool === "character_generator");
  return {
    ...Object.fromEntries(lost.map(({ tool }) => [tool, "it has failed, and would again"])),
    ...(isUndrawn && sceneAssets.length > 0 && { character_generator: DRAWN_ALREADY }),
    ...(request.music ? {} : { music_generator: "the request wants no music" }),
    ...(request.characterConsistency ? {} : { character_generator: "the request wants no character sheets" }),
  };
}

const DRAWN_ALREADY = "scenes are drawn already without its sheets";
