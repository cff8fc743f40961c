import { describe, expect, it } from "vitest";
import { sceneCut } from "../../tools/scene-cut.ts";
import { anAsset, aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage } from "./scripted-vendors.ts";

const card = anAsset({ kind: "title_card", key: "assets/card.png" });

type Material = ReturnType<typeof aSceneMaterial>;

async function cut(
  still = card,
  aspectRatio: "16:9" | "9:16" = "16:9",
  material: (data: Material) => Material = (data) => data,
) {
  const kept: Uint8Array[] = [];
  const storage = nominalStorage();
  const put: typeof storage.put = async (bytes, mediaType, context) => {
    kept.push(bytes);
    return { ...(await storage.put(bytes, mediaType, context)), key: "assets/drawn-anew.png" };
  };
  const deps = toolDeps({
    providers: { storage: { ...storage, put } },
    media: { pictureSize: async () => ({ width: 1280, height: 720 }) },
  });
  const assets = { index: 0, frames: 90, still, clip: null, narration: null };
  const { scene, format } = await sceneCut(assets, material(aSceneMaterial({ aspectRatio })), deps);
  return { scene, format, kept };
}

describe("what the cutting room is told of a scene", () => {
  it("has the still, and where its subject is", async () => {
    const subjectPlace = { x: 0.3, y: 0.6 };
    const { scene } = await cut(anAsset({ kind: "still", key: "assets/still.png", subjectPlace }), "9:16");
    expect(scene).toMatchObject({ picture: "/files/assets/still.png", isTitleCard: false, subjectPlace });
  });

  it("has captions in a box, and pictures as fits, in a film that was begun before there was a choice", async () => {
    const { format } = await cut(card, "16:9", (data) => {
      const { captionStyle: _style, fit: _fit, ...request } = data.request;
      return { ...data, captions: "burned", request: request as Material["request"] };
    });
    expect(format).toEqual({ width: 1280, height: 720, captions: "box", fit: null });
  });

  it("has a title card as it is where it was drawn for this film", async () => {
    const { scene, kept } = await cut();
    expect(scene).toMatchObject({ picture: "/files/assets/card.png", isTitleCard: true, subjectPlace: null });
    expect(kept).toEqual([]);
  });

  it("has a title card drawn anew in a film of another shape", async () => {
    const { scene, kept } = await cut(card, "9:16");
    expect(scene).toMatchObject({ picture: "/files/assets/drawn-anew.png", isTitleCard: true });
    const header = Buffer.from(kept[0] ?? []);
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([720, 1280]);
  });
});
