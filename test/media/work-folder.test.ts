import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRoomFolder } from "../../media/work-folder.ts";

const DAY = 24 * 3600;
let base: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-work-"));
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe("openRoomFolder", () => {
  it("makes a folder of its own for each room, and the work folder where it is missing", async () => {
    const workFolder = join(base, "deep", "work");
    const [first, second] = await Promise.all([openRoomFolder(workFolder), openRoomFolder(workFolder)]);
    expect(dirname(first)).toBe(workFolder);
    expect((await readdir(workFolder)).sort()).toEqual([basename(first), basename(second)].sort());
  });

  it("removes rooms of other machines that were left a day ago, and nothing else", async () => {
    for (const name of ["room-elsewhere-7-old", "room-elsewhere-7-fresh", "somebody-elses"]) {
      await mkdir(join(base, name));
      await writeFile(join(base, name, "piece.mp4"), "");
    }
    const seconds = Date.now() / 1000;
    await utimes(join(base, "room-elsewhere-7-old"), seconds, seconds - DAY - 60);
    await utimes(join(base, "room-elsewhere-7-fresh"), seconds, seconds - DAY + 600);
    await utimes(join(base, "somebody-elses"), seconds, seconds - 9 * DAY);
    const opened = basename(await openRoomFolder(base));
    expect((await readdir(base)).sort()).toEqual([opened, "room-elsewhere-7-fresh", "somebody-elses"].sort());
  });

  it("removes at once what a process of this machine left when it was killed", async () => {
    const child = spawn("sleep", ["60"]);
    await once(child, "spawn");
    const left = `room-${hostname()}-${child.pid}-abcdef`;
    await mkdir(join(base, left));
    await openRoomFolder(base);
    expect(await readdir(base)).toContain(left);
    child.kill("SIGKILL");
    await once(child, "exit");
    await openRoomFolder(base);
    expect(await readdir(base)).not.toContain(left);
  });

  it("says in one line that the work folder cannot be used", async () => {
    await writeFile(join(base, "file"), "");
    await expect(openRoomFolder(join(base, "file", "work"))).rejects.toMatchObject({ code: "output_unwritable" });
  });
});
