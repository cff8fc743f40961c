import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CaptionStyle } from "../../../models/vocabulary.ts";
import { writePng } from "../darkroom.ts";
import { type Cinema, greyFrames, openCinema, type Shot } from "./cinema.ts";

const size = { width: 480, height: 270 };
const LIMIT_SECONDS = 0.08;
/** Light of the ground, between that of letters and that of boxes. */
const GROUND = 130;
/** The caption of each scene. */
const CAPTIONS = [
  [
    { text: "Slowly", start: 0.57, end: 0.9 },
    { text: "the", start: 0.93, end: 1.02 },
    { text: "lantern", start: 1.14, end: 1.5 },
    { text: "woke.", start: 1.78, end: 2.03 },
  ],
  [
    { text: "Nobody", start: 0.41, end: 0.84 },
    { text: "saw.", start: 1.03, end: 1.4 },
  ],
];
let cinema: Cinema;
let shots: Shot[];

beforeAll(async () => {
  cinema = await openCinema();
  // On a ground of one colour, which no move and no crossfade changes, only captions change a frame.
  const picture = writePng(cinema.at("ground.png"), size, () => [GROUND, GROUND, GROUND]);
  shots = CAPTIONS.map((words) => ({ frames: 80, picture, words, transition: "crossfade" }));
});
afterAll(() => cinema.close());

/** Whether each frame shows a caption, and whether it differs from the frame before. */
function look(frames: readonly Buffer[]): { isCaptioned: boolean; isNew: boolean }[] {
  return frames.map((frame, at) => {
    const before = frames[at - 1] ?? frame;
    const isLetter = frame.some((light) => light > GROUND + 70);
    return { isCaptioned: isLetter, isNew: frame.some((light, place) => Math.abs(light - (before[place] ?? 0)) > 70) };
  });
}

/** Seconds between a moment and the nearest of some frames. */
function distance(seconds: number, frames: readonly number[]): number {
  return Math.min(...frames.map((frame) => Math.abs(frame / 30 - seconds)));
}

async function lookAt(captions: CaptionStyle) {
  const { video, timeline } = await cinema.show(shots, {
    format: { ...size, captions, fit: null },
    captions: "burned",
  });
  const seen = look(greyFrames(video, size));
  const starts = timeline.scenes.map(({ start }) => start / 30);
  return { seen, starts };
}

describe.each(CaptionStyle.options)("captions of the style %s", (style) => {
  it("come with their first word, stay for all of them, and go after the last", async () => {
    const { seen, starts } = await lookAt(style);
    const framesWhere = (wanted: (at: number) => boolean | undefined) =>
      seen.flatMap((_, at) => (wanted(at) ? [at] : []));
    const comes = framesWhere((at) => seen[at]?.isCaptioned && !seen[at - 1]?.isCaptioned);
    const goes = framesWhere((at) => !seen[at]?.isCaptioned && seen[at - 1]?.isCaptioned);
    const cues = CAPTIONS.map((words, scene) => {
      const start = starts[scene] ?? 0;
      return [start + (words[0]?.start ?? 0), start + (words.at(-1)?.end ?? 0)] as const;
    });
    expect([comes.length, goes.length]).toEqual([cues.length, cues.length]);
    const late = Math.max(...cues.map(([start], index) => Math.abs((comes[index] ?? 0) / 30 - start)));
    expect(late, `a caption comes ${(late * 1000).toFixed(0)} ms from its word`).toBeLessThanOrEqual(LIMIT_SECONDS);
    const stays = cues.map(([, end], index) => (goes[index] ?? 0) / 30 - end);
    const shortest = Math.min(...stays);
    expect(shortest, `a caption goes ${(shortest * 1000).toFixed(0)} ms after its last word`).toBeGreaterThan(-0.02);
    const longest = Math.max(...stays);
    expect(longest, `a caption goes ${(longest * 1000).toFixed(0)} ms after its last word`).toBeLessThan(1);

    if (style !== "highlight") return;
    const changes = framesWhere((at) => seen[at]?.isNew);
    const words = starts.flatMap((start, scene) => (CAPTIONS[scene] ?? []).map((word) => start + word.start));
    const worst = Math.max(...words.map((word) => distance(word, changes)));
    expect(worst, `a word lights up ${(worst * 1000).toFixed(0)} ms from its time`).toBeLessThanOrEqual(LIMIT_SECONDS);
  });
});
