import { describe, expect, it } from "vitest";
import type { InputOf } from "../../../providers/fal/inputs.ts";
import { type ClipOrder, VIDEO_MODELS, type VideoModel } from "../../../providers/fal/video-models.ts";
import { falPriceUsd } from "../../vendors/fal-prices.ts";

const PICTURE = "https://v3.fal.media/files/still.png";

function order(changes: Partial<ClipOrder> = {}): ClipOrder {
  return {
    prompt: "she lifts the lantern",
    picture: PICTURE,
    seconds: 5,
    width: 1280,
    height: 720,
    seed: 7,
    ...changes,
  };
}

function model(id: string): VideoModel {
  const found = VIDEO_MODELS.find((row) => row.id === id);
  if (!found) throw new Error(`${id} is not in the table`);
  return found;
}

/** What each model is sent for five seconds, besides the prompt; and its price. */
const SENT: Record<string, { input: Record<string, unknown>; usd: number }> = {
  "fal-ai/kling-video/v2.5-turbo/pro/image-to-video": { input: { image_url: PICTURE, duration: "5" }, usd: 0.35 },
  "fal-ai/kling-video/v3/pro/image-to-video": {
    input: { start_image_url: PICTURE, duration: "5", generate_audio: false },
    usd: 0.56,
  },
  "fal-ai/minimax/hailuo-02/standard/image-to-video": {
    input: { image_url: PICTURE, duration: "6", resolution: "768P" },
    usd: 0.27,
  },
  "fal-ai/veo3.1/fast/image-to-video": {
    input: { image_url: PICTURE, duration: "6s", resolution: "720p", generate_audio: false, seed: 7 },
    usd: 0.6,
  },
  "fal-ai/ltx-2.3/image-to-video/fast": {
    input: { image_url: PICTURE, duration: 6, resolution: "1080p", generate_audio: false },
    usd: 0.24,
  },
  "bytedance/seedance-2.0/fast/image-to-video": {
    input: { image_url: PICTURE, duration: "5", resolution: "720p", generate_audio: false, seed: 7 },
    usd: 1.2095,
  },
};

describe("fal's models of clips", () => {
  it.each(VIDEO_MODELS)("$id is sent its own parameters, without a sound, at its price for five seconds", (row) => {
    expect(row.input(order())).toEqual({ prompt: "she lifts the lantern", ...SENT[row.id]?.input });
    expect(row.priceUsd(order())).toBe(SENT[row.id]?.usd);
  });

  it.each(VIDEO_MODELS)("$id is estimated at what fal bills, for every length", (row) => {
    for (const seconds of [0.5, 3, 4.01, 5, 6, 7.5, 8, 10, 12, 30]) {
      const ordered = order({ seconds });
      expect(row.priceUsd(ordered)).toBe(falPriceUsd(row.id, row.input(ordered)));
    }
  });

  it.each(VIDEO_MODELS)("$id makes what is wanted or longer, up to its longest", ({ secondsFor }) => {
    const longest = secondsFor(1000);
    for (let wanted = 0.5; wanted < 20; wanted += 0.5) {
      expect(secondsFor(wanted)).toBeGreaterThanOrEqual(Math.min(wanted, longest));
      expect(secondsFor(secondsFor(wanted))).toBe(secondsFor(wanted));
    }
  });

  it.each([
    ["fal-ai/kling-video/v2.5-turbo/pro/image-to-video", 5.1, "10"],
    ["fal-ai/kling-video/v2.5-turbo/pro/image-to-video", 40, "10"],
    ["fal-ai/kling-video/v3/pro/image-to-video", 1, "3"],
    ["fal-ai/kling-video/v3/pro/image-to-video", 14.2, "15"],
    ["fal-ai/minimax/hailuo-02/standard/image-to-video", 6.1, "10"],
    ["fal-ai/veo3.1/fast/image-to-video", 3, "4s"],
    ["fal-ai/veo3.1/fast/image-to-video", 9, "8s"],
    ["fal-ai/ltx-2.3/image-to-video/fast", 7, 8],
    ["bytedance/seedance-2.0/fast/image-to-video", 2, "4"],
  ])("%s makes %s s as %s", (id, seconds, duration) => {
    expect(model(id).input(order({ seconds }))).toMatchObject({ duration });
  });

  it("a film in full HD gets Veo's 1080p, at the same price", () => {
    const veo = model("fal-ai/veo3.1/fast/image-to-video");
    expect(veo.input(order({ width: 1080, height: 1920 }))).toMatchObject({ resolution: "1080p" });
  });

  it("a parameter that the endpoint does not have breaks the build", () => {
    // @ts-expect-error Kling 3 begins with `start_image_url`.
    const renamed: InputOf<"fal-ai/kling-video/v3/pro/image-to-video"> = { prompt: "", image_url: PICTURE };
    // @ts-expect-error Kling's lengths are strings.
    const count: InputOf<"fal-ai/kling-video/v2.5-turbo/pro/image-to-video">["duration"] = 5;
    // @ts-expect-error LTX's lengths are numbers.
    const text: InputOf<"fal-ai/ltx-2.3/image-to-video/fast"> = { prompt: "", image_url: PICTURE, duration: "6" };
    expect([renamed, count, text]).toHaveLength(3);
  });
});
