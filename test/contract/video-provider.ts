/** What every vendor of clips must do, whatever it is. Not here: how its clips look. */
import { describe, expect, it } from "vitest";
import type { ClipRequest, VideoProvider } from "../../providers/types.ts";
import { paidContext } from "./context.ts";

/** @param picture absolute path of the picture that the clip begins with */
export function clipRequest(picture: string, changes: Partial<ClipRequest> = {}): ClipRequest {
  return {
    prompt: "The girl in the red coat lifts the lantern; the camera moves in slowly",
    picture,
    seconds: 4.2,
    width: 320,
    height: 180,
    seed: 7,
    ...changes,
  };
}

export function describeVideoProvider(name: string, create: () => { provider: VideoProvider; picture: string }): void {
  describe(`${name} as a provider of clips`, () => {
    it("makes a film file from a picture", async () => {
      const { provider, picture } = create();
      const made = await provider.generate(clipRequest(picture), paidContext());
      expect(made.mediaType).toMatch(/^video\/(mp4|webm)$/);
      expect(made.bytes.byteLength).toBeGreaterThan(0);
    });

    it("says who made it, from which prompt and for how much", async () => {
      const { provider, picture } = create();
      const request = clipRequest(picture);
      const { provenance } = await provider.generate(request, paidContext());
      expect(provenance).toMatchObject({ vendor: provider.vendor, prompt: request.prompt });
      expect(provenance.model).not.toBe("");
      expect(provenance.costUsd).toBeLessThanOrEqual(provider.price(request).maxUsd);
    });

    it("tells a price that does not fall with the length", () => {
      const { provider, picture } = create();
      const prices = [1, 4.2, 6, 9, 12, 60].map((seconds) => provider.price(clipRequest(picture, { seconds })));
      for (const { minUsd, maxUsd } of prices) expect(minUsd).toBeLessThanOrEqual(maxUsd);
      const dearest = prices.map(({ maxUsd }) => maxUsd);
      expect(dearest).toEqual(dearest.toSorted((one, other) => one - other));
    });

    it("buys nothing that the budget does not cover", async () => {
      const { provider, picture } = create();
      const request = clipRequest(picture);
      const { minUsd } = provider.price(request);
      const generate = () => provider.generate(request, paidContext({ budgetUsd: minUsd / 100 }));
      if (minUsd > 0) await expect(generate()).rejects.toMatchObject({ code: "over_budget" });
      else await expect(generate()).resolves.toMatchObject({ provenance: { costUsd: 0 } });
    });

    it("rejects with `cancelled` and makes nothing when the task was cancelled before", async () => {
      const { provider, picture } = create();
      const context = paidContext({ signal: AbortSignal.abort() });
      await expect(provider.generate(clipRequest(picture), context)).rejects.toMatchObject({ code: "cancelled" });
    });

    it("rejects with `cancelled` when the task is cancelled on the way", async () => {
      const { provider, picture } = create();
      const controller = new AbortController();
      const made = provider.generate(clipRequest(picture), paidContext({ signal: controller.signal }));
      controller.abort();
      await expect(made).rejects.toMatchObject({ code: "cancelled" });
    });
  });
}
