import { describe, expect, it } from "vitest";
import type { ClipInfo } from "../../media/types.ts";
import { PixoraError } from "../../models/error.ts";
import type { Degradation } from "../../models/video.ts";
import type { ClipRequest } from "../../providers/types.ts";
import { filmClip } from "../../tools/scene-clip.ts";
import { aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedVendor, type Turn } from "./scripted-vendors.ts";

const wish = { picture: "/files/still.png", frames: 135 };
const softened = { name: "softened_description", args: { description: "The fox looks away." } };

const WHOLE: ClipInfo = { width: 1280, height: 720, seconds: 5.04, frames: 121 };

async function film(...turns: Turn[]) {
  return filmed(WHOLE, ...turns);
}

async function filmed(info: ClipInfo, ...turns: Turn[]) {
  const video = scriptedVendor<ClipRequest>("video/mp4", ...turns);
  const degraded: Degradation[] = [];
  const deps = toolDeps({
    providers: { video, storage: nominalStorage() },
    media: { clipInfo: async () => info },
    script: () => [softened],
  });
  const clip = await filmClip(wish, aSceneMaterial({ motion: "clips" }), deps, degraded);
  return { clip, degraded, orders: video.orders };
}

describe("a scene's clip", () => {
  it("begins with the still, is wanted as long as the scene, and is measured from the file", async () => {
    const { clip, orders, degraded } = await film({});
    expect(orders).toMatchObject([
      { item: "clip", picture: "/files/still.png", seconds: 4.5, width: 1280, height: 720 },
    ]);
    expect(clip).toMatchObject({ seconds: 5.04, asset: { kind: "clip" } });
    expect(degraded).toEqual([]);
  });

  it("is asked for in milder words once, and else gives way to the moving still", async () => {
    const refused = new PixoraError("content_refused", "A real face.");
    const milder = await film(refused, {});
    expect(milder.orders.map(({ item }) => item)).toEqual(["clip", "clip.softened"]);
    expect(milder.orders[1]?.prompt).toContain("The fox looks away.");
    expect(milder.clip).not.toBeNull();
    const none = await film(refused, refused);
    expect(none.clip).toBeNull();
    expect(none.degraded).toMatchObject([{ wanted: "a clip", got: "a moving still", reason: "A real face." }]);
  });

  it("that is shorter than its scene, or of another shape, is told with what the film makes of it", async () => {
    const small = await filmed({ width: 720, height: 720, seconds: 2, frames: 60 }, {});
    expect(small.clip).toMatchObject({ seconds: 2 });
    expect(small.degraded).toMatchObject([
      { wanted: "a clip of 4.5 s", got: "2.0 s and its last frame held" },
      { wanted: "a clip of 16:9", got: "one of 720×720, whole before a blurred copy of itself" },
    ]);
    const wider = await filmed({ ...WHOLE, width: 1720 }, {});
    expect(wider.degraded).toMatchObject([{ got: "one of 1720×720, cut at its sides" }]);
    expect((await filmed({ ...WHOLE, width: 1248 }, {})).degraded).toEqual([]);
  });

  it("that hung and was paid for is not ordered again", async () => {
    const { clip, orders, degraded } = await film(new PixoraError("timeout", "Too slow.", { retryable: true }));
    expect(orders).toHaveLength(1);
    expect(clip).toBeNull();
    expect(degraded).toMatchObject([{ got: "a moving still", reason: "Too slow." }]);
  });

  it("is a moving still where nobody makes clips", async () => {
    const degraded: Degradation[] = [];
    expect(await filmClip(wish, aSceneMaterial({ motion: "clips" }), toolDeps(), degraded)).toBeNull();
    expect(degraded).toMatchObject([{ got: "a moving still", reason: "no vendor that makes clips is set up" }]);
  });
});
