import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIDEO_OPTIONS } from "../../media/encoding.ts";
import { createFfmpeg, type RunFfmpeg } from "../../media/ffmpeg.ts";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";
import { joinPieces, measureFilm } from "../../media/joining.ts";
import { frameHashes } from "./darkroom.ts";

const never = new AbortController().signal;
const lengths = [7, 14, 1, 33];
const frames = 55;
let folder: string;
let run: RunFfmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora joining's "));
  const { path } = await findFfmpeg();
  run = createFfmpeg(path);
  const make = (name: string, words: readonly string[]) =>
    execFileSync(path, ["-loglevel", "error", "-y", "-f", "lavfi", ...words, join(folder, name)]);
  lengths.forEach((length, index) => {
    const source = `testsrc=size=64x36:rate=30:decimals=${index}`;
    make(`piece-${index}.mp4`, ["-i", source, "-frames:v", String(length), ...VIDEO_OPTIONS]);
  });
  make("sound.m4a", ["-i", "sine=sample_rate=48000", "-t", String(frames / 30), "-c:a", "aac"]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pieces = lengths.map((length, index) => ({ name: `piece-${index}.mp4`, frames: length }));

describe("joinPieces", () => {
  it("gives the pieces' frames bit for bit, a whole number of ticks apart, with the sound beside", async () => {
    const output = join(folder, "film.mp4");
    await joinPieces(run, { folder, pieces, track: join(folder, "sound.m4a"), output }, never);
    const measured = await measureFilm(output, { frames, hasSound: true });
    expect(measured).toMatchObject({ frames, width: 64, height: 36 });
    expect(measured.durationSeconds).toBeCloseTo(frames / 30, 6);
    expect(frameHashes(output)).toEqual(pieces.flatMap(({ name }) => frameHashes(join(folder, name))));
  });

  it("puts the index before the pictures, so that a player can start at once", async () => {
    const output = join(folder, "fast.mp4");
    await joinPieces(run, { folder, pieces, track: null, output }, never);
    const head = execFileSync("head", ["-c", "64", output]).toString("latin1");
    expect(head).toContain("moov");
  });
});

describe("measureFilm", () => {
  it.each([
    ["a frame too few", { frames: frames + 1, hasSound: false }, "55 frames instead of 56"],
    ["no sound", { frames, hasSound: true }, "no sound"],
  ])("refuses a film with %s", async (_name, wanted, message) => {
    const output = join(folder, "refused.mp4");
    await joinPieces(run, { folder, pieces, track: null, output }, never);
    await expect(measureFilm(output, wanted)).rejects.toThrow(message);
  });
});
