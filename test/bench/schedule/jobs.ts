/**
 * What a film asks of its vendors, and what each thing truly waits for.
 * Not here: how the graph orders them, which is what is measured.
 */
import type { SheetView } from "../../../models/character.ts";

export type Vendor = "language" | "fal" | "replicate";

/** Who does a kind of job, and how long that takes in the middle of cases, in seconds: as issue 3 gives them. */
export const KINDS = {
  plan: { vendor: "language", medianSeconds: 4 },
  breakdown: { vendor: "language", medianSeconds: 4 },
  bible: { vendor: "language", medianSeconds: 4 },
  sheet: { vendor: "fal", medianSeconds: 8 },
  speech: { vendor: "replicate", medianSeconds: 3 },
  still: { vendor: "fal", medianSeconds: 8 },
  clip: { vendor: "fal", medianSeconds: 60 },
  music: { vendor: "replicate", medianSeconds: 25 },
} as const satisfies Record<string, { vendor: Vendor; medianSeconds: number }>;
export type JobKind = keyof typeof KINDS;

/** One paid call. */
export interface Job {
  /** `still:3`, `sheet:mira:front`, `music`: the same in every order of execution. */
  key: string;
  kind: JobKind;
  /** Keys of the jobs whose results it is sent. */
  after: readonly string[];
}

/** A film as its jobs see it. */
export interface FilmShape {
  /** Ids of those who are seen, by scene. */
  scenes: readonly (readonly string[])[];
  /** Views that a still is drawn after, of everyone in its scene. */
  stillNeeds: readonly SheetView[];
  clips: boolean;
}

/** The film's jobs, in the order in which a plain programme would come upon them. */
export function filmJobs({ scenes, stillNeeds, clips }: FilmShape): Job[] {
  const cast = [...new Set(scenes.flat())];
  return [
    { key: "plan", kind: "plan", after: [] },
    { key: "breakdown", kind: "breakdown", after: ["plan"] },
    ...(cast.length > 0 ? [{ key: "bible", kind: "bible", after: ["breakdown"] } as const] : []),
    ...cast.flatMap(sheetJobs),
    ...scenes.flatMap((seen, scene) => sceneJobs(scene, seen, stillNeeds, clips)),
    { key: "music", kind: "music", after: ["breakdown"] },
  ];
}

/** The other views are edits of the front. */
function sheetJobs(id: string): Job[] {
  const front = `sheet:${id}:front`;
  return [
    { key: front, kind: "sheet", after: ["bible"] },
    { key: `sheet:${id}:side`, kind: "sheet", after: [front] },
    { key: `sheet:${id}:back`, kind: "sheet", after: [front] },
  ];
}

function sceneJobs(scene: number, seen: readonly string[], stillNeeds: readonly SheetView[], clips: boolean): Job[] {
  const sheets = seen.flatMap((id) => stillNeeds.map((view) => `sheet:${id}:${view}`));
  const jobs: Job[] = [
    { key: `speech:${scene}`, kind: "speech", after: ["breakdown"] },
    { key: `still:${scene}`, kind: "still", after: ["breakdown", ...sheets] },
  ];
  // The narration's measured length decides the clip's.
  if (clips) jobs.push({ key: `clip:${scene}`, kind: "clip", after: [`speech:${scene}`, `still:${scene}`] });
  return jobs;
}
