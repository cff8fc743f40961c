import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { createClock } from "./clock.ts";

const { signal } = new AbortController();

it("skips the time in which nothing is done, and ends waits in the order in which they are due", async () => {
  const clock = createClock();
  const began = performance.now();
  const ended: string[] = [];
  const wait = (name: string, milliseconds: number) => clock.wait(milliseconds, signal).then(() => ended.push(name));
  await Promise.all([wait("long", 3_600_000), wait("short", 60_000).then(() => wait("after", 30_000))]);
  expect(ended).toEqual(["short", "after", "long"]);
  expect(clock.now()).toBeGreaterThanOrEqual(3_600_000);
  expect(clock.now()).toBeLessThan(3_610_000);
  expect(performance.now() - began).toBeLessThan(10_000);
});

it("counts work by its true length", async () => {
  const clock = createClock();
  const waiting = clock.wait(60_000, signal);
  const until = performance.now() + 60;
  while (performance.now() < until);
  expect(clock.now()).toBeGreaterThanOrEqual(60);
  expect(clock.now()).toBeLessThan(10_000);
  await waiting;
  expect(clock.now()).toBeGreaterThanOrEqual(60_000);
});

it("does not skip while a file is written, or what follows needs a turn of its own", async () => {
  const clock = createClock();
  const folder = await mkdtemp(join(tmpdir(), "pixora-clock-"));
  const waiting = clock.wait(60_000, signal);
  const file = await open(join(folder, "film"), "w");
  await file.writeFile(new Uint8Array(4_000_000));
  await file.sync();
  await file.close();
  await setTimeout(0);
  expect(clock.now()).toBeLessThan(50_000);
  await waiting;
  await rm(folder, { recursive: true });
});

it("lets go of a wait that is cancelled", async () => {
  const clock = createClock();
  const stop = new AbortController();
  const waiting = clock.wait(60_000, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow(/aborted/);
  await expect(clock.wait(1, stop.signal)).rejects.toThrow(/aborted/);
});
