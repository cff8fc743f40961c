import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { patchPlanes, toPatch } from "../../../media/stills/patch.ts";

const SIZE = { width: 8, height: 4 };

/** A patch whose left half has a colour and whose right half is clear, as resvg draws it. */
function drawn(fill: string, opacity = 1) {
  const rect = `<rect width="4" height="4" fill="${fill}" fill-opacity="${opacity}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4">${rect}</svg>`;
  const patch = toPatch(new Resvg(svg).render().pixels, SIZE.width, SIZE.height);
  const { luma, colours, cover, colourCover } = patchPlanes(SIZE);
  const left = { full: 1, half: 0 };
  return {
    light: patch[luma + left.full],
    cover: patch[cover + left.full],
    blue: patch[colours[0] + left.half],
    red: patch[colours[1] + left.half],
    colourCover: patch[colourCover + left.half],
    clear: [patch[luma + 7], patch[cover + 7], patch[colours[0] + 3], patch[colours[1] + 3], patch[colourCover + 3]],
  };
}

describe("toPatch", () => {
  it.each([
    ["white", { light: 235, blue: 128, red: 128 }],
    ["black", { light: 16, blue: 128, red: 128 }],
    ["red", { light: 63, blue: 102, red: 240 }],
    ["lime", { light: 173, blue: 42, red: 26 }],
    ["blue", { light: 32, blue: 240, red: 118 }],
  ])("has %s in bt709 and tv range", (fill, wanted) => {
    expect(drawn(fill)).toMatchObject({ ...wanted, cover: 255, colourCover: 255 });
  });

  it("multiplies by what is covered, and leaves nothing of what is clear", () => {
    const { clear, ...half } = drawn("white", 0.5);
    expect(half).toEqual({ light: 118, blue: 64, red: 64, cover: 128, colourCover: 128 });
    expect(clear).toEqual([0, 0, 0, 0, 0]);
  });

  it("takes colours around their sample, which stands left of its pair of pixels", () => {
    const patch = toPatch(new Resvg(edge(3)).render().pixels, SIZE.width, SIZE.height);
    const { colourCover } = patchPlanes(SIZE);
    // Samples at columns 0, 2, 4 and 6; the picture ends after column 2.
    expect([...patch.subarray(colourCover, colourCover + 4)]).toEqual([255, 191, 0, 0]);
  });

  it("refuses sizes that are odd or not those of the pixels", () => {
    expect(() => toPatch(new Uint8Array(7 * 4 * 4), 7, 4)).toThrow("7x4");
    expect(() => toPatch(new Uint8Array(10), 8, 4)).toThrow("10 bytes");
  });
});

function edge(width: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="${width}" height="4"/></svg>`;
}
