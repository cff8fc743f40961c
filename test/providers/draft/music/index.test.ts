import { describe, expect, it } from "vitest";
import { Mood } from "../../../../models/vocabulary.ts";
import { createDraftMusic } from "../../../../providers/draft/music/index.ts";
import { paidContext } from "../../../contract/context.ts";
import { describeMusicProvider } from "../../../contract/music-provider.ts";
import { levelBetween, peakOf, readSound } from "../sound.ts";

const music = createDraftMusic();
const context = paidContext();
const measure = (bytes: Uint8Array) => readSound(bytes).seconds;

describeMusicProvider("draft music", { open: () => music, measure });

describe("draft music", () => {
  it.each(Mood.options)("in the mood %s fills its time to the sample, and ends in silence", async (mood) => {
    const seconds = 8 + 1 / 3;
    const { bytes } = await music.generate({ mood, prompt: "", seconds, seed: 4 }, context);
    const sound = readSound(bytes);
    expect(sound.channels.map((channel) => channel.length)).toEqual([367_500, 367_500]);
    expect(sound.channels.map((channel) => channel.at(-1))).toEqual([0, 0]);
    expect(peakOf(sound)).toBeLessThan(0.891);
    expect(levelBetween(sound, 0, 1)).toBeGreaterThan(0.01);
    expect(levelBetween(sound, seconds - 3, seconds - 1.5)).toBeGreaterThan(0.01);
    expect(levelBetween(sound, seconds - 0.05, seconds)).toBeLessThan(0.005);
    expect(levelBetween(sound, 0, seconds)).toBeGreaterThan(0.05);
  });

  it("is the same whenever it is made", async () => {
    const request = { mood: "mysterious", prompt: "", seconds: 6, seed: 9 } as const;
    const [first, second] = [await music.generate(request, context), await music.generate(request, context)];
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });

  it.each([4, 700, Number.NaN])("of %s s is refused", async (seconds) => {
    const made = music.generate({ mood: "calm", prompt: "", seconds, seed: 1 }, context);
    await expect(made).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("credits the makers of its instruments", async () => {
    const { provenance } = await music.generate({ mood: "tense", prompt: "", seconds: 5, seed: 1 }, context);
    expect(provenance.credits.join()).toContain("FluidR3Mono");
  });
});
