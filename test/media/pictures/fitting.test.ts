import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutAround } from "../../../media/pictures/fitting.ts";

const side = fc.integer({ min: 8, max: 6000 });
const size = fc.record({ width: side, height: side });
const frame = fc.record({ width: side.map((pixels) => 2 * pixels), height: side.map((pixels) => 2 * pixels) });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.option(fc.record({ x: part, y: part }));

describe("cutAround", () => {
  it("fills the frame from within the picture, in even numbers, and is longer in one direction at most", () => {
    fc.assert(
      fc.property(size, frame, place, fc.constantFrom(1, 1.4), (picture, film, subject, length) => {
        const { scaled, cut } = cutAround(subject, picture, film, length);
        for (const number of [scaled.width, scaled.height, ...Object.values(cut)]) expect(number % 2).toBe(0);
        expect(Math.min(cut.x, cut.y)).toBeGreaterThanOrEqual(0);
        expect(cut.x + cut.width).toBeLessThanOrEqual(scaled.width);
        expect(cut.y + cut.height).toBeLessThanOrEqual(scaled.height);
        const [across, down] = [cut.width / film.width, cut.height / film.height];
        expect(Math.min(across, down)).toBe(1);
        expect(Math.max(across, down)).toBeLessThanOrEqual(length + 2 / Math.min(film.width, film.height));
      }),
    );
  });

  it("never stretches: both sides are scaled alike, to less than two pixels", () => {
    fc.assert(
      fc.property(size, frame, (picture, film) => {
        const { scaled } = cutAround(null, picture, film);
        const scale = Math.max(film.width / picture.width, film.height / picture.height);
        expect(Math.abs(scaled.width - picture.width * scale)).toBeLessThan(2);
        expect(Math.abs(scaled.height - picture.height * scale)).toBeLessThan(2);
      }),
    );
  });

  it("keeps the subject in its middle as nearly as the picture allows, and tells where it is now", () => {
    const [picture, square] = [
      { width: 1600, height: 900 },
      { width: 900, height: 900 },
    ];
    expect(cutAround(null, picture, square).cut.x).toBe(350);
    expect(cutAround({ x: 0.5, y: 0.2 }, picture, square)).toMatchObject({
      cut: { x: 350 },
      subject: { x: 0.5, y: 0.2 },
    });
    expect(cutAround({ x: 0.35, y: 0.5 }, picture, square)).toMatchObject({ cut: { x: 110 }, subject: { x: 0.5 } });
    expect(cutAround({ x: 0.9, y: 0.5 }, picture, square)).toMatchObject({ cut: { x: 700 } });
    expect(cutAround({ x: 0.9, y: 0.5 }, picture, square).subject?.x).toBeCloseTo(740 / 900, 9);
  });
});
