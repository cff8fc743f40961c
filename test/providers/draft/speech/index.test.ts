import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { espeakText } from "../../../../providers/draft/speech/espeak-text.ts";
import { createDraftSpeech } from "../../../../providers/draft/speech/index.ts";
import { paidContext } from "../../../contract/context.ts";
import { describeSpeechProvider } from "../../../contract/speech-provider.ts";
import { levelBetween, peakOf, readSound } from "../sound.ts";

const speech = createDraftSpeech();
const context = paidContext();
const measure = (bytes: Uint8Array) => readSound(bytes).seconds;
const say = (text: string, voice: string | null = null) =>
  speech.generate({ text, language: "en", voice, voiceSample: null }, context);

const STORY = "The fox found a lantern, in 1984. “Dr. Smith’s well-known 50% lamp!” she cried — and 狐狸 ran…";

describeSpeechProvider("English speech", { open: () => speech, text: STORY, language: "en", measure });

describe("English speech", () => {
  it("is the same whenever it is made", async () => {
    const [first, second] = [await say(STORY), await say(STORY)];
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    expect(first.words).toEqual(second.words);
  });

  it("begins and ends with a word, peaks at −3 dBFS, and is as long as a storyteller takes", async () => {
    const { bytes, words } = await say(STORY);
    const sound = readSound(bytes);
    expect(words?.[0]?.start).toBeLessThan(0.1);
    expect(sound.seconds - (words?.at(-1)?.end ?? 0)).toBeLessThan(0.3);
    expect(peakOf(sound)).toBeCloseTo(0.708, 2);
    expect((words?.length ?? 0) / sound.seconds).toBeGreaterThan(1.2);
    expect((words?.length ?? 0) / sound.seconds).toBeLessThan(3.5);
  });

  it("sounds where the word times say so, and rests between sentences", async () => {
    const { bytes, words } = await say("Lanterns glow. Foxes run.");
    const sound = readSound(bytes);
    const [lanterns, glow, foxes, run] = words ?? [];
    for (const word of [lanterns, glow, foxes, run]) {
      expect(levelBetween(sound, word?.start ?? 0, word?.end ?? 0)).toBeGreaterThan(0.04);
    }
    const rest = { start: (glow?.end ?? 0) + 0.1, end: (foxes?.start ?? 0) - 0.05 };
    expect(rest.end - rest.start).toBeGreaterThan(0.2);
    expect(levelBetween(sound, rest.start, rest.end)).toBeLessThan(0.004);
  });

  it.each(["slt", "rms", "awb"])("has the voice %s", async (voice) => {
    const { provenance } = await say("Hello.", voice);
    expect(provenance.model).toBe(`flite/${voice}`);
  });

  it("gives each voice a sound of its own", async () => {
    const [slt, rms] = [await say("Hello there.", "slt"), await say("Hello there.", "rms")];
    expect(Buffer.compare(slt.bytes, rms.bytes)).not.toBe(0);
  });

  it("speaks 2,000 characters without a full stop", async () => {
    const text = "the whispering lantern glowed over the village and ".repeat(40).slice(0, 2000).trim();
    const { words } = await say(text);
    expect(words).toHaveLength(text.split(" ").length);
  });

  it("refuses a text of which nothing is left in English letters", async () => {
    await expect(say("狐狸找到了灯笼。")).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("lists its voices to whoever asks for another", async () => {
    const check = speech.check({ language: "en-GB", voice: "alloy" });
    await expect(check).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("slt, rms"),
    });
  });
});

describe("other languages", () => {
  it("are refused where espeak-ng is missing, with what to install and what to leave out", async () => {
    const check = createDraftSpeech({ espeakPath: "no-such-program" }).check({ language: "de", voice: null });
    await expect(check).rejects.toMatchObject({
      code: "unsupported_language",
      message: expect.stringMatching(/apt-get install espeak-ng.*--no-narration, "narration": false/),
    });
  });
});

const hasEspeak = spawnSync("espeak-ng", ["--version"]).status === 0;

describe.skipIf(!hasEspeak)("with espeak-ng on the PATH", () => {
  const text = "Der Fuchs fand eine Laterne [[und]] <lief> davon.";
  describeSpeechProvider("German speech", { open: () => speech, text, language: "de", measure });

  it.each([
    ["hi", "लोमड़ी को लालटेन मिली।", "hi"],
    ["zh", "狐狸找到了灯笼。", "cmn-latn-pinyin"],
    ["ja", "ねこがつきをみあげました。", "ja"],
    ["ko", "고양이(猫)가 달을 봤다.", "ko"],
    ["pt-BR", "Uma raposa.", "pt-br"],
    ["deu", "Ein Fuchs.", "de"],
  ])("speaks %s", async (language, text, voice) => {
    const { bytes, provenance } = await speech.generate({ text, language, voice: null, voiceSample: null }, context);
    expect(measure(bytes)).toBeGreaterThan(0.4);
    expect(provenance.model).toBe(`espeak-ng/${voice}`);
  });

  it("refuses kanji, of which it would say “Chinese letter” one by one", async () => {
    const spoken = speech.generate(
      { text: "猫は月を見上げました。", language: "ja", voice: null, voiceSample: null },
      context,
    );
    await expect(spoken).rejects.toMatchObject({ code: "vendor_failed", message: expect.stringContaining("no kanji") });
  });

  it.each([
    ["zh", "cmn-latn-pinyin", "狐狸找到了灯笼。"],
    ["ja", "ja", "ねこがつきをみあげました。"],
    ["ko", "ko", "고양이(猫)가 달을 봤다."],
    ["ru", "ru", "Кот 猫 ねこ смотрит."],
  ])("names no sign and no tone in English: %s", (_, voice, text) => {
    const { stdout } = spawnSync("espeak-ng", ["-v", voice, "-q", "-x", espeakText(text, voice)]);
    expect(stdout.toString()).not.toMatch(/\(en\)|l'et@/);
  });

  it("refuses a language that even it cannot speak", async () => {
    await expect(speech.check({ language: "xx", voice: null })).rejects.toMatchObject({ code: "unsupported_language" });
  });
});
