/** The sound of a film is mixed before its pictures are there, and is the same sound. */
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMedia } from "../../media/index.ts";
import type { CuttingRoom, FilmFormat, FinishedFilm, Media, MusicSound, SceneCut } from "../../media/types.ts";
import { layTimeline } from "../../models/timeline.ts";
import { childProcesses, writeTexture, writeTone } from "./darkroom.ts";

const format: FilmFormat = { width: 128, height: 72, captions: null, fit: null };
const { signal } = new AbortController();
const isLinux = existsSync("/proc/self/stat");
let base: string;
let workFolder: string;
let media: Media;
/** Stays open, so that the threads need not start anew for each film. */
let keeper: CuttingRoom;
let picture: string;
/** A film's own sounds, which a test may remove. */
let voice: string;
let music: MusicSound[];
/** The film of a room that was told nothing beforehand. */
let plain: FinishedFilm;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-early-"));
  workFolder = join(base, "work");
  media = createMedia({ ffmpegPath: null, workFolder });
  keeper = await media.openCuttingRoom(format);
  picture = writeTexture(join(base, "picture.png"), [150, 120, 110], { width: 256, height: 144 });
  writeTone(join(base, "voice.wav"), 0.6);
  writeTone(join(base, "music.wav"), 4);
  await bringSounds();
  const room = await media.openCuttingRoom(format);
  plain = await filmIn(room);
  await room.close();
});
afterAll(async () => {
  await keeper.close();
  await rm(base, { recursive: true, force: true });
});
beforeEach(bringSounds);

async function bringSounds(): Promise<void> {
  const folder = await mkdtemp(join(base, "sounds-"));
  voice = join(folder, "voice.wav");
  music = [{ path: join(folder, "music.wav"), firstScene: 0, lastScene: 1 }];
  await copyFile(join(base, "voice.wav"), voice);
  await copyFile(join(base, "music.wav"), join(folder, "music.wav"));
}

function cuts(changes: Partial<SceneCut> = {}): SceneCut[] {
  return [0, 1].map((index) => ({
    index,
    frames: 40,
    picture,
    clip: null,
    subjectPlace: null,
    move: "zoom_in",
    transition: index === 0 ? "crossfade" : "cut",
    transitionBefore: index === 0 ? "cut" : "crossfade",
    isLast: index === 1,
    words: [],
    narration: voice,
    ...changes,
  }));
}

/** Adds all scenes and finishes: until then the room may have been told anything. */
async function filmIn(room: CuttingRoom, scenes = cuts()): Promise<FinishedFilm> {
  await Promise.all(scenes.map((scene) => room.addScene(scene, () => {}, signal)));
  const folder = await mkdtemp(join(base, "out-"));
  return room.finish({ timeline: layTimeline(scenes), music, captions: "none", folder }, signal);
}

/** A room that was told a film's sound, with its own folder. */
async function toldRoom(scenes: readonly SceneCut[], played = music) {
  const before = await readdir(workFolder);
  const room = await media.openCuttingRoom(format);
  const folder = join(workFolder, (await readdir(workFolder)).find((name) => !before.includes(name)) ?? "none");
  for (const scene of scenes) room.addSound(scene);
  room.addMusic(played);
  return { room, folder };
}

/** The last thing that a mix begins with others' files is this one. */
const isMixing = (names: readonly string[]) => names.includes("mix.wav") || names.includes("soundtrack.m4a");

/** The mix has ended when what it is encoded from is gone. */
const isMixed = (names: readonly string[]) => names.includes("soundtrack.m4a") && !names.includes("mix.wav");

async function until(folder: string, isThere: (names: readonly string[]) => boolean): Promise<void> {
  while (!isThere(await readdir(folder))) await pause(10);
}

describe("a film whose sound was told early", () => {
  it("has it mixed before a picture is there, mixes it no more, and is the same to the byte", async () => {
    const { room, folder } = await toldRoom(cuts());
    await until(folder, isMixed);
    // Whoever mixed now would miss them.
    await Promise.all([voice, music[0]?.path ?? ""].map((path) => rm(path)));
    const [film, again] = [await filmIn(room), await filmIn(room)];
    expect(film.metadata).toEqual(plain.metadata);
    expect(again.metadata).toEqual(plain.metadata);
    await room.close();
  });

  it("is the same when it is finished in the middle of the mix", async () => {
    const { room, folder } = await toldRoom(cuts());
    await until(folder, isMixing);
    expect((await filmIn(room)).metadata).toEqual(plain.metadata);
    await room.close();
  });

  it("is the same when something else had been told, and was being mixed", async () => {
    const { room, folder } = await toldRoom(cuts({ frames: 3000 }), []);
    await until(folder, isMixing);
    expect((await filmIn(room)).metadata).toEqual(plain.metadata);
    await room.close();
  });

  it("fails at its end, as any other, when a narration is broken", async () => {
    await writeFile(voice, "no sound");
    const { room } = await toldRoom(cuts());
    const told = await filmIn(room).catch((error: unknown) => error);
    const other = await media.openCuttingRoom(format);
    expect(told).toMatchObject({ code: expect.any(String) });
    expect(told).toEqual(await filmIn(other).catch((error: unknown) => error));
    await Promise.all([room.close(), other.close()]);
  });
});

describe("a room that is closed while it mixes", () => {
  it("leaves no process and no file, and ignores what it is told from then on", async () => {
    const { room, folder } = await toldRoom(cuts({ frames: 9000 }));
    await until(folder, isMixing);
    if (isLinux) expect(childProcesses()).not.toEqual([]);
    await room.close();
    if (isLinux) expect(childProcesses()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    room.addMusic([]);
    await expect(filmIn(room)).rejects.toMatchObject({ code: "cancelled" });
    expect(existsSync(folder)).toBe(false);
  });
});
