import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FinishedFilm } from "../../../media/types.ts";
import { LEAD_FRAMES } from "../../../models/timeline.ts";
import { brightness, framesOf, writePng } from "../darkroom.ts";
import { markAsTurned, numberIn, seenAt, writeMarkedClip } from "../marked-clips.ts";
import { amplitudeAt, decode, sine, writeWav } from "../sound/sound-samples.ts";
import { type Cinema, dueTimes, openCinema, type Shot } from "./cinema.ts";

const size = { width: 320, height: 180 };
const format = { ...size, captions: null, fit: null };
const CLIP = { width: 641, height: 359 };
const CLIP_FRAMES = 20;
/** At 23.976 frames a second, and at half of it from the tenth frame on. */
const TIMES = Array.from({ length: CLIP_FRAMES }, (_, n) => (1001 / 24_000) * (n < 10 ? n : 2 * n - 10));
/** The clip is shorter than its scene by about a second. */
const FRAMES = 65;
const never = new AbortController().signal;
let cinema: Cinema;
let shots: Shot[];
/** The film without narration. */
let silent: FinishedFilm;

beforeAll(async () => {
  cinema = await openCinema();
  const picture = writePng(cinema.at("grey.png"), { width: 64, height: 36 }, () => [140, 140, 140]);
  const still = { picture, frames: 16 };
  shots = [still, { picture, frames: FRAMES, clip: writeOddClip() }, still];
  silent = await cinema.show(shots, { format });
});
afterAll(() => cinema.close());

/** A clip with all that vendors' clips are known for, at once. */
function writeOddClip(): string {
  const times = "settb=1/24000,setpts='if(lt(N,10),N*1001,10010+(N-10)*2002)'";
  const options = [
    ...["-vf", `transpose=2,${times}`, "-vsync", "vfr", "-enc_time_base", "1:24000"],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv444p", "-bf", "2"],
    ...["-video_track_timescale", "24000"],
  ];
  const written = { ...CLIP, frames: CLIP_FRAMES, rate: "24000/1001", options, hasSound: true };
  return announceLonger(markAsTurned(writeMarkedClip(cinema.at("odd.mp4"), written), CLIP.width));
}

/** Says in the headers of the file and its tracks that it is three times as long. */
function announceLonger(path: string): string {
  const file = readFileSync(path);
  for (const box of ["mvhd", "mdhd"]) {
    for (let at = file.indexOf(box); at >= 0; at = file.indexOf(box, at + 4)) {
      file.writeUInt32BE(3 * file.readUInt32BE(at + 20), at + 20);
    }
  }
  writeFileSync(path, file);
  return path;
}

describe("a clip of odd size, 23.976 frames and changing rate, recorded turned, with sound, shorter than it says", () => {
  it("is measured as what it is", async () => {
    const info = await cinema.media.clipInfo(shots[1]?.clip ?? "", never);
    expect(info).toMatchObject(CLIP);
    const seconds = (TIMES.at(-1) ?? 0) + 2002 / 24_000;
    expect(Math.abs(info.seconds - seconds), `${info.seconds} s instead of ${seconds}`).toBeLessThan(0.09);
  });

  it("shows each of its frames when it is due, upright and in its shape, then holds the last", () => {
    const frames = framesOf(silent.video, size).slice(16, 16 + FRAMES);
    expect(silent.metadata.frames).toBe(FRAMES + 32);
    const seen = frames.map((frame) => numberIn(frame, size, CLIP));
    const wanted = frames.map((_, at) => seenAt(TIMES, at));
    const foreign = seen.filter((number, at) => number !== wanted[at]).length;
    expect(seen, `${foreign} frames show another than they should`).toEqual(wanted);
    expect(seen.at(-20)).toBe(CLIP_FRAMES - 1);
    expect(Math.min(...frames.map(brightness)), "a frame is dark").toBeGreaterThan(100);
  });

  it("brings no sound of its own, whether somebody speaks or not", async () => {
    expect(silent.metadata.loudnessLufs).toBeNull();
    expect(() => dueTimes(silent.video, "a")).toThrow("matches no streams");
    const narration = cinema.at("voice.wav");
    await writeWav(narration, 1.5, sine(440, 0.3));
    const spoken = await cinema.show(
      shots.map((shot) => (shot.clip ? { ...shot, narration } : shot)),
      { format },
    );
    const samples = await decode(spoken.video);
    const from = (16 + LEAD_FRAMES) / 30 + 0.1;
    const own = amplitudeAt(samples, 700, from, from + 1.2) / amplitudeAt(samples, 440, from, from + 1.2);
    expect(own, `its own sound is ${own.toFixed(5)} of the narration`).toBeLessThan(0.001);
  });
});
