import { z } from "zod";

/** The agent's tools, in the order a plain film uses them. */
export const ToolName = z.enum([
  "scene_generator",
  "character_generator",
  "scene_asset_generator",
  "music_generator",
  "video_composer",
]);
export type ToolName = z.infer<typeof ToolName>;

/** What each tool reads of others' results. A model may add to this order, never loosen it. */
export const TOOL_NEEDS: Record<ToolName, readonly ToolName[]> = {
  scene_generator: [],
  character_generator: ["scene_generator"],
  scene_asset_generator: ["scene_generator", "character_generator"],
  music_generator: ["scene_generator"],
  video_composer: ["scene_asset_generator", "music_generator"],
};

/** One tool call of the plan. `after` names every tool of the same plan that must be done before. */
export const PlanStep = z.object({
  tool: ToolName,
  /** What the model chose, checked against the tool's own schema. */
  args: z.record(z.string(), z.unknown()),
  after: z.array(ToolName),
});
export type PlanStep = z.infer<typeof PlanStep>;

export const Plan = z.object({
  steps: z.array(PlanStep).min(1),
  /** 1 for the first plan; grows when the planner is asked again. */
  revision: z.int().min(1),
});
export type Plan = z.infer<typeof Plan>;

/** A tool call as a model made it, before anything is believed. */
export interface ProposedCall {
  name: string;
  args: Record<string, unknown>;
}

/** The rules a plan is checked against. */
export interface PlanRules {
  /** The schema of a tool's arguments. */
  argumentsOf: (tool: ToolName) => z.ZodType<Record<string, unknown>>;
  /** Tools that the request rules out, each with the reason as told to the model. */
  ruledOut: Partial<Record<ToolName, string>>;
  /** Tools whose results are there already, so that nothing needs to call them again. */
  done: readonly ToolName[];
}

export type CheckedPlan = { steps: PlanStep[] } | { problems: string[] };

/** Checks a model's calls. Every problem is a sentence that can be told back to the model. */
export function checkPlan(calls: readonly ProposedCall[], rules: PlanRules): CheckedPlan {
  const problems: string[] = [];
  const steps: PlanStep[] = [];
  for (const call of calls) {
    const step = checkCall(call, rules, problems);
    if (step && steps.some((known) => known.tool === step.tool)) problems.push(`${step.tool} is called twice.`);
    else if (step) steps.push(step);
  }
  const present = new Set(steps.map((step) => step.tool));
  if (!present.has("video_composer")) problems.push("video_composer is missing: every film ends with it.");
  problems.push(...missingNeeds(present, rules.done));
  const ordered = steps.map((step) => ({ ...step, after: step.after.filter((tool) => present.has(tool)) }));
  const circle = findCircle(ordered);
  if (circle) problems.push(`These steps wait for each other: ${circle.join(" → ")}.`);
  return problems.length > 0 ? { problems } : { steps: ordered };
}

function checkCall(call: ProposedCall, rules: PlanRules, problems: string[]): PlanStep | null {
  const tool = ToolName.safeParse(call.name);
  if (!tool.success) {
    problems.push(`There is no tool ${JSON.stringify(call.name)}. The tools are ${ToolName.options.join(", ")}.`);
    return null;
  }
  const reason = rules.ruledOut[tool.data];
  if (reason) problems.push(`${tool.data} must not be called: ${reason}.`);
  const args = rules.argumentsOf(tool.data).safeParse(call.args);
  if (!args.success) {
    problems.push(`${tool.data}: ${z.prettifyError(args.error)}`);
    return null;
  }
  const asked = z.array(ToolName).catch([]).parse(args.data.after);
  return { tool: tool.data, args: args.data, after: [...new Set([...TOOL_NEEDS[tool.data], ...asked])] };
}

/** A film cannot be composed of scenes that nobody writes or pictures that nobody makes. */
function missingNeeds(present: ReadonlySet<ToolName>, done: readonly ToolName[]): string[] {
  const required: ToolName[] = ["scene_generator", "scene_asset_generator"];
  return required
    .filter((tool) => !present.has(tool) && !done.includes(tool))
    .map((tool) => `${tool} is missing: video_composer needs its result.`);
}

/** The first circle of waiting steps, or null. */
function findCircle(steps: readonly PlanStep[]): ToolName[] | null {
  const left = new Map(steps.map((step) => [step.tool, step.after]));
  for (;;) {
    const free = [...left].filter(([, after]) => after.every((tool) => !left.has(tool)));
    if (free.length === 0) return left.size > 0 ? [...left.keys()] : null;
    for (const [tool] of free) left.delete(tool);
  }
}

/**
 * Needs that are handed over while both steps run: a scene waits for its own characters by itself, when it comes to
 * draw them, so that its narration, and scenes without these characters, lose no time.
 */
const HANDED_OVER: Partial<Record<ToolName, readonly ToolName[]>> = { scene_asset_generator: ["character_generator"] };

function isHandedOver(need: ToolName, to: ToolName): boolean {
  return HANDED_OVER[to]?.includes(need) ?? false;
}

/** How many steps follow before the film is done: the composer has 0. Steps that may run side by side count as one. */
export function heights(steps: readonly PlanStep[]): Map<ToolName, number> {
  const found = new Map<ToolName, number>();
  const heightOf = (tool: ToolName): number => {
    const known = found.get(tool);
    if (known !== undefined) return known;
    const dependants = steps.filter((step) => step.after.includes(tool));
    const above = dependants.map((step) => heightOf(step.tool) + (isHandedOver(tool, step.tool) ? 0 : 1));
    const height = Math.max(0, ...above);
    found.set(tool, height);
    return height;
  };
  for (const step of steps) heightOf(step.tool);
  return found;
}

/**
 * The steps to start now: of those whose needs are met, or are handed over by a step that starts now too,
 * the ones with the most work behind them.
 * The others wait, because a superstep is a barrier: started early, a slow step would hold up the next level.
 */
export function stepsToStart(steps: readonly PlanStep[], isDone: (tool: ToolName) => boolean): PlanStep[] {
  const open = steps.filter((step) => !isDone(step.tool));
  const isMet = (tool: ToolName) => isDone(tool) || !steps.some((step) => step.tool === tool);
  const ready = open.filter((step) => step.after.every(isMet));
  const starting = new Set(ready.map((step) => step.tool));
  const beside = open.filter(
    ({ tool, after }) =>
      !starting.has(tool) && after.every((need) => isMet(need) || (starting.has(need) && isHandedOver(need, tool))),
  );
  const height = heights(steps);
  const highest = Math.max(...open.map((step) => height.get(step.tool) ?? 0));
  const possible = [...ready, ...beside];
  const urgent = possible.filter((step) => height.get(step.tool) === highest);
  return urgent.length > 0 ? urgent : possible;
}
