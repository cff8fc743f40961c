import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { type LangGraphRunnableConfig, Overwrite } from "@langchain/langgraph";
import { z } from "zod";
import { prepareFolder } from "../media/output-folder.ts";
import { PixoraError } from "../models/error.ts";
import { checkPlan, type Plan, type PlanRules, type PlanStep, type ToolName } from "../models/plan.ts";
import { MIN_SCENE_SECONDS, type VideoRequest } from "../models/request.ts";
import { callModel, fencedMessages } from "../tools/ask-model.ts";
import { TOOLS } from "../tools/index.ts";
import { checkRequest } from "../tools/request-check.ts";
import type { ToolDeps } from "../tools/types.ts";
import { PLANNER_INSTRUCTIONS } from "./planner.prompt.ts";
import { finishedTools, unansweredFailures } from "./progress.ts";
import { type Services, tell } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep, type StepUpdate } from "./step.ts";

/**
 * Asks the model which tools make this film, and turns its calls into a checked plan.
 * Runs once for a normal film, and again only when steps failed.
 */
export function planner(services: Services) {
  return async (before: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const isAnswer = answersFailure(before);
    const state = isAnswer ? before : { ...before, ...NOTHING_MADE, steps: {} };
    const revision = (state.plan?.revision ?? 0) + 1;
    const update = await runStep(services, config, { step: "planner", scene: null, revision }, async (deps) => {
      const { request, language, degraded } = await checkRequest(state.request, deps.providers);
      await deps.media.ready();
      // A task that was cancelled meanwhile leaves no empty folder.
      deps.signal.throwIfAborted();
      await prepareFolder(deps.folder);
      const steps = await proposePlan({ ...state, request }, deps);
      const plan = steps && { steps, revision };
      if (plan) tellPlan(plan, config);
      return {
        update: plan ? { request, language, plan } : { problem: firstFailure(state) },
        degraded: [...(isAnswer ? [] : degraded), ...givenUp(state, plan)],
      };
    });
    return isAnswer ? update : startOver(update);
  };
}

/** Whether the film under way asks for another plan. Otherwise a request has come in, maybe on an old thread. */
function answersFailure(state: FilmState): boolean {
  return state.plan !== null && state.problem === null && state.film === null && unansweredFailures(state).length > 0;
}

/** A film that nobody has begun, but for its steps. */
const NOTHING_MADE = {
  plan: null,
  title: "",
  captions: "none" as const,
  scenes: [],
  cast: [],
  characters: [],
  music: [],
  film: null,
  manifest: null,
  problem: null,
};

/** Forgets an earlier film of the same thread: what channels add up is overwritten. */
function startOver({ steps, degraded, ...update }: StepUpdate): FilmUpdate {
  return {
    ...NOTHING_MADE,
    ...update,
    sceneAssets: new Overwrite([]),
    steps: new Overwrite(steps),
    degraded: new Overwrite(degraded),
  };
}

/** The model's plan, or null when it sees no way on. What is wrong with its first answer is told to it once. */
async function proposePlan(state: FilmState, deps: ToolDeps): Promise<PlanStep[] | null> {
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

function tellPlan(plan: Plan, config: LangGraphRunnableConfig): void {
  const steps = plan.steps.map(({ tool, after }) => ({ tool, after }));
  tell(config, { event: "plan-ready", data: { revision: plan.revision, steps } });
}

const firstFailure = (state: FilmState) => unansweredFailures(state)[0]?.problem ?? null;

/** Tools whose failure the new plan lives with: the film goes without them, and says so. */
function givenUp(state: FilmState, plan: Plan | null) {
  const planned = new Set(plan?.steps.map((step) => step.tool));
  return unansweredFailures(state)
    .filter(({ tool }) => plan !== null && !planned.has(tool))
    .map(({ tool, problem }) => ({ scene: null, ...LOSSES[tool], reason: problem.message }));
}

const LOSSES: Record<ToolName, { wanted: string; got: string }> = {
  scene_generator: { wanted: "a new scene breakdown", got: "the earlier one" },
  character_generator: { wanted: "character sheets", got: "characters drawn anew in each scene" },
  scene_asset_generator: { wanted: "all scenes", got: "those that were made" },
  music_generator: { wanted: "music", got: "no music" },
  video_composer: { wanted: "a composed film", got: "its parts" },
};
