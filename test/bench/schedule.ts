/**
 * Measures how well the graph overlaps a film's jobs: `npm run bench -- schedule`, with `stills` behind it for films
 * without clips. The real graph runs against simulated vendors whose latencies are drawn by seed and job, so that
 * every order of execution is compared on the same samples. Media work takes no time: it is not what is measured.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { criticalPath } from "./schedule/critical-path.ts";
import { delays } from "./schedule/delays.ts";
import { runFilm } from "./schedule/film-run.ts";
import { filmJobs, type JobKind, KINDS } from "./schedule/jobs.ts";
import { SIGMA, seededSeconds } from "./schedule/latency.ts";
import { bestSchedule, type Limits } from "./schedule/list-schedule.ts";
import { oneByOne, stageByStage } from "./schedule/other-orders.ts";
import { castOfScenes } from "./schedule/story.ts";
import { median, table } from "./schedule/table.ts";

const SIZES = [6, 20, 60];
const SEEDS = [1, 2, 3, 4, 5];
const AIM = 1.05;
/** Less than this is the graph's own work, not a wait for something that was not needed. */
const NOTABLE_SECONDS = 1.5;

interface Account {
  title: string;
  limits: Limits;
  /** Real milliseconds for a simulated second. */
  scale: number;
}

/** fal starts with 2 jobs at once and allows more to who has bought (fal.ai, 2026); the others as a small account may use them. */
const ACCOUNTS: readonly Account[] = [
  { title: "No limits", limits: { language: Infinity, fal: Infinity, replicate: Infinity }, scale: 10 },
  { title: "fal 10 at once, Replicate 10, language 8", limits: { language: 8, fal: 10, replicate: 10 }, scale: 10 },
  { title: "fal 2 at once, Replicate 10, language 8", limits: { language: 8, fal: 2, replicate: 10 }, scale: 3 },
];

/** One film beside other orders of the same samples. Times in simulated seconds. */
interface Figures {
  measured: number;
  best: number;
  rule: string;
  stages: number;
  single: number;
  /** How late the graph asked, by job. */
  late: ReadonlyMap<string, number>;
}

const motion = process.argv.includes("stills") ? "stills" : "clips";
const folder = await mkdtemp(join(tmpdir(), "pixora-bench-"));
try {
  introduce();
  await showOwnTime();
  for (const account of ACCOUNTS) await showAccount(account);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function introduce(): void {
  const medians = Object.entries(KINDS).map(([kind, { medianSeconds }]) => `${kind} ${medianSeconds} s`);
  print(
    `Films of ${motion}, 2 characters with 3 sheets each, ${SEEDS.length} seeds. Media work takes no time.`,
    `Latencies are lognormal with sigma ${SIGMA} and these medians: ${medians.join(", ")}.`,
    "Every figure with × is a multiple of the best order's time for the same samples, the median over the seeds.",
  );
}

/** What the graph takes for itself, in real time; the first film warms the code up. */
async function showOwnTime(): Promise<void> {
  const limits = { language: Infinity, fal: Infinity, replicate: Infinity };
  const ownMilliseconds = (scenes: number) =>
    runFilm({ scenes, motion, folder, limits, seconds: () => 0, scale: 1 }).then(({ seconds }) => seconds);
  await ownMilliseconds(60);
  const own: string[] = [];
  for (const scenes of SIZES) own.push(`${Math.round(await ownMilliseconds(scenes))} ms for ${scenes} scenes`);
  print(`The graph's own work, with vendors that answer at once: ${own.join(", ")}.`);
}

async function showAccount(account: Account): Promise<void> {
  const rows = [["scenes", "best order", "by", "graph", "worst seed", "aim", "stage by stage", "one by one"]];
  const notes: string[] = [];
  for (const scenes of SIZES) {
    const films: Figures[] = [];
    for (const seed of SEEDS) films.push(await measure(account, scenes, seed));
    rows.push(rowOf(scenes, films));
    notes.push(...lateness(scenes, films));
  }
  print("", `${account.title} (1 s takes ${account.scale} ms)`, ...table(rows), ...notes);
}

async function measure({ limits, scale }: Account, scenes: number, seed: number): Promise<Figures> {
  const seconds = seededSeconds(seed);
  const jobs = filmJobs({ scenes: castOfScenes(scenes), stillNeeds: ["front"], clips: motion === "clips" });
  const run = await runFilm({ scenes, motion, folder, limits, seconds, scale });
  const best = Number.isFinite(limits.fal)
    ? bestSchedule(jobs, seconds, limits)
    : { rule: "critical path", seconds: criticalPath(jobs, seconds) };
  return {
    measured: run.seconds,
    best: best.seconds,
    rule: best.rule,
    stages: stageByStage(jobs, seconds, limits),
    single: oneByOne(jobs, seconds),
    late: delays(jobs, run.traces),
  };
}

function rowOf(scenes: number, films: readonly Figures[]): string[] {
  const times = (pick: (film: Figures) => number) => films.map((film) => pick(film) / film.best);
  const graph = times(({ measured }) => measured);
  const show = (value: number) => `${value.toFixed(3)} ×`;
  return [
    `${scenes}`,
    `${median(films.map(({ best }) => best)).toFixed(0)} s`,
    [...new Set(films.map(({ rule }) => rule))].join(", "),
    show(median(graph)),
    show(Math.max(...graph)),
    `≤ ${AIM} ${median(graph) <= AIM ? "met" : "missed"}`,
    show(median(times(({ stages }) => stages))),
    show(median(times(({ single }) => single))),
  ];
}

/** Kinds of jobs that the graph asked for later than it could, each with its worst job. */
function lateness(scenes: number, films: readonly Figures[]): string[] {
  const worst = (kind: JobKind) =>
    Math.max(
      0,
      ...films.flatMap(({ late }) => [...late].filter(([key]) => key.split(":")[0] === kind).map(([, s]) => s)),
    );
  const late = Object.keys(KINDS)
    .map((kind) => ({ kind, seconds: worst(kind as JobKind) }))
    .filter(({ seconds }) => seconds > NOTABLE_SECONDS)
    .map(({ kind, seconds }) => `${kind} ${seconds.toFixed(1)} s`);
  return late.length > 0 ? [`${scenes} scenes, asked for later than possible, at worst: ${late.join(", ")}`] : [];
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
