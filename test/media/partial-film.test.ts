/** What can be watched before a film is finished. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMedia } from "../../media/index.ts";
import { planPartialFilm } from "../../media/partial-film.ts";
import type { Piece } from "../../media/pieces/pieces.ts";
import type { CuttingRoom, FilmFormat, Media, SceneCut } from "../../media/types.ts";
import { layTimeline } from "../../models/timeline.ts";
import type { Transition } from "../../models/vocabulary.ts";
import { brightness, difference, frameHashes, framesOf, writeTexture } from "./darkroom.ts";
import { decode, sine, writeWav } from "./sound/sound-samples.ts";

const format: FilmFormat = { width: 128, height: 72, captions: null, fit: null };
const never = new AbortController().signal;
const ignore = () => {};
/** Samples a second of a partial film's sound. */
const VOICE_RATE = 24_000;
const KINDS: Transition[] = ["crossfade", "crossfade", "fade", "cut", "cut"];

function scenes(changes: Partial<SceneCut> = {}): SceneCut[] {
  return KINDS.map((transition, index) => ({
    index,
    frames: 36,
    picture: "",
    clip: null,
    subjectPlace: null,
    move: "pan_right",
    transition,
    transitionBefore: KINDS[index - 1] ?? "cut",
    isLast: index === KINDS.length - 1,
    words: [],
    narration: `voice-${index}`,
    ...changes,
  }));
}

const nameOf = ({ kind, from }: Piece) => `${kind} ${from.scene.index}`;

/** The plan for a film of which these scenes have come. */
function planOf(indices: readonly number[], isThere = (_name: string) => true) {
  const here = indices.map((index) => scenes()[index] as SceneCut);
  return planPartialFilm(here, (piece) => (isThere(nameOf(piece)) ? nameOf(piece) : undefined));
}

describe("the plan of a partial film", () => {
  it("has every piece that is there, in the film's order", () => {
    const plan = planOf([0, 1, 2, 3, 4]);
    expect(plan.pieces.map(({ name }) => name)).toEqual([
      ...["body 0", "transition 0", "body 1", "transition 1", "body 2", "transition 2", "body 3", "body 4"],
    ]);
    expect(plan).toMatchObject({ scenes: [0, 1, 2, 3, 4], frames: 5 * 36 });
    expect(plan.places.map(({ frames, lead }) => [frames, lead])).toEqual(Array(5).fill([36, 9]));
  });

  it("cuts from one scene to the next that is there, without half a transition", () => {
    const plan = planOf([0, 2, 3]);
    expect(plan.pieces.map(({ name }) => name)).toEqual(["body 0", "body 2", "transition 2", "body 3"]);
    expect(plan.places).toEqual([
      { frames: 29, lead: 9, narration: "voice-0" },
      { frames: 29, lead: 2, narration: "voice-2" },
      { frames: 36, lead: 9, narration: "voice-3" },
    ]);
  });

  it("leaves out a scene whose body is still rendered, and the transitions to it", () => {
    const plan = planOf([0, 1, 2], (name) => name !== "body 1");
    expect(plan.pieces.map(({ name }) => name)).toEqual(["body 0", "body 2"]);
    expect(plan.scenes).toEqual([0, 2]);
  });

  it("cuts where only the transition is still rendered, with every narration at its picture", () => {
    const plan = planOf([0, 1, 2], (name) => name !== "transition 0");
    expect(plan.pieces.map(({ name }) => name)).toEqual(["body 0", "body 1", "transition 1", "body 2"]);
    expect(plan.places.map(({ frames, lead }) => [frames, lead])).toEqual([
      [29, 9],
      [29, 2],
      [29, 9],
    ]);
  });

  it.each([[[0]], [[4]], [[1, 3]], [[0, 1, 4]]])("of the scenes %s has as long a sound as a picture", (indices) => {
    const { pieces, places, frames } = planOf(indices);
    expect(pieces.reduce((sum, piece) => sum + piece.frames, 0)).toBe(frames);
    expect(places.reduce((sum, place) => sum + place.frames, 0)).toBe(frames);
  });
});

describe("a partial film", () => {
  let base: string;
  let media: Media;
  let keeper: CuttingRoom;
  let room: CuttingRoom;
  let out: string;
  let cuts: SceneCut[];

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "pixora-partial-"));
    media = createMedia({ ffmpegPath: null, workFolder: join(base, "work") });
    keeper = await media.openCuttingRoom(format);
    await writeWav(join(base, "beep.wav"), 0.3, sine(800, 0.3));
    cuts = scenes({ narration: join(base, "beep.wav") }).map((cut) => ({
      ...cut,
      picture: writeTexture(join(base, `${cut.index}.png`), [110 + 10 * cut.index, 130, 120], {
        width: 256,
        height: 144,
      }),
    }));
  });
  afterAll(async () => {
    await keeper.close();
    await rm(base, { recursive: true, force: true });
  });
  beforeEach(async () => {
    out = await mkdtemp(join(base, "out-"));
    room = await media.openCuttingRoom(format);
  });
  afterEach(() => room.close());

  const add = (...indices: number[]) =>
    Promise.all(indices.map((index) => room.addScene(cuts[index] as SceneCut, ignore, never)));

  it("shows the scenes that are there without a dark or repeated frame, each with its voice at its place", async () => {
    await add(0, 1, 3);
    const partial = await room.preview(out, never);
    expect(partial).toEqual({ path: join(out, "partial.mp4"), scenes: [0, 1, 3], frames: 29 + 14 + 22 + 29 });
    expect(await readdir(out)).toEqual(["partial.mp4"]);
    const frames = framesOf(join(out, "partial.mp4"), format);
    expect(frames).toHaveLength(94);
    const odd = frames.flatMap((frame, at) => {
      const isRepeated = at > 0 && difference(frame, frames[at - 1] ?? frame) < 0.2;
      return isRepeated || (at > 10 && brightness(frame) < 60) ? [at] : [];
    });
    expect(odd).toEqual([]);
    const samples = await decode(join(out, "partial.mp4"));
    for (const frame of [9, 36 + 9, 65 + 2])
      expect(Math.abs(onset(samples, frame / 30) - frame / 30)).toBeLessThan(0.01);
  });

  it("begins with its index, so that it can be watched while it is fetched", async () => {
    await add(0);
    await room.preview(out, never);
    expect(execFileSync("head", ["-c", "64", join(out, "partial.mp4")]).toString("latin1")).toContain("moov");
  });

  it("is made again only when half as much again has come, and not when all has", async () => {
    expect(await room.preview(out, never)).toBeNull();
    await add(0);
    const both = await Promise.all([room.preview(out, never), room.preview(out, never)]);
    expect(both.map((made) => made?.scenes ?? null)).toEqual([[0], null]);
    expect(await room.preview(out, never)).toBeNull();
    await add(1, 2, 3);
    expect((await room.preview(out, never))?.scenes).toEqual([0, 1, 2, 3]);
    await add(4);
    expect(await room.preview(out, never)).toBeNull();
  });

  it("does not take the place of one that showed more, made before a crash", async () => {
    await add(0, 1, 2);
    await room.preview(out, never);
    const before = frameHashes(join(out, "partial.mp4"));
    await room.close();
    room = await media.openCuttingRoom(format);
    await add(3);
    expect(await room.preview(out, never)).toBeNull();
    expect(frameHashes(join(out, "partial.mp4"))).toEqual(before);
  });

  it("is the finished film's frames, and gone when that is there", async () => {
    await add(0, 1, 2, 3);
    await room.preview(out, never);
    const partial = frameHashes(join(out, "partial.mp4"));
    await add(4);
    const finishing = { timeline: layTimeline(cuts), music: [], captions: "none" as const, folder: out };
    const film = await room.finish(finishing, never);
    expect(await readdir(out)).toEqual(["poster.jpg", "video.mp4"]);
    expect(frameHashes(film.video).slice(0, partial.length)).toEqual(partial);
    expect(await room.preview(out, never)).toBeNull();
  });

  it("leaves nothing when it is cancelled or cannot be written, and the next one is made", async () => {
    await add(0);
    const cancelled = AbortSignal.abort();
    await expect(room.preview(out, cancelled)).rejects.toMatchObject({ code: "cancelled" });
    await mkdir(join(out, "partial.mp4"));
    await expect(room.preview(out, never)).rejects.toMatchObject({ code: "output_unwritable" });
    expect(await readdir(out)).toEqual(["partial.mp4"]);
    await rm(join(out, "partial.mp4"), { recursive: true });
    expect((await room.preview(out, never))?.scenes).toEqual([0]);
  });
});

/** Second of the first loud sample from shortly before a moment on. */
function onset(samples: Float32Array, around: number): number {
  const from = Math.round((around - 0.1) * VOICE_RATE);
  const near = samples.subarray(from, from + 0.3 * VOICE_RATE);
  const loudest = near.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return (from + near.findIndex((x) => Math.abs(x) > loudest / 4)) / VOICE_RATE;
}
