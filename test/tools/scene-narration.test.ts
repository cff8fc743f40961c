import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import type { WordTime } from "../../models/scene.ts";
import type { Degradation } from "../../models/video.ts";
import type { SpeechRequest } from "../../providers/types.ts";
import { narrate } from "../../tools/scene-narration.ts";
import { anAsset, aScene, aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage } from "./scripted-vendors.ts";

const heard: SpeechRequest[] = [];

async function speak(words: WordTime[] | null, failure?: PixoraError, text?: string) {
  const degraded: Degradation[] = [];
  const { providers } = toolDeps();
  const provenance = anAsset().provenance;
  const deps = toolDeps({
    providers: {
      storage: nominalStorage(),
      speech: {
        ...providers.speech,
        takesVoiceSample: true,
        generate: async (request) => {
          heard.push(request);
          if (failure) throw failure;
          return { bytes: new Uint8Array([1]), mediaType: "audio/wav", words, provenance };
        },
      },
    },
    media: { audioSeconds: async () => 4, speechSpan: async () => ({ seconds: 4, start: 0.5, end: 3.5 }) },
  });
  const voiceSample = anAsset({ kind: "reference", key: "assets/voice.wav" });
  const scene = aScene(text === undefined ? {} : { narration: text });
  const material = aSceneMaterial({ voice: "slt" }, { voiceSample, scene });
  return { narration: await narrate(material, deps, degraded), degraded };
}

describe("a narration", () => {
  it("is spoken with the wanted voice, or that of the recording", async () => {
    await speak(null);
    expect(heard.at(-1)).toMatchObject({ voice: "slt", voiceSample: "/files/assets/voice.wav", language: "en" });
  });

  it("has its words where the voice is heard, when the vendor tells no times", async () => {
    const { narration } = await speak(null);
    expect(narration?.seconds).toBe(4);
    expect(narration?.words[0]?.start).toBeGreaterThanOrEqual(0.5);
    expect(narration?.words.at(-1)?.end).toBeLessThanOrEqual(3.5 + 1e-9);
    expect(narration?.words.map(({ text }) => text).join(" ")).toBe("A fox finds a lantern in the snow.");
  });

  it("keeps the times that the vendor tells", async () => {
    const words = [{ text: "A", start: 0.1, end: 0.2 }];
    expect((await speak(words)).narration?.words).toEqual(words);
  });

  it("shows what stands between the words that the vendor tells", async () => {
    const words = ["A", "cat", "a", "dog"].map((text, at) => ({ text, start: at, end: at + 1 }));
    const { narration } = await speak(words, undefined, "A cat & a — dog");
    expect(narration?.words.map(({ text }) => text)).toEqual(["A", "cat &", "a —", "dog"]);
    expect(narration?.words.map(({ start }) => start)).toEqual([0, 1, 2, 3]);
  });

  it("that fails costs the scene its voice, with the reason", async () => {
    const { narration, degraded } = await speak(null, new PixoraError("vendor_failed", "Hoarse."));
    expect(narration).toBeNull();
    expect(degraded).toMatchObject([{ wanted: "narration", got: "captions without a voice", reason: "Hoarse." }]);
  });
});
