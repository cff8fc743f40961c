import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFfmpeg } from "../../../media/ffmpeg.ts";
import { audioSeconds } from "../../../media/sound/audio-seconds.ts";
import { noise, sine, testFfmpeg, writeWav } from "./sound-samples.ts";

const never = new AbortController().signal;
let folder: string;
let ffmpeg: RunFfmpeg;
let wav: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora seconds "));
  ffmpeg = await testFfmpeg();
  wav = join(folder, "sound.wav");
  await writeWav(wav, 2.345, sine(440, 0.5), 24_000);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("audioSeconds", () => {
  it("counts a WAV's samples exactly", async () => {
    expect(await audioSeconds(wav, ffmpeg, never)).toBe(2.345);
  });

  it.each(["mp3", "m4a", "flac", "ogg", "aac"])("measures %s to within a coder's block", async (extension) => {
    const output = join(folder, `coded.${extension}`);
    await ffmpeg({ inputs: [{ source: wav }], outputOptions: ["-map", "0:a"], output, deadlineSeconds: 30 }, never);
    expect(Math.abs((await audioSeconds(output, ffmpeg, never)) - 2.345)).toBeLessThan(0.05);
  });

  it("counts what is there when a header promises more", async () => {
    const cut = join(folder, "cut.wav");
    await writeFile(cut, (await readFile(wav)).subarray(0, 44 + 24_000));
    expect(await audioSeconds(cut, ffmpeg, never)).toBe(0.5);
  });

  it("rejects what holds no sound, as the vendor's failure", async () => {
    const random = noise(1);
    const files: [string, Uint8Array][] = [
      ["empty.wav", new Uint8Array()],
      ["text.mp3", Buffer.from("Too many requests. ".repeat(200))],
      ["junk.wav", Uint8Array.from({ length: 5000 }, () => 255 * Math.abs(random(0)))],
      ["headless.wav", (await readFile(wav)).subarray(0, 44)],
    ];
    for (const [name, bytes] of files) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      await expect(audioSeconds(path, ffmpeg, never), name).rejects.toMatchObject({ code: "vendor_failed" });
    }
  });

  it("stops when it is cancelled", async () => {
    await expect(audioSeconds(wav, ffmpeg, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  });
});
