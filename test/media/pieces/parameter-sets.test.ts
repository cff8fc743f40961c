import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VIDEO_OPTIONS } from "../../../media/encoding.ts";
import { createFfmpeg } from "../../../media/ffmpeg.ts";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { expectedSets, parameterSets } from "../../../media/pieces/parameter-sets.ts";

const never = new AbortController().signal;
const { path: program } = await findFfmpeg();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora sets "));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function encode(name: string, options: readonly string[]): string {
  const path = join(folder, name);
  const source = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=0.2"];
  execFileSync(program, ["-loglevel", "error", "-y", ...source, ...VIDEO_OPTIONS, ...options, "-f", "mp4", path]);
  return path;
}

describe("parameter sets", () => {
  it("are the same for all that one encoder makes of a size, whatever it shows", async () => {
    const expected = await expectedSets(createFfmpeg(program), { folder, width: 320, height: 180 }, never);
    expect(expected?.length).toBeGreaterThan(20);
    expect(await parameterSets(encode("ours.mp4", ["-vf", "setsar=0"]))).toEqual(expected);
    expect(await readdir(folder)).toEqual(["ours.mp4"]);
  });

  it("are others when a decoder has to be told something else", async () => {
    const expected = await parameterSets(encode("plain.mp4", ["-vf", "setsar=0"]));
    expect(await parameterSets(encode("pixels.mp4", ["-vf", "setsar=1"]))).not.toEqual(expected);
    expect(await parameterSets(encode("refs.mp4", ["-vf", "setsar=0", "-refs", "5"]))).not.toEqual(expected);
  });

  it("are nobody's where there is no film", async () => {
    const path = join(folder, "text.mp4");
    await writeFile(path, "no film");
    expect(await parameterSets(path)).toBeNull();
    expect(await parameterSets(join(folder, "none.mp4"))).toBeNull();
  });
});
