/** All figures of one film, in one run: ours, the bound, and what most do. */
import { mkdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { MusicSound, SceneCut } from "../../../media/types.ts";
import { FRAME_RATE } from "../../../models/timeline.ts";
import { accountingFfmpeg, type ProgramPost, readAccounts, startMs } from "./account.ts";
import { type BoundTime, boundOfEnd, boundOfFilm } from "./bound.ts";
import { type Composer, startComposer, type WatchedReport } from "./composing.ts";
import { type BenchFilm, filmCuts, formatOf, spokenWords, withScene } from "./film.ts";
import { runOneGraph } from "./one-graph.ts";
import { allCpu, type ComposeOrder } from "./protocol.ts";
import type { Sources } from "./sources.ts";
import type { ProgramTime } from "./timed-program.ts";

export interface Ground {
  /** JavaScript of composer.ts. */
  code: string;
  program: string;
  /** What encodes: the bound is measured with it, too. */
  own: string;
  /** The ffmpeg that somebody has named for everything. */
  named: string | null;
  sources: Sources;
  /** Existing folder for everything. */
  folder: string;
}

export interface Wishes {
  oneGraph: boolean;
  edits: boolean;
  account: boolean;
}

export interface Tail {
  /** Of the last scene. */
  frames: number;
  ours: WatchedReport;
  bound: BoundTime;
}

export interface FilmFigures {
  film: BenchFilm;
  bound: BoundTime;
  /** The whole film from its sources, with its sound. */
  ours: WatchedReport;
  /** Milliseconds of CPU that the sound takes: a film with other sounds, less one without any, pictures being there. */
  soundMs: number;
  oneGraph: ProgramTime | null;
  tails: Tail[];
  preview: WatchedReport;
  /** With the most pieces that each may render. */
  edits: { what: string; most: number; ours: WatchedReport }[];
  account: Account | null;
}

export interface Account {
  main: number;
  threads: number;
  programs: ProgramPost[];
  /** What the accounts took for themselves, and what they missed. */
  unaccounted: number;
  /** Of each start of ffmpeg, which is in `programs`. */
  startMs: number;
}

/** Lengths of a last scene in seconds. */
const LAST_SECONDS = [3, 6];

export async function measureFilm(film: BenchFilm, ground: Ground, wishes: Wishes): Promise<FilmFigures> {
  const folder = join(ground.folder, `film-${film.motion}-${film.size}-${film.scenes}`);
  await mkdir(folder);
  const { spare, ...files } = await ground.sources.of(film);
  const cuts = filmCuts(film, files);
  const composer = startComposer({ ...ground, ...foldersIn(folder) });
  const compose = composing(composer, film, folder);
  const music = musicOf(ground.sources.music[0], cuts);
  try {
    const ours = await compose({ cuts, music });
    const bound = await boundOfFilm({ ...ground, program: ground.own, ...film, folder, ...finished(ours) });
    const unheard = await compose({ cuts: cuts.map((cut) => ({ ...cut, narration: null })), music: [] });
    const others = cuts.map((cut, place) => ({ ...cut, narration: cuts.at(place - 1)?.narration ?? null }));
    const heard = await compose({ cuts: others, music: musicOf(ground.sources.music[1], cuts) });
    const tails: Tail[] = [];
    for (const [place, seconds] of LAST_SECONDS.entries()) {
      const frames = seconds * FRAME_RATE;
      const tail = await compose({ cuts: withNewEnd(cuts, frames, spareFiles(spare, place)), music, what: "tail" });
      tails.push({
        frames,
        ours: tail,
        bound: await boundOfEnd({ ...ground, program: ground.own, ...film, folder, ...finished(tail) }, frames),
      });
    }
    const preview = await compose({ cuts, music, what: "preview" });
    const edits: FilmFigures["edits"] = [];
    for (const edit of wishes.edits ? editsOf(cuts, spareFiles(spare, LAST_SECONDS.length)) : []) {
      edits.push({ ...edit, ours: await compose({ cuts: edit.cuts, music }) });
    }
    const srt = basename(ours.srt ?? "");
    const oneGraph = wishes.oneGraph
      ? await runOneGraph({ ...ground, ...film, cuts, srt, folder: dirname(finished(ours).video) })
      : null;
    const account = wishes.account ? await accountFor(film, { ...ground, folder }, { cuts, music }) : null;
    const soundMs = allCpu(heard.cpu) - allCpu(unheard.cpu);
    return { film, bound, ours, soundMs, oneGraph, tails, preview, edits, account };
  } finally {
    await composer.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Peak memory in megabytes of a film that is composed once. */
export async function measurePeak(film: BenchFilm, ground: Ground): Promise<WatchedReport> {
  const folder = join(ground.folder, `peak-${film.scenes}`);
  await mkdir(folder);
  const cuts = filmCuts(film, await ground.sources.of(film));
  const composer = startComposer({ ...ground, ...foldersIn(folder) });
  try {
    return await composing(composer, film, folder)({ cuts, music: musicOf(ground.sources.music[0], cuts) });
  } finally {
    await composer.end();
    await rm(folder, { recursive: true, force: true });
  }
}

type Composing = (
  order: Pick<ComposeOrder, "cuts" | "music"> & Partial<Pick<ComposeOrder, "what">>,
) => Promise<WatchedReport>;

/** Each film goes to a folder of its own. */
function composing(composer: Composer, film: BenchFilm, folder: string): Composing {
  let films = 0;
  return async (order) => {
    films += 1;
    const out = join(folder, `out-${films}`);
    await mkdir(out);
    return composer.compose({ what: "film", ...order, format: formatOf(film), folder: out });
  };
}

function foldersIn(folder: string) {
  return { workFolder: join(folder, "work"), cacheFolder: join(folder, "cache") };
}

function musicOf(path: string, cuts: readonly SceneCut[]): MusicSound[] {
  return [{ path, firstScene: 0, lastScene: cuts.length - 1 }];
}

function finished({ video, frames }: WatchedReport): { video: string; frames: number } {
  if (video === null) throw new Error("There is no film.");
  return { video, frames };
}

function spareFiles(
  spare: { pictures: readonly string[]; clips: readonly string[]; narrations: readonly string[] },
  place: number,
): Pick<SceneCut, "picture" | "clip" | "narration"> {
  const { pictures, clips, narrations } = spare;
  return { picture: pictures[place] ?? "", clip: clips[place] ?? null, narration: narrations[place] ?? null };
}

/** Scenes before the last one that are rendered before it, so that both threads are at work already, as in life. */
const WARMING = 2;

/** All is there but the film's last scene, of so many frames, the sound of the film with that, and two bodies that are rendered while nobody counts. */
function withNewEnd(cuts: readonly SceneCut[], frames: number, last: Partial<SceneCut>): SceneCut[] {
  return cuts.map((cut) => {
    const words = spokenWords(`Before ${frames}:`, cut.frames / FRAME_RATE);
    if (cut.isLast) return { ...cut, ...last, frames, words: spokenWords("The end:", frames / FRAME_RATE) };
    return cut.index >= cuts.length - 1 - WARMING ? { ...cut, words } : cut;
  });
}

/** A scene's body, and a transition on each side of it. */
const PIECES_OF_SCENE = 3;

/** One scene in the middle is shown otherwise, or captioned otherwise. */
function editsOf(cuts: SceneCut[], { picture, clip }: Pick<SceneCut, "picture" | "clip">) {
  const middle = Math.floor(cuts.length / 2);
  const words = (cuts[middle]?.words ?? []).map((word, place) => (place === 2 ? { ...word, text: "changed" } : word));
  const shown = clip === null ? "a picture" : "a clip";
  return [
    { what: "nothing", most: 0, cuts },
    { what: shown, most: PIECES_OF_SCENE, cuts: withScene(cuts, middle, { picture, clip }) },
    { what: "a caption", most: PIECES_OF_SCENE, cuts: withScene(cuts, middle, { words }) },
  ];
}

async function accountFor(
  film: BenchFilm,
  ground: Ground,
  { cuts, music }: Pick<ComposeOrder, "cuts" | "music">,
): Promise<Account> {
  const folder = join(ground.folder, "accounted");
  await mkdir(folder);
  const program = await accountingFfmpeg(ground.program, folder);
  const composer = startComposer({ ...ground, named: program, ...foldersIn(folder) });
  try {
    const { cpu } = await composing(composer, film, folder)({ cuts, music });
    const programs = await readAccounts(folder);
    const unaccounted = cpu.programs - programs.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    return { ...cpu, programs, unaccounted, startMs: await startMs(ground.program, folder) };
  } finally {
    await composer.end();
  }
}
