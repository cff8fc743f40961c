import { describe, expect, it } from "vitest";
import type { MusicProvider } from "../../providers/types.ts";
import { paidContext } from "./context.ts";

export interface MusicSuite {
  open: () => MusicProvider;
  /** The recording's length in seconds. */
  measure: (bytes: Uint8Array) => number | Promise<number>;
}

/** What every music vendor keeps. */
export function describeMusicProvider(name: string, { open, measure }: MusicSuite): void {
  describe(`${name} keeps the music contract`, () => {
    const context = paidContext();
    const request = { mood: "calm", prompt: "Quiet piano.", seconds: 6, seed: 3 } as const;

    it("the price is a range", () => {
      const { minUsd, maxUsd } = open().price(request);
      expect(minUsd).toBeGreaterThanOrEqual(0);
      expect(maxUsd).toBeGreaterThanOrEqual(minUsd);
    });

    it("music is a recording that says where it comes from", async () => {
      const music = open();
      const { bytes, mediaType, provenance } = await music.generate(request, context);
      expect(mediaType).toMatch(/^audio\//);
      expect(await measure(bytes)).toBeGreaterThan(1);
      expect(provenance).toMatchObject({ vendor: music.vendor, prompt: request.prompt });
    });

    it("a call under way can be cancelled", async () => {
      const controller = new AbortController();
      const made = open().generate({ ...request, seconds: 120 }, paidContext({ signal: controller.signal }));
      queueMicrotask(() => controller.abort());
      await expect(made).rejects.toMatchObject({ code: "cancelled" });
    });
  });
}
