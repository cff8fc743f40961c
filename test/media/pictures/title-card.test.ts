import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { drawTitleCard } from "../../../media/pictures/title-card.ts";

/** Pixels as RGBA, read back through an SVG image. */
function pixelsOf(png: Uint8Array, width: number, height: number): Uint8Array {
  const href = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`;
  return new Resvg(svg).render().pixels;
}

function whitePixels(pixels: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at] ?? 0) > 250 && (pixels[at + 1] ?? 0) > 250 && (pixels[at + 2] ?? 0) > 250) count += 1;
  }
  return count;
}

describe("a title card", () => {
  it.each([
    ["Latin", "The Lantern in the Snowy Forest"],
    ["Devanagari", "बर्फीला जंगल"],
    ["Arabic", "الثعلب والفانوس"],
    ["markup", '</svg><script>"&amp;'],
  ])("shows its title in %s", async (_script, title) => {
    const pixels = pixelsOf(await drawTitleCard(title, "calm", 640, 360), 640, 360);
    expect(pixels).toHaveLength(640 * 360 * 4);
    expect(whitePixels(pixels)).toBeGreaterThan(400);
  });

  it("is a plain ground when no font has the title's letters", async () => {
    const pixels = pixelsOf(await drawTitleCard("狐狸", "tense", 360, 640), 360, 640);
    expect(whitePixels(pixels)).toBe(0);
  });
});
