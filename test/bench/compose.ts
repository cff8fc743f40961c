/**
 * Measures how a film is composed, beside the bound and what most projects do: `npm run bench -- compose`. Linux only.
 * Behind it: `stills`, `clips`, `720p`, `1080p` for those alone; `quick` for 6 scenes only; `full` for 60 at 1080p, too;
 * `long` for nothing but the memory of 30 minutes beside that of 3 seconds; `long quick` for that of 3 minutes.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFfmpeg, findOwnFfmpeg } from "../../media/find-ffmpeg.ts";
import { type BuiltProduct, buildProduct } from "../crash/build.ts";
import type { BenchFilm, Motion } from "./compose/film.ts";
import { type FilmFigures, type Ground, measureFilm, measurePeak } from "./compose/measure-film.ts";
import {
  accountTable,
  editTable,
  peakTable,
  previewTable,
  processTable,
  summaryOf,
  tailTable,
  wholeTable,
} from "./compose/report.ts";
import { prepareSources } from "./compose/sources.ts";

/** The planner's usual scene has 5 s. */
const FRAMES = 150;
const EDITED_SCENES = 60;
/** Most projects' command takes minutes and gigabytes for long films. */
const ONE_GRAPH_SCENES = 6;
const SIZES = [
  { size: "720p", width: 1280, height: 720 },
  { size: "1080p", width: 1920, height: 1080 },
];
const SMALL = { motion: "stills", size: "180p", width: 320, height: 180 } as const;

const words = process.argv.slice(3);
const isQuick = words.includes("quick");
let build: BuiltProduct | null = null;
const folder = await mkdtemp(join(tmpdir(), "pixora-bench-"));
try {
  const named = process.env.FFMPEG_PATH ?? null;
  const found = await findFfmpeg(named);
  const program = found.path;
  const own = (await findOwnFfmpeg(named, found)).path;
  build = await buildProduct([fileURLToPath(new URL("compose/composer.ts", import.meta.url))]);
  const code = join(build.folder, "test", "bench", "compose", "composer.js");
  const ground = { code, program, own, named, folder, sources: await prepareSources(program, folder) };
  introduce(program);
  await (words.includes("long") ? showLong(ground) : showFilms(ground));
  print("", `Load at the end: ${load()}.`);
} finally {
  await build?.remove();
  await rm(folder, { recursive: true, force: true });
}

function introduce(program: string): void {
  const [version = ""] = execFileSync(program, ["-version"], { encoding: "utf8" }).split(" Copyright");
  print(
    `${version}, Node ${process.versions.node}, ${cpus().length} CPUs, load ${load()}.`,
    `Scenes of ${FRAMES} frames, all crossfaded, captions in boxes, with narration and music; ms/f is CPU, user and system, a frame.`,
    "Bound: our finished film's frames, decoded beforehand, through one encoder with our settings, in parts of 2 GB.",
    "  They were encoded once before, and so are easier on it than the ones that ours encodes.",
    "Ours: from sources, in a process of its own with all that it starts. ms/f is without the sound, which is the difference",
    "  of a film with other sounds and one with none, all pieces of both being there.",
    "One graph: scale=8000 and zoompan for each still, or scale for each clip, xfade, subtitles, our encoder's settings, no sound.",
  );
}

async function showFilms(ground: Ground): Promise<void> {
  const all: FilmFigures[] = [];
  for (const film of chosenFilms()) {
    const isShort = film.scenes === ONE_GRAPH_SCENES;
    const edits = isQuick || film.scenes === EDITED_SCENES;
    const figures = await measureFilm(film, ground, { oneGraph: isShort, edits, account: isShort });
    all.push(figures);
    process.stderr.write(`${summaryOf(figures)}\n`);
  }
  const edited = all.filter(({ edits }) => edits.length > 0);
  print("", "The whole film", ...wholeTable(all));
  print("", "After the last asset: from when the last scene is handed in to the finished film");
  print("  (its sound was told before its picture, and is mixed by then, as in life: ours is without it)");
  print(...tailTable(all));
  print("", "The composing process while it makes the whole film", ...processTable(all));
  if (edited.length > 0) print("", "The film again, after one change, all else being there", ...editTable(edited));
  print("", "A partial film of all scenes but the last", ...previewTable(all));
  print("", "Where our time goes, measured by an ffmpeg that keeps accounts");
  for (const figures of all.filter(({ account }) => account)) print(...accountTable(figures), "");
}

async function showLong(ground: Ground): Promise<void> {
  const films: BenchFilm[] = [
    { ...SMALL, scenes: 3, frames: 30 },
    { ...SMALL, scenes: isQuick ? 36 : 360, frames: FRAMES },
  ];
  const measured = [];
  for (const film of films) measured.push({ film, ours: await measurePeak(film, ground) });
  print("", "Memory of the process and all it starts, at 320 × 180", ...peakTable(measured));
}

function chosenFilms(): BenchFilm[] {
  const motions: Motion[] = ["stills", "clips"];
  const isChosen = (name: string, all: readonly string[]) =>
    words.includes(name) || !all.some((one) => words.includes(one));
  const scenesAt = (size: string) => {
    if (isQuick) return [6];
    return size === "1080p" && !words.includes("full") ? [6, 20] : [6, 20, EDITED_SCENES];
  };
  const sizes = SIZES.filter(({ size }) =>
    isChosen(
      size,
      SIZES.map((one) => one.size),
    ),
  );
  return motions
    .filter((motion) => isChosen(motion, motions))
    .flatMap((motion) =>
      sizes.flatMap((size) => scenesAt(size.size).map((scenes) => ({ motion, ...size, scenes, frames: FRAMES }))),
    );
}

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
