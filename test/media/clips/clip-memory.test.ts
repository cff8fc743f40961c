import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MeasuredClip } from "../../../media/clips/clip-info.ts";
import { createClipMemory } from "../../../media/clips/clip-memory.ts";
import { PixoraError } from "../../../models/error.ts";

const never = new AbortController().signal;
const found: MeasuredClip = { width: 64, height: 36, seconds: 1, frames: 30, matrix: "auto" };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-memory-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const noHeader = async () => null;

describe("createClipMemory", () => {
  it("measures a file once, and again when it has changed", async () => {
    const path = join(folder, "clip.mp4");
    let times = 0;
    const measure = async () => {
      times += 1;
      return found;
    };
    const clips = createClipMemory({ readHeader: noHeader, measure });
    await writeFile(path, "1");
    const known = { ...found, isMeasured: true };
    expect(await Promise.all([clips.of(path, 9, never), clips.of(path, 9, never)])).toEqual([known, known]);
    expect(times).toBe(1);
    await writeFile(path, "22");
    await clips.of(path, 9, never);
    expect(times).toBe(2);
  });

  it("forgets what failed", async () => {
    const path = join(folder, "broken.mp4");
    await writeFile(path, "1");
    const answers = [new PixoraError("vendor_failed", "broken"), found];
    const measure = async () => {
      const answer = answers.shift();
      if (answer === undefined || answer instanceof PixoraError) throw answer;
      return answer;
    };
    const clips = createClipMemory({ readHeader: noHeader, measure });
    await expect(clips.of(path, 9, never)).rejects.toMatchObject({ code: "vendor_failed" });
    expect(await clips.of(path, 9, never)).toMatchObject(found);
  });

  it("believes a clip that says it is long enough or was confirmed, and measures one that is not, or that is doubted", async () => {
    const path = join(folder, "told.mp4");
    await writeFile(path, "1");
    const told = { ...found, frames: 40 };
    const clips = createClipMemory({ readHeader: async () => told, measure: async () => found });
    expect(await clips.of(path, 40, never)).toEqual({ ...told, isMeasured: false });
    expect(await clips.of(path, 41, never)).toEqual({ ...found, isMeasured: true });
    await clips.confirm(path);
    expect(await clips.of(path, 41, never)).toEqual({ ...told, isMeasured: true });
    await clips.doubt(path);
    expect(await clips.of(path, 40, never)).toEqual({ ...found, isMeasured: true });
  });
});
