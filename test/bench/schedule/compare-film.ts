import type { SheetView } from "../../../models/character.ts";
import { criticalPath } from "./critical-path.ts";
import { delays, viewsSent } from "./delays.ts";
import { runFilm } from "./film-run.ts";
import { filmJobs } from "./jobs.ts";
import { seededSeconds } from "./latency.ts";
import { bestSchedules, type Limits, type RuledSchedule } from "./list-schedule.ts";
import { oneByOne, stageByStage } from "./other-orders.ts";
import { castOfScenes } from "./story.ts";

/** One film beside other orders of the same samples. Times in simulated seconds. */
export interface Figures {
  measured: number;
  /** The critical path where nothing is limited. */
  best: RuledSchedule;
  /** By the best rule that knows no samples. */
  blind: number;
  stages: number;
  single: number;
  /** The views of everyone in it that a still was drawn after. */
  stillNeeds: readonly SheetView[];
  /** How much later than possible the graph asked for each job, by its key. */
  late: ReadonlyMap<string, number>;
}

export interface Comparison {
  limits: Limits;
  /** Milliseconds that a simulated second takes. */
  scale: number;
  scenes: number;
  seed: number;
  motion: "stills" | "clips";
  folder: string;
}

export async function compareFilm({ limits, scale, scenes, seed, motion, folder }: Comparison): Promise<Figures> {
  const seconds = seededSeconds(seed);
  const run = await runFilm({ scenes, motion, folder, limits, seconds, scale });
  const stillNeeds = viewsSent(run.traces);
  const jobs = filmJobs({ scenes: castOfScenes(scenes), stillNeeds, clips: motion === "clips" });
  const { best, bestBlind } = bestSchedules(jobs, seconds, limits);
  const isLimited = Object.values(limits).some(Number.isFinite);
  return {
    measured: run.seconds,
    best: isLimited ? best : { rule: "critical path", seconds: criticalPath(jobs, seconds) },
    blind: bestBlind.seconds,
    stages: stageByStage(jobs, seconds, limits),
    single: oneByOne(jobs, seconds),
    stillNeeds,
    late: delays(jobs, run.traces),
  };
}
