import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MeasuredClip, measureClip } from "../../../media/clips/clip-info.ts";
import { createClipMemory } from "../../../media/clips/clip-memory.ts";
import { createKeptEnds } from "../../../media/clips/kept-ends.ts";
import { createFfmpeg } from "../../../media/ffmpeg.ts";
import { findFfmpeg, findOwnFfmpeg } from "../../../media/find-ffmpeg.ts";
import { expectedSets, parameterSets } from "../../../media/pieces/parameter-sets.ts";
import { createPieceMaker } from "../../../media/pieces/piece-maker.ts";
import { createPieceStore } from "../../../media/pieces/piece-store.ts";
import { piecesOf } from "../../../media/pieces/pieces.ts";
import { createPreparedPictures } from "../../../media/pieces/prepared-pictures.ts";
import { createPiecePool, type PiecePool } from "../../../media/stills/piece-pool.ts";
import type { SceneCut } from "../../../media/types.ts";
import { PixoraError } from "../../../models/error.ts";
import type { Transition } from "../../../models/vocabulary.ts";
import { frameHashes, framesOf } from "../darkroom.ts";
import { numberIn, writeMarkedClip } from "../marked-clips.ts";

const never = new AbortController().signal;
const format = { width: 320, height: 180, captions: null, fit: null };
const found = await findFfmpeg();
const ours = await findOwnFfmpeg(null, found);
let base: string;
let pool: PiecePool;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora foreign "));
  pool = createPiecePool(1);
});
afterAll(async () => {
  await pool.close();
  await rm(base, { recursive: true, force: true });
});

function storeWith(program: string, folder: string, header: MeasuredClip | null = null) {
  const run = createFfmpeg(program);
  const clips = createClipMemory({
    readHeader: async () => header,
    measure: (path, signal) => measureClip(run, path, signal),
  });
  const own = { program: ours.path, run: createFfmpeg(ours.path) };
  return createPieceStore({ program, run, own, clips, pool, folder, format, cache: null });
}

/** Two scenes of one clip. */
function scenes(clip: string, frames: number, transition: Transition): SceneCut[] {
  const common = { frames, picture: "", clip, subjectPlace: null, words: [], narration: null } as const;
  return [
    { ...common, index: 0, move: "zoom_in", transition, transitionBefore: "cut", isLast: false },
    { ...common, index: 1, move: "zoom_in", transition: "cut", transitionBefore: transition, isLast: true },
  ];
}

it("encodes a clip by our own program where the other one's pieces would not belong to ours", async () => {
  const program = join(base, "other-ffmpeg");
  const starts = join(base, "starts.txt");
  // Another profile of H.264.
  const script = `#!/bin/bash\necho "$@" >> "${starts}"\nexec "${found.path}" "\${@/#high/main}"\n`;
  await writeFile(program, script, { mode: 0o755 });
  const clip = writeMarkedClip(join(base, "clip.mp4"), { frames: 40 });
  const expected = await expectedSets(createFfmpeg(ours.path), { folder: base, width: 320, height: 180 }, never);
  for (const chosen of [program, found.path]) {
    const folder = await mkdtemp(join(base, "room-"));
    const store = storeWith(chosen, folder);
    for (const piece of piecesOf(scenes(clip, 20, "cut"))) {
      const path = join(folder, await store.ensure(piece, never));
      expect(await parameterSets(path)).toEqual(expected);
      // Before them, and behind, the film is dark.
      expect(
        framesOf(path, format)
          .map((frame) => numberIn(frame, format))
          .slice(8, 10),
      ).toEqual([8, 9]);
    }
  }
  // Tried once, and never again in this room.
  const tries = (await readFile(starts, "utf8")).split("\n").filter((line) => line.includes("libx264"));
  expect(tries).toHaveLength(1);
});

it.each([
  ["ends before it does", { frames: 30 }],
  ["goes on after it does", { frames: 60 }],
  ["is of another size", { width: 640, height: 360 }],
  ["has other colours", { matrix: "bt709" } as const],
])("shows what a clip is, when it says that it %s", async (_, lie) => {
  const clip = writeMarkedClip(join(base, "lying.mp4"), { frames: 38 });
  const truth = await measureClip(createFfmpeg(found.path), clip, never);
  const cuts = scenes(clip, 34, "crossfade");
  const render = async (header: MeasuredClip | null) => {
    const folder = await mkdtemp(join(base, "room-"));
    const store = storeWith(found.path, folder, header);
    const names = await Promise.all(piecesOf(cuts).map((piece) => store.ensure(piece, never)));
    return names.map((name) => frameHashes(join(folder, name)));
  };
  expect(await render({ ...truth, ...lie })).toEqual(await render(null));
});

it("does not blame a clip for a disk that is full", async () => {
  const clip = writeMarkedClip(join(base, "blameless.mp4"), { frames: 38 });
  const run = createFfmpeg(found.path);
  let measured = 0;
  const truth = await measureClip(run, clip, never);
  const measure = async () => {
    measured += 1;
    return truth;
  };
  const clips = createClipMemory({ readHeader: async () => truth, measure });
  const own = { program: ours.path, run: createFfmpeg(ours.path) };
  const options = { program: found.path, run, own, clips, pool, folder: base, format, cache: null };
  const pictures = createPreparedPictures(run, base, format);
  const make = createPieceMaker(options, { pictures, ends: createKeptEnds(base) });
  const [body] = piecesOf(scenes(clip, 20, "cut"));
  if (!body) throw new Error("A scene has a body.");
  const full = new PixoraError("output_unwritable", "The disk is full.");
  await expect(make(body, "body.mp4", () => Promise.reject(full), never)).rejects.toBe(full);
  expect(measured).toBe(0);
});
