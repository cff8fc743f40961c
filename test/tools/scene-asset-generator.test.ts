import { describe, expect, it } from "vitest";
import type { CuttingRoom, SceneCut } from "../../media/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { ClipRequest } from "../../providers/types.ts";
import { sceneAssetGenerator } from "../../tools/scene-asset-generator.ts";
import { aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedImages, scriptedVendor } from "./scripted-vendors.ts";

/** Makes a scene with a clip, in a room that does as told with each cut. */
async function makeScene(render: (cut: SceneCut) => void, preview: CuttingRoom["preview"] = async () => null) {
  const cuts: SceneCut[] = [];
  const room: CuttingRoom = {
    async addScene(cut) {
      cuts.push(cut);
      render(cut);
    },
    preview,
    finish: () => Promise.reject(new Error("This test finishes nothing.")),
    close: async () => {},
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
