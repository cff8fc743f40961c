import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { type ErrorCode, isCancellation, toProblem } from "../models/error.ts";
import type { Degradation } from "../models/video.ts";
import type { ToolDeps } from "../tools/types.ts";
import { FOR_PEOPLE } from "./progress.ts";
import { accountOf, depsOf, type Services, type StepRun, stepKey, taskIdOf, tell } from "./services.ts";
import type { FilmState, FilmUpdate, StepResult } from "./state.ts";

/** What a step makes of the state: it adds scenes, and overwrites none. */
type Made = Omit<FilmUpdate, "steps" | "degraded" | "sceneAssets"> & Partial<Pick<FilmState, "sceneAssets">>;

/** What a step's work gives back. */
interface Work {
  update: Made;
  degraded: Degradation[];
}

/** What a step tells the state. */
export type StepUpdate = Made & {
  steps: Record<string, StepResult>;
  degraded: Degradation[];
};

/**
 * Runs one step and tells about it. A failed step is state, so that its siblings live on;
 * a wish to stop, or a bug of ours, is thrown.
 */
export function runStep(
  services: Services,
  config: LangGraphRunnableConfig,
  run: StepRun,
  work: (deps: ToolDeps) => Promise<Work>,
): Promise<StepUpdate> {
  return services.work.attend(taskIdOf(config), () => carryOut(services, config, run, work));
}

/** A bug, or a state that cannot be written down: then a failure cannot be either. */
const ENDS_THE_RUN: readonly ErrorCode[] = ["internal", "fenced", "store_failed"];

async function carryOut(
  services: Services,
  config: LangGraphRunnableConfig,
  run: StepRun,
  work: (deps: ToolDeps) => Promise<Work>,
): Promise<StepUpdate> {
  const { revision, request: _request, ...step } = run;
  const began = performance.now();
  tell(config, { event: "step-start", data: step });
  try {
    const { update, degraded } = await work(depsOf(services, config, run));
    const seconds = (performance.now() - began) / 1000;
    tell(config, { event: "step-end", data: { ...step, seconds, degraded } });
    return { ...update, degraded, steps: { [stepKey(step)]: { status: "done" } } };
  } catch (error) {
    const problem = toProblem(error);
    if (config.signal?.aborted || isCancellation(error) || ENDS_THE_RUN.includes(problem.code)) throw error;
    tell(config, { event: "step-error", data: { ...step, error: problem } });
    // A film that is lost buys nothing more, not even for the steps beside this one.
    if (FOR_PEOPLE.includes(problem.code)) accountOf(services, config, run).stop(problem);
    const failed = { degraded: [], steps: { [stepKey(step)]: { status: "failed" as const, problem, revision } } };
    // Without a plan there is no way on; every other failure is for the planner to answer.
    return step.step === "planner" ? { ...failed, problem } : failed;
  }
}
