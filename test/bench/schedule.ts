/**
 * Measures how well the graph overlaps a film's jobs: `npm run bench -- schedule`, with `stills` behind it for films
 * without clips. The real graph runs against simulated vendors whose latencies are drawn by seed and job, so that
 * every order of execution is compared on the same samples. Media work takes no time: it is not what is measured.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, compareFilm, type Figures } from "./schedule/compare-film.ts";
import { runFilm } from "./schedule/film-run.ts";
import { KINDS } from "./schedule/jobs.ts";
import { SIGMA } from "./schedule/latency.ts";
import { lateness } from "./schedule/lateness.ts";
import { median, table } from "./schedule/table.ts";

const SIZES = [6, 20, 60];
const SEEDS = [1, 2, 3, 4, 5];
const AIM = 1.05;
/** Milliseconds that a simulated second takes: so the graph's own work counts ten times as much as in life. */
const SCALE = 100;

const UNLIMITED = { language: Infinity, fal: Infinity, replicate: Infinity };

/** fal starts with 2 jobs at once and allows more to who has bought; the others are a small account's. */
const ACCOUNTS: readonly Account[] = [
  { title: "No limits", limits: UNLIMITED, scale: SCALE },
  { title: "fal 10 at once, Replicate 10, language 8", limits: { language: 8, fal: 10, replicate: 10 }, scale: SCALE },
  { title: "fal 2 at once, Replicate 10, language 8", limits: { language: 8, fal: 2, replicate: 10 }, scale: SCALE },
];

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
    "× is a multiple of the best order's time for the same samples; where it names no worst, the median over the seeds.",
    "The best order may know the samples beforehand; the best blind one knows what jobs usually take.",
  );
}

/** What the graph takes for itself, in real time. The first films warm the code up. */
async function showOwnTime(): Promise<void> {
  const ownMilliseconds = async (scenes: number) => {
    const instant = { limits: UNLIMITED, seconds: () => 0, scale: 1 };
    return (await runFilm({ scenes, motion, folder, ...instant })).seconds;
  };
  for (let film = 0; film < 4; film += 1) await ownMilliseconds(60);
  const own: string[] = [];
  for (const scenes of SIZES) own.push(`${Math.round(await ownMilliseconds(scenes))} ms for ${scenes} scenes`);
  print(`The graph's own work, which the figures include at their scale: ${own.join(", ")}.`);
}

async function showAccount(account: Account): Promise<void> {
  const heads = ["best order", "by", "graph", "worst seed", `aim ${AIM}`, "best blind", "stage by stage", "one by one"];
  const rows = [["scenes", ...heads]];
  const notes: string[] = [];
  for (const scenes of SIZES) {
    const films: Figures[] = [];
    for (const seed of SEEDS) films.push(await compareFilm({ account, scenes, seed, motion, folder }));
    rows.push(rowOf(scenes, films));
    const late = lateness(films, account.scale);
    if (late) notes.push(`${scenes} scenes, asked for later than possible, at worst: ${late}`);
  }
  print("", `${account.title} (1 s takes ${account.scale} ms)`, ...table(rows), ...notes);
}

function rowOf(scenes: number, films: readonly Figures[]): string[] {
  const times = (pick: (film: Figures) => number) => films.map((film) => pick(film) / film.best.seconds);
  const graph = times(({ measured }) => measured);
  const show = (value: number) => `${value.toFixed(3)} ×`;
  return [
    `${scenes}`,
    `${median(films.map(({ best }) => best.seconds)).toFixed(0)} s`,
    [...new Set(films.map(({ best }) => best.rule))].join(", "),
    show(median(graph)),
    show(Math.max(...graph)),
    median(graph) <= AIM ? "met" : "missed",
    show(median(times(({ blind }) => blind))),
    show(median(times(({ stages }) => stages))),
    show(median(times(({ single }) => single))),
  ];
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
