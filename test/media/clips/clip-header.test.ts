import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readClipHeader } from "../../../media/clips/clip-header.ts";
import { measureClip } from "../../../media/clips/clip-info.ts";
import type { RunFfmpeg } from "../../../media/ffmpeg.ts";
import { writePicture } from "../darkroom.ts";
import { type MarkedClip, markAsTurned, writeMarkedClip } from "../marked-clips.ts";
import { testFfmpeg } from "../sound/sound-samples.ts";

const never = new AbortController().signal;
const X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
let folder: string;
let run: RunFfmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora header "));
  run = await testFfmpeg();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("what a clip says of itself", () => {
  it.each<[string, MarkedClip]>([
    ["24.mp4", { frames: 48, rate: "24", hasSound: true }],
    ["23.976.mp4", { frames: 47, rate: "24000/1001" }],
    ["25.mp4", { frames: 31, rate: "25" }],
    ["16.mp4", { frames: 17, rate: "16" }],
    ["29.97.mp4", { frames: 60, rate: "30000/1001" }],
    ["30.mp4", { frames: 30 }],
    ["60.mp4", { frames: 61, rate: "60" }],
    ["one.mp4", { frames: 1 }],
    ["bframes.mp4", { frames: 40, rate: "24", options: ["-c:v", "libx264", "-bf", "3", "-pix_fmt", "yuv420p"] }],
    ["turned-wide.mp4", { frames: 5, options: ["-vf", "setsar=3/2", ...X264] }],
    ["tagged.mp4", { frames: 5, height: 720, options: [...X264, "-colorspace", "smpte170m"] }],
    ["hd.mp4", { frames: 5, height: 720 }],
    ["film.mov", { frames: 25, rate: "24" }],
  ])("is what decoding finds: %s", async (name, clip) => {
    const path = writeMarkedClip(join(folder, name), clip);
    expect(await readClipHeader(path)).toEqual(await measureClip(run, path, never));
  });

  it("is what decoding finds of one that is turned", async () => {
    const path = markAsTurned(writeMarkedClip(join(folder, "turned.mp4"), { frames: 9, rate: "24" }), 180);
    expect(await readClipHeader(path)).toEqual(await measureClip(run, path, never));
  });

  it("is nothing for what is no clip, longer than is read, names others, or tells its colours to its decoder alone", async () => {
    const picture = writePicture(join(folder, "grey.png"), { width: 8, height: 8 }, () => [9, 9, 9]);
    expect(await readClipHeader(picture)).toBeNull();
    const long = writeMarkedClip(join(folder, "long.mp4"), { frames: 62, rate: "1/2" });
    expect(await readClipHeader(long)).toBeNull();
    const options = ["-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime"];
    const webm = writeMarkedClip(join(folder, "film.webm"), { frames: 5, options });
    expect(await readClipHeader(webm)).toBeNull();
    const playlist = join(folder, "list.mp4");
    writeMarkedClip(join(folder, "named.mp4"), { frames: 5 });
    await writeFile(playlist, "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nnamed.mp4\n#EXT-X-ENDLIST\n");
    expect(await readClipHeader(playlist)).toBeNull();
  });
});
