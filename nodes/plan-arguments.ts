import type { z } from "zod";
import type { ToolName } from "../models/plan.ts";
import type { FilmState } from "./state.ts";

/** What the model chose for a tool of the plan. It was checked when the plan was; anything else is a bug. */
export function planArguments<Schema extends z.ZodObject>(
  state: Pick<FilmState, "plan">,
  tool: { name: ToolName; arguments: Schema },
): z.output<Schema> {
  const step = state.plan?.steps.find((candidate) => candidate.tool === tool.name);
  if (!step) throw new Error(`The plan has no ${tool.name}.`);
  return tool.arguments.parse(step.args);
}

/** The plan in force, by number; tools run only under one. */
export function revisionOf(state: Pick<FilmState, "plan">): number {
  return state.plan?.revision ?? 0;
}
