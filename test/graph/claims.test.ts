import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createSharedKeep } from "./shared-keep.ts";
import { ofFox, openStudio } from "./sketch-studio.ts";

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-claims-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

it("every file is claimed for its task before it is stored", async () => {
  const folder = await aFolder();
  const stored = async () => (await readdir(join(folder, "assets")).catch(() => [])).map((name) => `assets/${name}`);
  const claimed = new Set<string>();
  const keep = createSharedKeep().open();
  const claim = async (key: string) => {
    for (const name of await stored()) expect(claimed).toContain(name);
    claimed.add(key);
  };
  const events = await openStudio(folder)
    .process()
    .run(ofFox, { ...keep, claim });
  const told = events.flatMap((event) => (event.event === "asset-ready" ? [event.data.asset.key] : []));
  expect(told.length).toBeGreaterThan(3);
  expect([...claimed].sort()).toEqual([...new Set(told)].sort());
  expect((await stored()).sort()).toEqual([...claimed].sort());
});

it("a task whose files cannot be claimed stores nothing, and goes on with nothing", async () => {
  const folder = await aFolder();
  const lost = new Error("The store is away.");
  const keep = { ...createSharedKeep().open(), claim: () => Promise.reject(lost) };
  await expect(openStudio(folder).process().run(ofFox, keep)).rejects.toBe(lost);
  expect(await readdir(join(folder, "assets")).catch(() => [])).toEqual([]);
});
