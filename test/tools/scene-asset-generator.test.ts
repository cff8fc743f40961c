import { describe, expect, it } from "vitest";
import type { CuttingRoom, FilmFormat, HeardScene, MusicSound, SceneCut } from "../../media/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { ClipRequest, PaidContext, SpeechRequest } from "../../providers/types.ts";
import { sceneAssetGenerator } from "../../tools/scene-asset-generator.ts";
import { aScene, aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedImages, scriptedVendor, type Turn } from "./scripted-vendors.ts";

const deafRoom: CuttingRoom = {
  addSound: () => {},
  addMusic: () => {},
  addScene: async () => {},
  preview: async () => null,
  finish: () => Promise.reject(new Error("This test finishes nothing.")),
  close: async () => {},
};

/** Makes a scene with a clip, in a room that does as told with each cut. */
async function makeScene(render: (cut: SceneCut) => void, preview: CuttingRoom["preview"] = async () => null) {
  const cuts: SceneCut[] = [];
  const room: CuttingRoom = {
    ...deafRoom,
    async addScene(cut) {
      cuts.push(cut);
      render(cut);
    },
    preview,
  };
  const providers = {
    image: scriptedImages({}),
    video: scriptedVendor<ClipRequest>("video/mp4", {}),
    storage: nominalStorage(),
  };
  const media = {
    pictureSize: async () => ({ width: 1280, height: 720 }),
    clipInfo: async () => ({ width: 1280, height: 720, seconds: 5, frames: 150 }),
  };
  const told: string[] = [];
  const plain = toolDeps({ providers, media });
  const report = { ...plain.report, progress: (message: string) => void told.push(message) };
  const deps = { ...plain, report, cuttingRoom: async () => room };
  const material = { ...aSceneMaterial({ motion: "clips", narration: false }), after: [], cast: async () => [] };
  const outcome = await sceneAssetGenerator.run(material, deps);
  return { ...outcome, cuts, told, orders: providers.video.orders };
}

const refuse = (error: PixoraError, when: (cut: SceneCut) => boolean) => (cut: SceneCut) => {
  if (when(cut)) throw error;
};
const playing = ({ clip }: SceneCut) => clip !== null;
const unplayable = new PixoraError("vendor_failed", "A clip is not a whole video.", { retryable: true });

describe("a scene", () => {
  it("plays its clip", async () => {
    const { result, cuts, degraded } = await makeScene(() => {});
    expect(result.clip?.asset.kind).toBe("clip");
    expect(cuts.map(playing)).toEqual([true]);
    expect(degraded).toEqual([]);
  });

  it("whose clip cannot be played after all is a moving still, buys nothing again, and says so", async () => {
    const { result, cuts, degraded, orders } = await makeScene(refuse(unplayable, playing));
    expect(result.clip).toBeNull();
    expect(cuts.map(playing)).toEqual([true, false]);
    expect(degraded).toEqual([{ scene: 0, wanted: "a clip", got: "a moving still", reason: unplayable.message }]);
    expect(orders).toHaveLength(1);
  });

  it("says how much of the film can be watched already", async () => {
    const { told } = await makeScene(
      () => {},
      async (folder) => ({ path: `${folder}/partial.mp4`, scenes: [0], frames: 195 }),
    );
    expect(told.at(-1)).toBe("7 s can be watched in partial.mp4");
  });

  it("is no worse where nothing can be watched yet, and says why", async () => {
    const full = new PixoraError("output_unwritable", "The disk is full.");
    const { told, result, degraded } = await makeScene(
      () => {},
      () => Promise.reject(full),
    );
    expect(told.at(-1)).toBe("nothing to watch yet: The disk is full.");
    expect([result.clip?.asset.kind, degraded]).toEqual(["clip", []]);
  });

  it("ends with the film when that is called off", async () => {
    const stop = new PixoraError("cancelled", "Stopped.");
    await expect(
      makeScene(
        () => {},
        () => Promise.reject(stop),
      ),
    ).rejects.toBe(stop);
  });

  it("fails where its still cannot be cut either, and at once where that is nobody's clip", async () => {
    await expect(makeScene(refuse(unplayable, () => true))).rejects.toBe(unplayable);
    const full = new PixoraError("output_unwritable", "The disk is full.");
    await expect(makeScene(refuse(full, playing))).rejects.toBe(full);
  });
});

/** Makes a scene without a clip, whose picture comes only when its sound was told. */
async function hearScene(request: Parameters<typeof aSceneMaterial>[0], speech: Turn = {}, text?: string) {
  const sounds: HeardScene[] = [];
  const music: (readonly MusicSound[])[] = [];
  const formats: FilmFormat[] = [];
  const cuts: SceneCut[] = [];
  let hear = () => {};
  const heard = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const room: CuttingRoom = {
    ...deafRoom,
    addSound({ index, frames, isLast, narration }) {
      sounds.push({ index, frames, isLast, narration });
      hear();
    },
    addMusic: (told) => void music.push(told),
    addScene: async (cut) => void cuts.push(cut),
  };
  const images = scriptedImages({});
  const generate: typeof images.generate = async (...order) => {
    await heard;
    return images.generate(...order);
  };
  const voice = scriptedVendor("audio/wav", speech);
  const providers = {
    image: { ...images, generate },
    speech: {
      ...{ vendor: voice.vendor, price: voice.price, takesVoiceSample: false, check: async () => {} },
      generate: async ({ text }: SpeechRequest, context: PaidContext) => ({
        ...(await voice.generate({ prompt: text }, context)),
        words: null,
      }),
    },
    storage: nominalStorage(),
  };
  const media = {
    pictureSize: async () => ({ width: 1280, height: 720 }),
    speechSpan: async () => ({ seconds: 5, start: 0, end: 5 }),
  };
  const cuttingRoom = async (format: FilmFormat) => {
    formats.push(format);
    return room;
  };
  const told = text === undefined ? {} : ({ scene: aScene({ narration: text }), captions: "burned" } as const);
  const material = { ...aSceneMaterial(request, told), after: [], cast: async () => [] };
  const outcome = await sceneAssetGenerator.run(material, { ...toolDeps({ providers, media }), cuttingRoom });
  return { sounds, music, formats, cuts, orders: voice.orders, ...outcome };
}

describe("the sound of a scene", () => {
  it("is told to the cutting room before the picture is there, as it is told with it", async () => {
    const { sounds, cuts, formats, result } = await hearScene({});
    const path = `/files/${result.narration?.asset.key}`;
    expect(sounds).toEqual([{ index: 0, frames: 171, isLast: true, narration: path }]);
    expect(cuts).toMatchObject(sounds);
    expect(formats[1]).toEqual(formats[0]);
  });

  it("is silence where there is no narration, or none could be had", async () => {
    const silence = [{ index: 0, frames: 90, isLast: true, narration: null }];
    expect((await hearScene({ narration: false })).sounds).toEqual(silence);
    expect((await hearScene({}, new PixoraError("vendor_failed", "The voice is lost."))).sounds).toEqual(silence);
  });

  it("is silence, with no word to read and nothing lost, in a scene in which nothing is said", async () => {
    const { sounds, cuts, orders, degraded } = await hearScene({}, {}, "…");
    expect(sounds).toMatchObject([{ narration: null }]);
    expect(cuts.map(({ words }) => words)).toEqual([[]]);
    expect([orders, degraded]).toEqual([[], []]);
  });

  it("comes with no music where none is wanted; else whoever makes the music tells it", async () => {
    expect((await hearScene({ music: false })).music).toEqual([[]]);
    expect((await hearScene({ music: true })).music).toEqual([]);
  });

  it("fails its scene where the cutting room cannot be opened", async () => {
    const full = new PixoraError("output_unwritable", "The disk is full.");
    const deps = toolDeps({ providers: { image: scriptedImages({}), storage: nominalStorage() } });
    const closed = { ...deps, cuttingRoom: () => Promise.reject(full) };
    const material = { ...aSceneMaterial({ narration: false }), after: [], cast: async () => [] };
    await expect(sceneAssetGenerator.run(material, closed)).rejects.toBe(full);
  });
});
