import { describe, expect, it } from "vitest";
import { VideoRequest, type VideoRequestInput } from "../../models/request.ts";
import type { Providers } from "../../providers/types.ts";
import { estimatePrice, refuseUnaffordable } from "../../tools/estimate.ts";
import { toolDeps } from "./deps.ts";
import { scriptedVendor } from "./scripted-vendors.ts";

/** Prices that can be told apart: a picture costs 1 cent from words and 10 with references, a clip 1 dollar a second. */
function priced(changes: Partial<Providers> = {}): Providers {
  const { providers } = toolDeps();
  const cents = (usd: number) => ({ minUsd: usd / 2, maxUsd: usd });
  return {
    ...providers,
    language: { ...providers.language, price: () => cents(0.002) },
    image: { ...providers.image, price: ({ references }) => cents(references > 0 ? 0.1 : 0.01) },
    video: { ...scriptedVendor("video/mp4"), price: ({ seconds }) => cents(seconds) },
    speech: { ...providers.speech, price: ({ text }) => cents(text.length / 1000) },
    music: { ...providers.music, price: () => cents(0.2) },
    ...changes,
  };
}

function estimate(input: Partial<VideoRequestInput>, providers = priced(), unusable: string[] = []) {
  const request = VideoRequest.parse({ prompt: "A fox", scenes: 4, durationSeconds: 20, ...input });
  const referenceUrls = request.referenceUrls.filter((url) => !unusable.includes(url));
  const checked = { request, language: "en", referenceUrls, voiceSampleUrl: null, degraded: [] };
  const { capabilities, totalUsd } = estimatePrice(checked, providers);
  const of = (name: string) => capabilities.find(({ capability }) => capability === name);
  return { of, totalUsd, capabilities, request };
}

describe("the price of a film", () => {
  it("counts sheets and stills that are drawn after them at most, stills from words at least", () => {
    const { of } = estimate({});
    expect(of("image")).toMatchObject({ units: 2 + 4 + 4, minUsd: 4 * 0.005 });
    expect(of("image")?.maxUsd).toBeCloseTo(2 * 0.01 + 4 * 0.1 + 4 * 0.1);
    expect(estimate({ characterConsistency: false }).of("image")).toMatchObject({ units: 4, maxUsd: 0.04 });
  });

  it("draws no sheet of a character whose picture the user brings", () => {
    const referenceUrls = ["https://a.example/1.png", "https://a.example/2.png"];
    expect(estimate({ referenceUrls }).of("image")?.units).toBe(4);
    expect(estimate({ referenceUrls }, priced(), referenceUrls).of("image")?.units).toBe(2 + 4 + 4);
  });

  it("has clips where they are asked for and somebody makes them", () => {
    expect(estimate({ motion: "clips" }).of("video")).toMatchObject({ units: 4, maxUsd: 20 });
    expect(estimate({}).of("video")).toBeUndefined();
    expect(estimate({ motion: "clips" }, priced({ video: null })).of("video")).toBeUndefined();
  });

  it("has room for scenes that are longer than others, where a model's lengths are far apart", () => {
    const usdFor = (seconds: number) => (seconds <= 5 ? 1 : 2);
    const price = ({ seconds }: { seconds: number }) => ({ minUsd: usdFor(seconds), maxUsd: usdFor(seconds) });
    const stepped = priced({ video: { ...scriptedVendor("video/mp4"), price } });
    expect(estimate({ motion: "clips" }, stepped).of("video")).toMatchObject({ units: 4, minUsd: 4, maxUsd: 6 });
    const longer = estimate({ motion: "clips", durationSeconds: 24 }, stepped).of("video");
    expect(longer).toMatchObject({ minUsd: 6, maxUsd: 8 });
    expect(estimate({ motion: "clips", scenes: 1, durationSeconds: 5 }, stepped).of("video")?.maxUsd).toBe(1);
  });

  it("leaves out what the request leaves out, and adds up to the total", () => {
    const { capabilities, totalUsd } = estimate({ narration: false, music: false });
    expect(capabilities.map(({ capability }) => capability)).toEqual(["language", "image"]);
    expect(totalUsd.max).toBeCloseTo(capabilities.reduce((sum, { maxUsd }) => sum + maxUsd, 0));
  });

  it("is refused when it may pass the budget, to the cent", () => {
    const { request, totalUsd, capabilities } = estimate({ budgetUsd: 1 });
    expect(totalUsd.max).toBeGreaterThan(1);
    const price = { totalUsd, capabilities };
    expect(() => refuseUnaffordable(request, price)).toThrow(expect.objectContaining({ code: "over_budget" }));
    expect(() => refuseUnaffordable({ ...request, budgetUsd: totalUsd.max }, price)).not.toThrow();
    expect(() => refuseUnaffordable({ ...request, budgetUsd: null }, price)).not.toThrow();
  });
});
