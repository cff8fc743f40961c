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

describe("createClipMemory", () => {
  it("measures a file once, and again when it has changed", async () => {
    const path = join(folder, "clip.mp4");
    let times = 0;
    const measure = createClipMemory(async () => {
      times += 1;
      return found;
    });
    await writeFile(path, "1");
    expect(await Promise.all([measure(path, never), measure(path, never)])).toEqual([found, found]);
    expect(times).toBe(1);
    await writeFile(path, "22");
    await measure(path, never);
    expect(times).toBe(2);
  });

  it("forgets what failed", async () => {
    const path = join(folder, "broken.mp4");
    await writeFile(path, "1");
    const answers = [new PixoraError("vendor_failed", "broken"), found];
    const measure = createClipMemory(async () => {
      const answer = answers.shift();
      if (answer === undefined || answer instanceof PixoraError) throw answer;
      return answer;
    });
    await expect(measure(path, never)).rejects.toMatchObject({ code: "vendor_failed" });
    expect(await measure(path, never)).toEqual(found);
  });
});
