import { describe, expect, it } from "vitest";
import type { CuttingRoom, SceneCut } from "../../media/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { ClipRequest } from "../../providers/types.ts";
import { sceneAssetGenerator } from "../../tools/scene-asset-generator.ts";
import { aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedImages, scriptedVendor } from "./scripted-vendors.ts";

/** Makes a scene with a clip, in a room that does as told with each cut. */
async function makeScene(render: (cut: SceneCut) => void) {
  const cuts: SceneCut[] = [];
  const room: CuttingRoom = {
    async addScene(cut) {
      cuts.push(cut);
      render(cut);
    },
    preview: async () => null,
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
  const deps = { ...toolDeps({ providers, media }), cuttingRoom: async () => room };
  const material = { ...aSceneMaterial({ motion: "clips", narration: false }), after: [], cast: async () => [] };
  const outcome = await sceneAssetGenerator.run(material, deps);
  return { ...outcome, cuts, orders: providers.video.orders };
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

  it("fails where its still cannot be cut either, and at once where that is nobody's clip", async () => {
    await expect(makeScene(refuse(unplayable, () => true))).rejects.toBe(unplayable);
    const full = new PixoraError("output_unwritable", "The disk is full.");
    await expect(makeScene(refuse(full, playing))).rejects.toBe(full);
  });
});
