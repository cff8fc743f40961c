import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTaskLocks } from "../../../checkpoints/file/task-lock.ts";
import { startChild } from "./child.ts";

const silence = () => {};

// The sockets of Linux have no file; elsewhere they have one, which works on Linux as well.
describe.each(["linux", "darwin"] as const)("a lock as on %s", (platform) => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pixora-lock-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is one holder's until it is given back", async () => {
    const [one, other] = [createTaskLocks(folder, platform), createTaskLocks(folder, platform)];
    const lock = await one.take("task-1", silence);
    expect(lock).not.toBeNull();
    expect(await other.take("task-1", silence)).toBeNull();
    expect(await one.take("task-1", silence)).toBeNull();
    await lock?.release();
    const second = await other.take("task-1", silence);
    expect(second).not.toBeNull();
    await second?.release();
  });

  it("goes to one of many who ask at once", async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => createTaskLocks(folder, platform).take("task-1", silence)),
    );
    expect(taken.filter((lock) => lock !== null)).toHaveLength(1);
    await Promise.all(taken.map((lock) => lock?.release()));
  });

  it("is each name's own, and each folder's", async () => {
    const other = join(folder, "other");
    await mkdir(other);
    const locks = [
      await createTaskLocks(folder, platform).take("task-1", silence),
      await createTaskLocks(folder, platform).take("task-2", silence),
      await createTaskLocks(other, platform).take("task-1", silence),
    ];
    expect(locks).not.toContain(null);
    await Promise.all(locks.map((lock) => lock?.release()));
  });

  it("is the same by whatever way its folder is reached", async () => {
    const link = `${folder}-link`;
    await symlink(folder, link);
    const lock = await createTaskLocks(folder, platform).take("task-1", silence);
    expect(await createTaskLocks(link, platform).take("task-1", silence)).toBeNull();
    await lock?.release();
    await rm(link);
  });

  it("lets its holder hear a knock", async () => {
    const locks = createTaskLocks(folder, platform);
    expect(await locks.knock("task-1")).toBe(false);
    let hear = silence;
    const heard = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const lock = await locks.take("task-1", () => hear());
    expect(await createTaskLocks(folder, platform).knock("task-1")).toBe(true);
    await heard;
    await lock?.release();
    expect(await locks.knock("task-1")).toBe(false);
  });

  it("is a living process's, and nobody's when that is killed", async () => {
    const child = startChild("lock-holder.ts", [folder, "task-1", platform]);
    expect(await child.next()).toBe("held");
    const locks = createTaskLocks(folder, platform);
    expect(await locks.take("task-1", silence)).toBeNull();
    expect(await locks.knock("task-1")).toBe(true);
    await child.kill();
    expect(await locks.knock("task-1")).toBe(false);
    const lock = await locks.take("task-1", silence);
    expect(lock).not.toBeNull();
    await lock?.release();
  });

  it("stays with a process that was stopped, until it is killed", async () => {
    const child = startChild("lock-holder.ts", [folder, "task-1", platform]);
    await child.next();
    child.process.kill("SIGSTOP");
    const locks = createTaskLocks(folder, platform);
    expect(await locks.take("task-1", silence)).toBeNull();
    expect(await locks.knock("task-1")).toBe(true);
    await child.kill();
    expect(await locks.knock("task-1")).toBe(false);
  });
});
