import { describe, expect, it } from "vitest";
import type { SpeechProvider } from "../../providers/types.ts";
import { paidContext } from "./context.ts";

export interface SpeechSuite {
  open: () => SpeechProvider;
  /** A text that the vendor can speak, and its language. */
  text: string;
  language: string;
  /** The recording's length in seconds. */
  measure: (bytes: Uint8Array) => number | Promise<number>;
}

/** What every speech vendor keeps. */
export function describeSpeechProvider(name: string, { open, text, language, measure }: SpeechSuite): void {
  describe(`${name} keeps the speech contract`, () => {
    const context = paidContext();
    const request = { text, language, voice: null, voiceSample: null };

    it("the price is a range", () => {
      const { minUsd, maxUsd } = open().price(request);
      expect(minUsd).toBeGreaterThanOrEqual(0);
      expect(maxUsd).toBeGreaterThanOrEqual(minUsd);
    });

    it("what the check lets through is spoken, and says where it comes from", async () => {
      const speech = open();
      await speech.check(request);
      const { bytes, mediaType, provenance } = await speech.generate(request, context);
      expect(mediaType).toMatch(/^audio\//);
      expect(await measure(bytes)).toBeGreaterThan(0.3);
      expect(provenance).toMatchObject({ vendor: speech.vendor, prompt: text });
    });

    it("word times, where there are any, are those of the text's words, in order, inside the recording", async () => {
      const { bytes, words } = await open().generate(request, context);
      if (words === null) return;
      const written = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
      expect(words.map((word) => word.text)).toEqual(written);
      const seconds = await measure(bytes);
      words.forEach((word, at) => {
        expect(word.start).toBeGreaterThanOrEqual(words[at - 1]?.end ?? 0);
        expect(word.end).toBeGreaterThanOrEqual(word.start);
        expect(word.end).toBeLessThanOrEqual(seconds);
      });
    });

    it("an unknown voice is refused before anything is made", async () => {
      const check = open().check({ language, voice: "nobody-has-this-voice" });
      await expect(check).rejects.toMatchObject({ code: "invalid_request" });
    });

    it("a text without words is a failure that a film can live with, and that another try does not mend", async () => {
      const spoken = open().generate({ ...request, text: " … !? 🎉 " }, context);
      await expect(spoken).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
    });

    it("a call under way can be cancelled", async () => {
      const controller = new AbortController();
      const spoken = open().generate(
        { ...request, text: `${text} `.repeat(40) },
        paidContext({ signal: controller.signal }),
      );
      queueMicrotask(() => controller.abort());
      await expect(spoken).rejects.toMatchObject({ code: "cancelled" });
    });
  });
}
