/** A process of the bench: composes films as the product does, and tells what it took. */
import { readdir } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { createMedia } from "../../../media/index.ts";
import type { CuttingRoom, PieceReady } from "../../../media/types.ts";
import { layTimeline } from "../../../models/timeline.ts";
import { cpuSeconds } from "../processes.ts";
import type { ComposeAnswer, ComposeCpu, ComposeOrder, ComposeReport } from "./protocol.ts";

/** How often the event loop is asked for. */
const RESOLUTION_MS = 10;

/** How long a film's sound may take that nobody waits for in life. */
const SOUND_SECONDS = 120;
const GLANCE_MS = 50;

/** More than the longest film takes. */
const CACHE_BYTES = 2 ** 34;

const [ffmpegPath = "", workFolder = "", cacheFolder = ""] = process.argv.slice(2);
const { signal } = new AbortController();
const media = createMedia({
  ffmpegPath: ffmpegPath || null,
  workFolder,
  cache: { folder: cacheFolder, maxBytes: CACHE_BYTES },
});

process.on("message", async (order: ComposeOrder) => {
  const answer: ComposeAnswer = await compose(order).then(
    (report) => ({ report }),
    (error: unknown) => ({ problem: error instanceof Error ? `${error.stack}` : String(error) }),
  );
  process.send?.(answer);
});

async function compose(order: ComposeOrder): Promise<ComposeReport> {
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const pieces: PieceReady[] = [];
  const room = await media.openCuttingRoom(order.format);
  let before = { at: performance.now(), cpu: cpuNow() };
  let ended = before.at;
  let made: Pick<ComposeReport, "video" | "srt" | "frames">;
  try {
    if (order.what === "tail") await hear(room, order);
    if (order.what !== "film") {
      await addScenes(room, { ...order, cuts: order.cuts.slice(0, -1) }, () => {});
      before = { at: performance.now(), cpu: cpuNow() };
    }
    lag.enable();
    made = order.what === "preview" ? await preview(room, order) : await finish(room, order, (one) => pieces.push(one));
    lag.disable();
    ended = performance.now();
  } finally {
    await room.close();
  }
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    seconds: (ended - before.at) / 1000,
    cpu: cpuSince(before.cpu),
    lag: { p99: late(lag.percentile(99)), worst: late(lag.max) },
    rendered: pieces.filter(({ reused }) => !reused).length,
    reused: pieces.filter(({ reused }) => reused).length,
    ...made,
  };
}

/** As in life, the film's sound is told before its last pictures are made, and mixed when they are there. */
async function hear(room: CuttingRoom, { cuts, music }: ComposeOrder): Promise<void> {
  const before = await keptTracks();
  for (const cut of cuts) room.addSound(cut);
  room.addMusic(music);
  const end = performance.now() + SOUND_SECONDS * 1000;
  while ((await keptTracks()) === before) {
    if (performance.now() > end) throw new Error("The sound was not mixed, or had been mixed before.");
    await pause(GLANCE_MS);
  }
}

/** How many films' sound is kept. */
async function keptTracks(): Promise<number> {
  const names = await readdir(cacheFolder, { recursive: true }).catch((): string[] => []);
  return names.filter((name) => name.endsWith(".m4a")).length;
}

async function finish(room: CuttingRoom, order: ComposeOrder, onPiece: (piece: PieceReady) => void) {
  const { music, folder, cuts, what } = order;
  room.addMusic(music);
  await addScenes(room, { cuts: what === "tail" ? cuts.slice(-1) : cuts }, onPiece);
  const finishing = { timeline: layTimeline(cuts), music, captions: "burned", folder } as const;
  const { video, srt, metadata } = await room.finish(finishing, signal);
  return { video, srt, frames: metadata.frames };
}

async function preview(room: CuttingRoom, { folder }: ComposeOrder) {
  const partial = await room.preview(folder, signal);
  return { video: partial?.path ?? null, srt: null, frames: partial?.frames ?? 0 };
}

async function addScenes(
  room: CuttingRoom,
  { cuts }: Pick<ComposeOrder, "cuts">,
  onPiece: (piece: PieceReady) => void,
): Promise<void> {
  await Promise.all(cuts.map((cut) => room.addScene(cut, onPiece, signal)));
}

function cpuNow(): ComposeCpu {
  const { own, children } = cpuSeconds();
  const main = cpuSeconds(`self/task/${process.pid}`).own;
  return { main: main * 1000, threads: (own - main) * 1000, programs: children * 1000 };
}

function cpuSince(before: ComposeCpu): ComposeCpu {
  const now = cpuNow();
  return {
    main: now.main - before.main,
    threads: now.threads - before.threads,
    programs: now.programs - before.programs,
  };
}
