import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LEAD_FRAMES } from "../../../models/timeline.ts";
import { writePng } from "../darkroom.ts";
import { amplitudeAt, decode, peak, RATE, sine, writeWav } from "../sound/sound-samples.ts";
import { type Cinema, openCinema, type Shot, soundReport } from "./cinema.ts";

const format = { width: 64, height: 36, captions: null, fit: null };
const FRAMES = 90;
/** Narration up to the very end of its scene. */
const SPOKEN_SECONDS = (FRAMES - LEAD_FRAMES) / 30;
let cinema: Cinema;
let picture: string;

beforeAll(async () => {
  cinema = await openCinema();
  picture = writePng(cinema.at("grey.png"), format, () => [120, 120, 120]);
});
afterAll(() => cinema.close());

async function sound(name: string, seconds: number, shape: (t: number) => number): Promise<string> {
  const path = cinema.at(`${name}.wav`);
  await writeWav(path, seconds, shape);
  return path;
}

/** A film of scenes with these narrations, over music when there is any. */
function film(narrations: readonly (string | null)[], music: string | null = null) {
  const shots = narrations.map((narration): Shot => ({ frames: FRAMES, picture, narration }));
  const pieces = music === null ? [] : [{ path: music, firstScene: 0, lastScene: shots.length - 1 }];
  return cinema.show(shots, { format, music: pieces });
}

/** Syllables: bursts of a voice's tones with pauses. */
function syllables(amplitude: number): (t: number) => number {
  const [low, high] = [sine(180, amplitude * 0.7), sine(1350, amplitude * 0.3)];
  return (t) => (t % 0.4 < 0.3 ? (low(t) + high(t)) * Math.sin((Math.PI * (t % 0.4)) / 0.3) : 0);
}

/** Largest step from one sample to the next, within so many milliseconds around a second. */
function largestStep(samples: Float32Array, second: number, milliseconds: number): number {
  const reach = (milliseconds / 1000) * RATE;
  let most = 0;
  for (let at = Math.round(second * RATE - reach); at < second * RATE + reach; at++) {
    most = Math.max(most, Math.abs((samples[at + 1] ?? 0) - (samples[at] ?? 0)));
  }
  return most;
}

describe("the loudness of a film", () => {
  const voices: [string, (t: number) => number][] = [
    ["quiet", syllables(0.02)],
    ["normal", syllables(0.3)],
    ["peaky", (t) => (t % 0.25 < 0.004 ? sine(900, 0.95)(t) : sine(300, 0.03)(t))],
  ];
  const beds = ["alone", "over music"] as const;
  const cases = voices.flatMap(([name, voice]) => beds.map((bed) => ({ name, voice, bed })));

  it.each(cases)("is -14 LUFS and under -1 dBTP with $name narration $bed", async ({ name, voice, bed }) => {
    const narration = await sound(name, SPOKEN_SECONDS, voice);
    const tune = bed === "over music" ? await sound("tune", 5, (t) => sine(220, 0.4)(t) + sine(331, 0.3)(t)) : null;
    const { video, metadata } = await film([narration, narration], tune);
    const { lufs, dbtp } = soundReport(video);
    expect(Math.abs(lufs + 14), `${lufs} LUFS, ${dbtp} dBTP`).toBeLessThanOrEqual(0.5);
    expect(dbtp, `${lufs} LUFS, ${dbtp} dBTP`).toBeLessThanOrEqual(-1);
    expect(Math.abs((metadata.loudnessLufs ?? 0) - lufs), "loudness is not what the film says").toBeLessThan(0.2);
  });

  it("leaves what is silent silent", async () => {
    const narration = await sound("silence", SPOKEN_SECONDS, () => 0);
    const { video } = await film([narration, null, await sound("voice", 2, syllables(0.3))]);
    const samples = await decode(video);
    const loudest = peak(samples, 0, 6.2);
    expect(loudest, `silence of ${loudest}`).toBeLessThan(1e-4);
    expect(peak(samples, 6.3, 9)).toBeGreaterThan(0.1);
  });
});

describe("the sound at the joins of a film", () => {
  it("has no click where two tones meet", async () => {
    const narrations = [
      await sound("low", SPOKEN_SECONDS, sine(311, 0.3)),
      await sound("high", SPOKEN_SECONDS, sine(437, 0.3)),
    ];
    const samples = await decode((await film(narrations)).video);
    const inside = Math.max(largestStep(samples, 2, 300), largestStep(samples, 5, 300));
    const joins = [LEAD_FRAMES / 30, 3, 3 + LEAD_FRAMES / 30].map((second) => largestStep(samples, second, 30));
    const ratio = Math.max(...joins) / inside;
    expect(ratio, `steps at joins are ${ratio.toFixed(3)} of those inside`).toBeLessThanOrEqual(1.02);
  });

  it("has no click in music that goes on over the join", async () => {
    const samples = await decode((await film([null, null], await sound("music", 6, sine(311, 0.3)))).video);
    const inside = largestStep(samples, 2, 300);
    const ratio = largestStep(samples, 3, 30) / inside;
    expect(ratio, `the step at the join is ${ratio.toFixed(3)} of those inside`).toBeLessThanOrEqual(1.02);
    expect(amplitudeAt(samples, 311, 2.9, 3.1)).toBeGreaterThan(0.1);
  });
});
