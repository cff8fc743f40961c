import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKeptEnds } from "../../../media/clips/kept-ends.ts";
import { bodyOf, type Piece, transitionBetween } from "../../../media/pieces/pieces.ts";
import type { SceneCut } from "../../../media/types.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-ends-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function scene(index: number, changes: Partial<SceneCut> = {}): SceneCut {
  return {
    ...{ index, frames: 60, picture: "still.png", clip: `clip-${index}.mp4`, subjectPlace: null, move: "zoom_in" },
    ...{ transition: "crossfade", transitionBefore: "crossfade", isLast: false, words: [], narration: null },
    ...changes,
  };
}

const [before, shown, after] = [scene(0), scene(1), scene(2)];
const body = pieceOf(bodyOf(shown));
const into = pieceOf(transitionBetween(before, shown));
const out = pieceOf(transitionBetween(shown, after));

function pieceOf(piece: Piece | null): Piece {
  if (!piece) throw new Error("There is no such piece.");
  return piece;
}

describe("a body with a clip", () => {
  it("has to write the frames that the scene's transitions show, as far as the clip has them", () => {
    const ends = createKeptEnds(folder);
    const first = [0, 1, 2, 3, 4, 5, 6];
    const last = [53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66];
    expect(ends.of(body, shown, 90)).toMatchObject({ frames: [...first, ...last], isThere: false });
    expect(ends.of(body, shown, 56)?.frames).toEqual([...first, 53, 54, 55]);
    expect(ends.of(body, shown, 20)?.frames).toEqual([...first, 19]);
    expect(ends.of(body, shown, 1)?.frames).toEqual([0]);
    const cut = scene(1, { transition: "cut", transitionBefore: "cut" });
    expect(ends.of(pieceOf(bodyOf(cut)), cut, 90)).toBeNull();
    const lastScene = scene(1, { isLast: true });
    expect(ends.of(pieceOf(bodyOf(lastScene)), lastScene, 90)?.frames).toEqual(first);
  });
});

describe("a transition", () => {
  it("waits for the body being made, and takes what that left", async () => {
    const ends = createKeptEnds(folder);
    let tell = () => {};
    const made = new Promise<void>((settle) => {
      tell = settle;
    });
    ends.expect(body, made);
    let isReady = false;
    const ready = ends.ready(out).then((has) => {
      isReady = true;
      return has;
    });
    await new Promise(setImmediate);
    expect(isReady).toBe(false);
    await ends.finish(body, true);
    tell();
    expect(await ready).toBe(true);
    expect(ends.of(out, shown, 90)).toEqual({ ...ends.of(body, shown, 90), isThere: true });
    expect(ends.of(out, after, 90)).toBeNull();
  });

  it("waits for none that failed, came from elsewhere, or is made by nobody", async () => {
    const ends = createKeptEnds(folder);
    expect(await ends.ready(out)).toBe(false);
    ends.expect(body, Promise.reject(new Error("failed")));
    expect(await ends.ready(out)).toBe(false);
    await ends.finish(body, false);
    expect(await ends.ready(into)).toBe(false);
    expect(ends.of(into, shown, 90)).toBeNull();
  });
});

describe("the file", () => {
  it("is removed after the last piece that shows the scene, in whatever order they come", async () => {
    const ends = createKeptEnds(folder);
    const path = ends.of(body, shown, 90)?.path ?? "none";
    await writeFile(path, "");
    await ends.finish(into, true);
    await ends.finish(body, true);
    expect(existsSync(path)).toBe(true);
    await ends.finish(out, false);
    expect(await readdir(folder)).toEqual([]);
    expect(ends.of(out, shown, 90)).toBeNull();
  });

  it("is another when the scene ends elsewhere, or shows another part of its clip", () => {
    const ends = createKeptEnds(folder);
    const pathOf = (changes: Partial<SceneCut>) => ends.of(body, scene(1, changes), 90)?.path;
    const paths = [{}, { frames: 61 }, { subjectPlace: { x: 0.1, y: 0.5 } }, { clip: "other.mp4" }, { isLast: true }];
    expect(new Set(paths.map(pathOf)).size).toBe(paths.length);
  });
});
