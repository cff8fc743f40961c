/**
 * Measures how well the graph overlaps a film's jobs: `npm run bench -- schedule`, with `stills` behind it for films
 * without clips. The real graph runs against simulated vendors whose latencies are drawn by seed and job, so that
 * every order of execution is compared on the same samples. Media work takes no time: it is not what is measured.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareFilm, type Figures } from "./schedule/compare-film.ts";
import { runFilm } from "./schedule/film-run.ts";
import { KINDS } from "./schedule/jobs.ts";
import { SIGMA } from "./schedule/latency.ts";
import { lateness } from "./schedule/lateness.ts";
import type { Limits } from "./schedule/list-schedule.ts";
import { median, table } from "./schedule/table.ts";

const SIZES = [6, 20, 60];
const SEEDS = [1, 2, 3, 4, 5];
const AIM = 1.05;
/** Milliseconds that a simulated second takes: few enough that the graph's own work shows in the figures. */
const SCALE = 200;

interface Account {
  title: string;
  limits: Limits;
}

const UNLIMITED = { language: Infinity, fal: Infinity, replicate: Infinity };

/** fal starts with 2 jobs at once and allows more to who has bought; the others are a small account's. */
const ACCOUNTS: readonly Account[] = [
  { title: "No limits", limits: UNLIMITED },
  { title: "fal 10 at once, Replicate 10, language 8", limits: { language: 8, fal: 10, replicate: 10 } },
  { title: "fal 2 at once, Replicate 10, language 8", limits: { language: 8, fal: 2, replicate: 10 } },
];

const HEADS = [
  ...["scenes", "best order", "by", "graph", "worst seed", `aim ${AIM}`],
  ...["best blind", "graph over it", `aim ${AIM}`, "stage by stage", "one by one"],
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
    `1 s takes ${SCALE} ms, and waiting is skipped: the graph's own work counts ${1000 / SCALE} times as much as in life.`,
    `Latencies are lognormal with sigma ${SIGMA} and these medians: ${medians.join(", ")}.`,
    "Orders are compared on the same samples. The best may know them beforehand; the best blind one knows the medians.",
    "× is a multiple of the best order's time, but for the graph over the best blind one: the median over the seeds.",
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
  const rows = [HEADS];
  const notes: string[] = [];
  for (const scenes of SIZES) {
    const films: Figures[] = [];
    for (const seed of SEEDS)
      films.push(await compareFilm({ limits: account.limits, scale: SCALE, scenes, seed, motion, folder }));
    rows.push(rowOf(scenes, films));
    const late = lateness(films, SCALE);
    if (late) notes.push(`${scenes} scenes, asked for later than possible, at worst: ${late}`);
  }
  print("", `${account.title}`, ...table(rows), ...notes);
}

function rowOf(scenes: number, films: readonly Figures[]): string[] {
  const times = (pick: (film: Figures) => number) => films.map((film) => pick(film) / film.best.seconds);
  const graph = times(({ measured }) => measured);
  const overBlind = median(films.map(({ measured, blind }) => measured / blind));
  const show = (value: number) => `${value.toFixed(3)} ×`;
  const verdict = (value: number) => (value <= AIM ? "met" : "missed");
  return [
    `${scenes}`,
    `${median(films.map(({ best }) => best.seconds)).toFixed(0)} s`,
    [...new Set(films.map(({ best }) => best.rule))].join(", "),
    show(median(graph)),
    show(Math.max(...graph)),
    verdict(median(graph)),
    show(median(times(({ blind }) => blind))),
    show(overBlind),
    verdict(overBlind),
    show(median(times(({ stages }) => stages))),
    show(median(times(({ single }) => single))),
  ];
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
