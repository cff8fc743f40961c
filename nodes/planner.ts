import { type LangGraphRunnableConfig, Overwrite } from "@langchain/langgraph";
import type { Plan, ToolName } from "../models/plan.ts";
import type { Degradation } from "../models/video.ts";
import type { ToolDeps } from "../tools/types.ts";
import { startFilm } from "./film-start.ts";
import { proposePlan } from "./plan-proposal.ts";
import { unansweredFailures } from "./progress.ts";
import { type Services, tell } from "./services.ts";
import type { FilmState, FilmUpdate } from "./state.ts";
import { runStep, type StepUpdate } from "./step.ts";
import { startVariant, VARIANT_STEPS } from "./variant-start.ts";

/**
 * Asks the model which tools make this film, and turns its calls into a checked plan; for a variant nobody is asked.
 * Runs once for a normal film, and again only when steps failed.
 */
export function planner(services: Services) {
  return async (before: FilmState, config: LangGraphRunnableConfig): Promise<FilmUpdate> => {
    const isAnswer = answersFailure(before);
    const state = isAnswer ? before : { ...before, ...NOTHING_MADE, steps: {} };
    const revision = (state.plan?.revision ?? 0) + 1;
    const run = { step: "planner" as const, scene: null, revision, request: before.request };
    const update = await runStep(services, config, run, async (deps) => {
      const start = isAnswer ? { update: {}, degraded: [] } : await begin(before, services, deps);
      const steps = await stepsFor({ ...state, ...start.update }, deps);
      const plan = steps && { steps, revision };
      if (plan) tellPlan(plan, config);
      return {
        update: plan ? { ...start.update, plan } : { problem: firstFailure(state) },
        degraded: [...start.degraded, ...givenUp(state, plan)],
      };
    });
    return isAnswer ? update : startOver(update);
  };
}

async function stepsFor(state: FilmState, deps: ToolDeps): Promise<Plan["steps"] | null> {
  return state.variantOf === null ? proposePlan(state, deps) : VARIANT_STEPS;
}

async function begin({ request: asked }: FilmState, services: Services, deps: ToolDeps): Promise<Beginning> {
  if (services.source) return startVariant(asked, services.source, deps);
  const { request, language, references, voiceSample, degraded } = await startFilm(asked, services, deps);
  return { update: { request, language, references, voiceSample }, degraded };
}

interface Beginning {
  update: Partial<FilmState>;
  degraded: Degradation[];
}

/** Whether the film under way asks for another plan. Otherwise a request has come in, maybe on an old thread. */
function answersFailure(state: FilmState): boolean {
  return state.plan !== null && state.problem === null && state.film === null && unansweredFailures(state).length > 0;
}

/** A film that nobody has begun, but for its steps. */
const NOTHING_MADE = {
  variantOf: null,
  plan: null,
  title: "",
  captions: "none" as const,
  scenes: [],
  cast: [],
  references: [],
  voiceSample: null,
  characters: [],
  music: [],
  film: null,
  manifest: null,
  problem: null,
};

/** Forgets an earlier film of the same thread: what channels add up is overwritten. */
function startOver({ steps, degraded, sceneAssets = [], ...update }: StepUpdate): FilmUpdate {
  return {
    ...NOTHING_MADE,
    ...update,
    sceneAssets: new Overwrite(sceneAssets),
    steps: new Overwrite(steps),
    degraded: new Overwrite(degraded),
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
