import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CameraRide, heldViewAt, viewAt, windowOf } from "../../../media/stills/camera.ts";
import { type FrameSize, sourceSize, WHOLE_ZOOM } from "../../../media/stills/piece-plan.ts";
import { CameraMove, Fit } from "../../../models/vocabulary.ts";

const film = { width: 1280, height: 720 };
const seen = { first: -7, last: 186 };

function ride(changes: Partial<CameraRide> = {}): CameraRide {
  return { move: "zoom_in", seen, size: sourceSize(film), fit: "cover", subject: null, ...changes };
}

/** What a frame shows, in parts of the picture. */
function shown(still: CameraRide, frame: number, size: FrameSize = film) {
  const { left, top, step } = windowOf(viewAt(still, frame, size), still.size, size);
  const { width, height } = still.size;
  return {
    left: left / width,
    top: top / height,
    right: (left + step * size.width) / width,
    bottom: (top + step * size.height) / height,
  };
}

/** Where in the frame a place of the picture is seen, in parts of the frame's sides. */
function seenPlace(still: CameraRide, frame: number, place: { x: number; y: number }, size: FrameSize = film) {
  const { left, top, right, bottom } = shown(still, frame, size);
  return { x: (place.x - left) / (right - left), y: (place.y - top) / (bottom - top) };
}

/** How far the frame's corners go from one frame to the next, in pixels: the farthest. */
function steps(still: CameraRide, size: FrameSize = film): number[] {
  const { first, last } = still.seen;
  return Array.from({ length: last - first }, (_, index) => {
    const [now, next] = [shown(still, first + index, size), shown(still, first + index + 1, size)];
    const across = Math.max(Math.abs(next.left - now.left), Math.abs(next.right - now.right));
    const down = Math.max(Math.abs(next.top - now.top), Math.abs(next.bottom - now.bottom));
    const wide = size.width / (now.right - now.left);
    return Math.max(across * wide, (down * size.height) / (now.bottom - now.top));
  });
}

const films = fc.constantFrom(film, { width: 720, height: 1280 }, { width: 1080, height: 1080 });
const place = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});
const anyRide = films.chain((size) =>
  fc.record({
    size: fc.constant(size),
    still: fc.record({
      move: fc.constantFrom(...CameraMove.options),
      seen: fc.record({ first: fc.integer({ min: -7, max: 0 }), last: fc.integer({ min: 0, max: 1800 }) }),
      size: fc.record({ wider: fc.double({ min: 1, max: 1.4, noNaN: true }), isAcross: fc.boolean() }).map((more) => {
        const { width, height } = sourceSize(size);
        const even = (pixels: number) => 2 * Math.ceil(pixels / 2);
        return more.isAcross
          ? { width: even(width * more.wider), height }
          : { width, height: even(height * more.wider) };
      }),
      fit: fc.constantFrom(...Fit.options),
      subject: fc.option(place),
    }),
  }),
);

describe("viewAt", () => {
  it("never looks past the picture's edge, whatever is moved over, before and after it is seen", () => {
    fc.assert(
      fc.property(anyRide, fc.integer({ min: -100, max: 2000 }), ({ size, still }, frame) => {
        const { left, top, right, bottom } = shown(still, frame, size);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(Math.max(right, bottom)).toBeLessThanOrEqual(1 + 1e-12);
      }),
      { numRuns: 1000 },
    );
  });

  it("goes its way without a jolt: at most 4 % of the frame's side in a second", () => {
    fc.assert(
      fc.property(anyRide, ({ size, still }) => {
        const fastest = (0.04 * Math.max(size.width, size.height)) / 30;
        const all = steps(still, size);
        const jolts = all.slice(1).map((step, index) => Math.abs(step - (all[index] ?? step)));
        expect(Math.max(0, ...all)).toBeLessThan(fastest);
        // A step grows and shrinks slowly, but where a scene is so short that it hardly moves at all.
        expect(Math.max(0, ...jolts)).toBeLessThan(fastest / Math.min(8, Math.max(1, all.length / 4)));
      }),
      { numRuns: 100 },
    );
  });

  it("moves in every frame that is seen", () => {
    for (const move of CameraMove.options) {
      for (const fit of Fit.options)
        expect(Math.min(...steps(ride({ move, fit }))), `${move} ${fit}`).toBeGreaterThan(0.05);
    }
  });

  it("keeps the subject in the frame, and off its edge where the picture allows", () => {
    fc.assert(
      fc.property(anyRide, fc.double({ min: 0, max: 1, noNaN: true }), ({ size, still }, when) => {
        const subject = still.subject ?? { x: 0.5, y: 0.5 };
        const frame = Math.round(still.seen.first + when * (still.seen.last - still.seen.first));
        const { x, y } = seenPlace({ ...still, subject, fit: "cover" }, frame, subject, size);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-9);
        expect(Math.max(x, y)).toBeLessThanOrEqual(1 + 1e-9);
        const isAside = Math.min(subject.x, subject.y, 1 - subject.x, 1 - subject.y) < 0.15;
        if (!isAside) expect(Math.min(x, y, 1 - x, 1 - y)).toBeGreaterThan(0.099);
      }),
      { numRuns: 500 },
    );
  });

  it("zooms as its name says, about the subject: that stays where it is", () => {
    fc.assert(
      fc.property(place, (subject) => {
        const still = ride({ subject });
        expect(viewAt(still, 186, film).zoom).toBeGreaterThan(viewAt(still, -7, film).zoom);
        expect(viewAt({ ...still, move: "zoom_out" }, 186, film).zoom).toBe(1);
        const [start, end] = [seenPlace(still, -7, subject), seenPlace(still, 186, subject)];
        expect(end.x).toBeCloseTo(start.x, 9);
        expect(end.y).toBeCloseTo(start.y, 9);
      }),
    );
  });

  it("has the subject of a long picture in the middle while it zooms", () => {
    const { width, height } = sourceSize(film);
    const still = ride({ size: { width: width * 1.4, height }, subject: { x: 0.6, y: 0.4 } });
    expect(seenPlace(still, 90, { x: 0.6, y: 0.4 }).x).toBeCloseTo(0.5, 9);
  });

  it("pans as its name says", () => {
    expect(shown(ride({ move: "pan_left" }), 186).left).toBeLessThan(shown(ride({ move: "pan_left" }), -7).left);
    expect(shown(ride({ move: "pan_right" }), 186).left).toBeGreaterThan(shown(ride({ move: "pan_right" }), -7).left);
  });

  it("pans over what a cut leaves out, without nearing the picture", () => {
    const { width, height } = sourceSize(film);
    const wide = ride({ move: "pan_right", size: { width: width * 1.4, height } });
    const tall = ride({ move: "pan_right", size: { width, height: height * 1.4 } });
    const [left, right] = [shown(wide, -7), shown(wide, 186)];
    expect(viewAt(wide, 90, film).zoom).toBe(1);
    expect((right.left - left.left) * 1.4).toBeCloseTo(0.025 * (194 / 30), 3);
    // The middle of the picture is passed in the middle of the scene.
    expect(left.left).toBeCloseTo(1 - right.right, 9);
    const [top, bottom] = [shown(tall, -7), shown(tall, 186)];
    expect((bottom.top - top.top) * 1.4).toBeCloseTo(0.025 * (194 / 30), 3);
    expect(bottom.left).toBe(top.left);
  });

  it("nears a subject at the picture's edge instead of panning away from it", () => {
    const subject = { x: 0.02, y: 0.5 };
    expect(viewAt(ride({ move: "pan_right", subject }), 90, film)).toEqual(viewAt(ride({ subject }), 90, film));
  });

  it("never cuts a picture that is to be seen whole", () => {
    for (const move of CameraMove.options) {
      const zooms = [-7, 50, 186].map((frame) => viewAt(ride({ move, fit: "contain" }), frame, film).zoom);
      expect(Math.max(...zooms), move).toBeLessThanOrEqual(WHOLE_ZOOM);
      expect(Math.max(...zooms) - Math.min(...zooms), move).toBeGreaterThan(0.05);
    }
  });

  it("moves little in a short scene", () => {
    const short = { first: 0, last: 29 };
    for (const move of CameraMove.options) {
      const still = ride({ move, seen: short });
      const [start, end] = [shown(still, 0), shown(still, 29)];
      const change = Math.max(Math.abs(end.left - start.left), Math.abs(end.right - start.right));
      expect(change, move).toBeGreaterThan(0.005);
      expect(change, move).toBeLessThan(0.03);
    }
  });
});

describe("heldViewAt", () => {
  it("nears a held frame from standing still", () => {
    expect(heldViewAt(0).zoom).toBe(1);
    expect(heldViewAt(1).zoom - 1).toBeLessThan(0.001);
    expect(heldViewAt(300).zoom).toBeGreaterThan(1.05);
    expect(heldViewAt(100_000).zoom).toBeLessThanOrEqual(1.1);
  });
});
