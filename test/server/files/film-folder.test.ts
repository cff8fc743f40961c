import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isNewFilm, RESULT_FILES, removeFilm } from "../../../server/files/film-folder.ts";
import { aRow } from "./deletion-rig.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "pixora-films-"));
});
afterEach(() => rm(root, { recursive: true }));

const placesIn = (folder: string) => ({
  filmsFolder: join(folder, "films"),
  outputFolder: (id: string) => join(folder, "out", id),
});

async function aFilm(folder: string, taskId: string) {
  await mkdir(folder, { recursive: true });
  for (const { name } of Object.values(RESULT_FILES)) await writeFile(join(folder, name), "film");
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ taskId }));
}

describe("a film that is removed", () => {
  it("goes with its folder, where that is the service's own", async () => {
    const folder = join(root, "films", "task-1");
    await aFilm(folder, "task-1");
    await writeFile(join(folder, "bill.json"), "{}");
    await mkdir(join(root, "films", "task-2"));
    for (const _time of [1, 2]) await removeFilm(aRow({ id: "task-1", folder }), placesIn(root));
    expect(await readdir(join(root, "films"))).toEqual(["task-2"]);
  });

  it.each(["a folder that somebody chose", "the usual one"])("takes only its own files out of %s", async (which) => {
    const folder = which === "the usual one" ? join(root, "out", "task-1") : join(root, "mine");
    await aFilm(folder, "task-1");
    await writeFile(join(folder, "diary.txt"), "mine");
    const row = aRow({ id: "task-1", folder: which === "the usual one" ? null : folder });
    for (const _time of [1, 2]) await removeFilm(row, placesIn(root));
    expect(await readdir(folder)).toEqual(["diary.txt"]);
  });

  it("leaves another film alone that has taken its place", async () => {
    const folder = join(root, "mine");
    await aFilm(folder, "task-2");
    await removeFilm(aRow({ id: "task-1", folder }), placesIn(root));
    expect(await readdir(folder)).toHaveLength(5);
  });

  it("leaves the service's other folders alone, whatever its own is said to be", async () => {
    for (const folder of [
      join(root, "films"),
      join(root, "films", "task-2"),
      join(root, "films", "task-2", ".."),
      root,
    ]) {
      await aFilm(join(root, "films", "task-2"), "task-2");
      await removeFilm(aRow({ id: "task-1", folder }), placesIn(root));
      expect(await readdir(join(root, "films", "task-2"))).toHaveLength(5);
    }
  });

  it("does not follow a link out of the folder", async () => {
    await mkdir(join(root, "films"));
    await mkdir(join(root, "elsewhere"));
    await writeFile(join(root, "elsewhere", "diary.txt"), "mine");
    const folder = join(root, "films", "task-1");
    await symlink(join(root, "elsewhere"), folder);
    await removeFilm(aRow({ id: "task-1", folder }), placesIn(root));
    expect(await readdir(join(root, "films"))).toEqual([]);
    expect(await readFile(join(root, "elsewhere", "diary.txt"), "utf8")).toBe("mine");
  });
});

describe("a film in the folder of a task that is still at work", () => {
  const CREATED = Date.parse(aRow().createdAt);
  const folderOfMine = () => join(root, "mine");
  const isNew = () => isNewFilm(aRow({ status: "running", folder: folderOfMine() }), placesIn(root));
  /** Writes a file as of so many seconds after the task was made. */
  async function put(name: string, seconds: number, text = "film") {
    const path = join(folderOfMine(), name);
    await mkdir(folderOfMine(), { recursive: true });
    await writeFile(path, text);
    const time = CREATED / 1000 + seconds;
    await utimes(path, time, time);
  }
  const manifestOf = (taskId: string) => JSON.stringify({ taskId });

  it("is the task's from when it is there, also before its manifest", async () => {
    expect(await isNew()).toBe(false);
    await put("video.mp4", 60);
    expect(await isNew()).toBe(true);
    await put("manifest.json", -60, manifestOf("an-earlier-task"));
    expect(await isNew()).toBe(true);
    await put("manifest.json", 61, manifestOf("task-1"));
    expect(await isNew()).toBe(true);
  });

  it("is another one that is older than the task, with or without a manifest", async () => {
    await put("video.mp4", -60);
    expect(await isNew()).toBe(false);
    await put("manifest.json", -59, manifestOf("an-earlier-task"));
    expect(await isNew()).toBe(false);
  });

  it("is another one that was made there while the task stood still", async () => {
    await put("video.mp4", 60);
    await put("manifest.json", 61, manifestOf("a-later-task"));
    expect(await isNew()).toBe(false);
  });
});
