/**
 * Measures what it costs to save a film's progress: `npm run bench -- checkpoints`. LangGraph's savers beside ours, each
 * over a store of its own that has all on the disk before it answers; only MemorySaver keeps nothing.
 * The savers take turns at the same work, so that what disturbs the machine disturbs all. Medians are shown.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contestant, Thread } from "./checkpoints/contestant.ts";
import { syncMilliseconds } from "./checkpoints/disk.ts";
import { type FileContestant, fileContestant } from "./checkpoints/files.ts";
import { measureFilm, recordFilm } from "./checkpoints/film.ts";
import { measureGrowth } from "./checkpoints/growth.ts";
import { journalContents } from "./checkpoints/journal-contents.ts";
import { memoryContestant } from "./checkpoints/memory.ts";
import { postgresContestant } from "./checkpoints/postgres.ts";
import { redisContestant } from "./checkpoints/redis.ts";
import { measureReplay, type RecordedCall } from "./checkpoints/replay.ts";
import { contentsTable, filmTable, growthTable, replayTable, resumeTable } from "./checkpoints/report.ts";
import { measureResume, stateBytes } from "./checkpoints/resume.ts";
import { takeTurns } from "./checkpoints/turns.ts";

const FILM_SIZES = [6, 20, 60];
const FILM_ROUNDS = 9;
const REPLAY_ROUNDS = 5;
const BIGGEST_FILM = 60;
const RESUME_ROUNDS = 25;
const STATE_SIZES = [10_000, 100_000, 1_000_000];
const GROWTH_ROUNDS = 3;
const GROWTH_STEPS = 30;
const CONTENTS_SHOWN = 12;

const folder = await mkdtemp(join(tmpdir(), "pixora-bench-"));
const contestants: Contestant[] = [memoryContestant()];
try {
  const files = await fileContestant(folder);
  contestants.push(files);
  contestants.push(await redisContestant());
  contestants.push(await postgresContestant());
  await introduce();
  await showGrowth();
  await showFilms();
  await showCalls();
  await showBiggestFilm(files);
} finally {
  await Promise.all(contestants.map((contestant) => contestant.stop()));
  await rm(folder, { recursive: true, force: true });
}

async function introduce(): Promise<void> {
  print(
    'Durability "sync": the next superstep begins when the last one is saved. Medians; the savers take turns.',
    "MemorySaver: keeps nothing; bytes are what it serializes.",
    "Ours, files: fdatasync before each answer, as a task's holder; bytes are its journal's.",
    "Ours, Redis: appendonly yes, appendfsync always, as a task's holder, over the loopback; bytes are the append-only file's.",
    "PostgresSaver: PostgreSQL as it is shipped, so fsync, full_page_writes and synchronous_commit are on, over its socket;",
    "  bytes are its log's (WAL): what it writes to its tables later comes on top, and what it compresses counts compressed.",
    `To add 4 kB to a file and have them on the disk takes ${(await syncMilliseconds(folder)).toFixed(2)} ms here.`,
  );
}

async function showGrowth(): Promise<void> {
  const measured = await takeTurns(contestants, STATE_SIZES, GROWTH_ROUNDS, async (contestant, bytes) =>
    measureGrowth(await contestant.open(), bytes, GROWTH_STEPS),
  );
  print(
    "",
    `A superstep that changes a number, beside a text that stays; the aim: its bytes are independent of unchanged state.`,
    ...growthTable(measured),
  );
}

async function showFilms(): Promise<void> {
  const measured = await takeTurns(contestants, FILM_SIZES, FILM_ROUNDS, async (contestant, scenes) =>
    measureFilm(await contestant.open(), scenes, folder),
  );
  print(
    "",
    "Films of the real graph. Vendors and media take no time, so that all scenes are saved at once: real ones one by one.",
    "The time in calls is that with at least one under way; the graph works on meanwhile.",
    ...filmTable(measured),
  );
}

async function showCalls(): Promise<void> {
  const recorded = new Map<number, RecordedCall[]>();
  for (const scenes of FILM_SIZES) recorded.set(scenes, await recordFilm(scenes, folder));
  const measured = await takeTurns(contestants, FILM_SIZES, REPLAY_ROUNDS, async (contestant, scenes) =>
    measureReplay(await contestant.open(), recorded.get(scenes) ?? []),
  );
  print(
    "",
    "The same films' calls one after another, with no graph beside them: what the savers take for themselves.",
    ...replayTable(measured),
  );
}

async function showBiggestFilm(files: FileContestant): Promise<void> {
  const threads: (Thread & { name: string })[] = [];
  for (const contestant of contestants) {
    const thread = await contestant.open();
    await measureFilm(thread, BIGGEST_FILM, folder);
    threads.push({ ...thread, name: contestant.name });
  }
  const measured = await takeTurns(threads, [BIGGEST_FILM], RESUME_ROUNDS, measureResume);
  const ours = threads.find(({ name }) => name === files.name);
  if (!ours) throw new Error("Our files took no part.");
  const kilobytes = Math.round((await stateBytes(ours)) / 1000);
  print(
    "",
    `A resume by a process that is connected and knows nothing: the newest checkpoint of ${BIGGEST_FILM} scenes, ${kilobytes} kB of values.`,
    ...resumeTable(measured),
    "",
    `What the journal of ${BIGGEST_FILM} scenes holds; "serialized" is LangGraph's own part of it.`,
    ...contentsTable(journalContents(await files.journal(ours.id)), CONTENTS_SHOWN),
  );
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
