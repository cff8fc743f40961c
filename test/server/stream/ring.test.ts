import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame } from "../../../server/stream/frames.ts";
import { createRing } from "../../../server/stream/ring.ts";
import { numbers } from "./stream-reader.ts";

const frame = (id: number, bytes = 10): Frame => ({ id, bytes: Buffer.from(`${id};`.padStart(bytes, " ")) });
const idsIn = (bytes: Uint8Array) => Buffer.from(bytes).toString().split(";").slice(0, -1).map(Number);

describe("the newest events of a task", () => {
  it("come to every reader whole, from wherever it is", () => {
    const plan = fc.record({
      start: fc.nat(50),
      strides: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 }),
      bytes: fc.integer({ min: 10, max: 30_000 }),
      most: fc.integer({ min: 100, max: 500_000 }),
      place: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(plan, ({ start, strides, bytes, most, place }) => {
        const ring = createRing(start);
        let last = start;
        for (const stride of strides) {
          ring.push(
            numbers(last + 1, last + stride).map((id) => frame(id, bytes)),
            most,
          );
          last += stride;
        }
        expect(ring.lastId()).toBe(last);
        const from = ring.afterId() + Math.floor(place * (last - ring.afterId()));
        const ids: number[] = [];
        let at = from;
        for (let piece = ring.after(at); piece; piece = ring.after(at)) {
          expect(piece.bytes.length).toBeLessThanOrEqual(Math.max(bytes, 64 * 1024));
          ids.push(...idsIn(piece.bytes));
          at = piece.lastId;
        }
        expect(ids).toEqual(numbers(from + 1, last));
      }),
    );
  });

  it("are dropped from the oldest on, but for the newest of all", () => {
    const ring = createRing(0);
    for (const id of numbers(1, 10)) ring.push([frame(id, 100)], 350);
    expect(ring.afterId()).toBe(7);
    ring.push([frame(11, 1000)], 350);
    expect(ring.afterId()).toBe(10);
    expect(idsIn(ring.after(10)?.bytes ?? new Uint8Array())).toEqual([11]);
  });

  it("are one memory for all who are as far", () => {
    const ring = createRing(0);
    ring.push([frame(1), frame(2)], 1000);
    expect(ring.after(0)?.bytes).toBe(ring.after(0)?.bytes);
    expect(ring.after(1)?.bytes.buffer).toBe(ring.after(0)?.bytes.buffer);
  });

  it("begin anew after a gap", () => {
    const ring = createRing(0);
    ring.push([frame(1)], 1000);
    ring.push([frame(5), frame(6)], 1000);
    expect(ring.afterId()).toBe(4);
    expect(idsIn(ring.after(4)?.bytes ?? new Uint8Array())).toEqual([5, 6]);
  });

  it("are nothing for who has them, or more", () => {
    const ring = createRing(3);
    expect(ring.after(3)).toBeNull();
    ring.push([frame(4)], 1000);
    expect(ring.after(4)).toBeNull();
    expect(ring.after(9)).toBeNull();
  });
});
