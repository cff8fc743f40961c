import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVideoAgent } from "../../graph/agent.ts";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";
import { readConfig } from "../../models/config.ts";
import type { Manifest } from "../../models/video.ts";

const SECONDS = 8;
const WIDTH = 64;
const HEIGHT = 36;

let folder: string;
let manifest: Manifest;
const path = (name: string) => join(folder, "film", name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-e2e-"));
  const agent = createVideoAgent(readConfig({ PIXORA_DATA_DIR: join(folder, "data") }));
  const request = { prompt: "A fox finds a lantern in a snowy forest", durationSeconds: SECONDS, scenes: 2 };
  ({ manifest } = await agent.generate(request, { folder: join(folder, "film") }));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What ffmpeg writes to its standard output for these words. */
async function decode(...words: string[]): Promise<Buffer> {
  const { path: program } = await findFfmpeg();
  const child = spawn(program, ["-v", "error", "-nostdin", ...words, "-"], { stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Standard deviation of bytes. */
function spread(bytes: Uint8Array): number {
  const mean = bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;
  return Math.sqrt(bytes.reduce((sum, byte) => sum + (byte - mean) ** 2, 0) / bytes.length);
}

/** Root mean square of 16-bit samples between two seconds, 1 being full scale. */
function loudness(samples: Int16Array, rate: number, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * rate), Math.round(to * rate));
  return Math.sqrt(part.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / part.length);
}

describe("a draft film", () => {
  it("comes with everything the contract names", async () => {
    const names = ["captions.srt", "captions.vtt", "manifest.json", "poster.jpg", "video.mp4"];
    expect((await readdir(path("."))).sort()).toEqual(names);
    expect(JSON.parse(await readFile(path("manifest.json"), "utf8"))).toEqual(manifest);
  });

  it("has the asked length to the frame, in picture and sound", async () => {
    const frames = await decode(
      "-i",
      path("video.mp4"),
      "-vf",
      `scale=${WIDTH}:${HEIGHT}`,
      "-pix_fmt",
      "gray",
      "-f",
      "rawvideo",
    );
    expect(frames.length / (WIDTH * HEIGHT)).toBe(manifest.video.frames);
    expect(manifest.video.frames).toBe(manifest.scenes.reduce((sum, scene) => sum + scene.frames, 0));
    const sound = await decode("-i", path("video.mp4"), "-ac", "1", "-ar", "48000", "-f", "s16le");
    expect(Math.abs(sound.length / 2 / 48_000 - manifest.video.frames / 30)).toBeLessThanOrEqual(1 / 30);
  });

  it("is what every player plays: H.264 High, 4:2:0, bt709, 30 frames a second, AAC stereo, index first", async () => {
    const input = new Input({ source: new FilePathSource(path("video.mp4")), formats: ALL_FORMATS });
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    expect(await video?.getCodecParameterString()).toMatch(/^avc1\.6400/);
    expect([video?.displayWidth, video?.displayHeight]).toEqual([1280, 720]);
    expect((await video?.computePacketStats())?.averagePacketRate).toBeCloseTo(30, 3);
    expect(await video?.getColorSpace()).toMatchObject({
      primaries: "bt709",
      transfer: "bt709",
      matrix: "bt709",
      fullRange: false,
    });
    expect(audio?.codec).toBe("aac");
    expect([audio?.sampleRate, audio?.numberOfChannels]).toEqual([48_000, 2]);
    const bytes = (await readFile(path("video.mp4"))).toString("latin1");
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
  });

  it("shows a picture in the middle of each scene, and another one in the next", async () => {
    const middles = manifest.scenes.map((scene) => (scene.startFrame + scene.frames / 2) / 30);
    const pictures = await Promise.all(
      middles.map((at) =>
        decode(
          "-ss",
          `${at}`,
          "-i",
          path("video.mp4"),
          "-frames:v",
          "1",
          "-vf",
          `scale=${WIDTH}:${HEIGHT}`,
          "-pix_fmt",
          "gray",
          "-f",
          "rawvideo",
        ),
      ),
    );
    for (const picture of pictures) expect(spread(picture)).toBeGreaterThan(15);
    const [first, second] = pictures;
    const difference = first?.map((byte, at) => Math.abs(byte - (second?.[at] ?? 0))) ?? Buffer.alloc(1);
    expect(difference.reduce((sum, byte) => sum + byte, 0) / difference.length).toBeGreaterThan(5);
  });

  it("is heard: the voice over music, at −14 LUFS, and nothing clips", async () => {
    expect(manifest.video.loudnessLufs).toBeGreaterThan(-14.6);
    expect(manifest.video.loudnessLufs).toBeLessThan(-13.4);
    expect(manifest.video.truePeakDbtp).toBeLessThanOrEqual(-1);
    const sound = await decode("-i", path("video.mp4"), "-ac", "1", "-ar", "16000", "-f", "s16le");
    const samples = new Int16Array(sound.buffer, sound.byteOffset, sound.length / 2);
    for (const scene of manifest.scenes) {
      const start = scene.startFrame / 30;
      expect(loudness(samples, 16_000, start + 0.5, start + scene.seconds - 0.6)).toBeGreaterThan(0.03);
    }
  });

  it("has captions that say what the narrator says, when it is said", async () => {
    const srt = await readFile(path("captions.srt"), "utf8");
    const said = srt
      .split("\n")
      .filter((line) => line && !/^\d+$|-->/.test(line))
      .join(" ");
    expect(said.split(/\s+/)).toEqual(manifest.scenes.flatMap((scene) => scene.narration.split(/\s+/)));
    const starts = [...srt.matchAll(/(\d\d):(\d\d):(\d\d),(\d{3}) -->/g)].map(
      ([, h, m, s, ms]) => Number(h) * 3600 + Number(m) * 60 + Number(s) + Number(ms) / 1000,
    );
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts.at(-1)).toBeLessThan(SECONDS + 2);
  });

  it("says in its manifest who made every asset, and what it cost", () => {
    const kinds = manifest.assets.map((asset) => asset.kind);
    expect(kinds.filter((kind) => kind === "still")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "narration")).toHaveLength(2);
    expect(kinds).toContain("music");
    for (const asset of manifest.assets) expect(asset.provenance.vendor).toBe("draft");
    expect(manifest.costUsd).toBe(0);
    expect(manifest.degraded).toEqual([]);
  });
});
