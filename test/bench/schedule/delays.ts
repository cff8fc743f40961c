import { SheetView } from "../../../models/character.ts";
import type { Job } from "./jobs.ts";
import type { Trace } from "./vendors.ts";

/** The views of its characters that a still is sent, as the traces tell. */
export function viewsSent(traces: readonly Trace[]): SheetView[] {
  const sheets = traces.filter(({ kind }) => kind === "still").flatMap(({ sent }) => sent);
  return SheetView.options.filter((view) => sheets.some((key) => key.endsWith(`:${view}`)));
}

/** Seconds that each job was asked later than it could be, by key. Throws when the jobs are not those of the film. */
export function delays(jobs: readonly Job[], traces: readonly Trace[]): Map<string, number> {
  const ends = new Map(traces.map(({ key, ended }) => [key, ended]));
  const known = new Set(jobs.map((job) => job.key));
  const strange = traces.find(({ key }) => !known.has(key));
  if (strange) throw new Error(`The graph asked for ${strange.key}, which the film does not need.`);
  if (ends.size !== traces.length) throw new Error("The graph asked for a job twice.");
  return new Map(jobs.map((job) => [job.key, delay(job, ends, traces)]));
}

function delay({ key, after }: Job, ends: ReadonlyMap<string, number>, traces: readonly Trace[]): number {
  const trace = traces.find((candidate) => candidate.key === key);
  if (!trace) throw new Error(`The graph never asked for ${key}.`);
  const files = after.filter((need) => /^(sheet|still):/.test(need));
  if ([...trace.sent].sort().join() !== [...files].sort().join()) {
    throw new Error(
      `The graph sent ${trace.sent.join(", ") || "nothing"} with ${key}, and not ${files.join(", ") || "nothing"}.`,
    );
  }
  const late = trace.asked - Math.max(0, ...after.map((need) => ends.get(need) ?? 0));
  if (late < 0) throw new Error(`The graph asked for ${key} before it had all that it needs.`);
  return late;
}
