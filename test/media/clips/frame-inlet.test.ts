import { describe, expect, it } from "vitest";
import { createFrameInlet } from "../../../media/clips/frame-inlet.ts";

describe("a frame inlet", () => {
  it("makes whole frames of chunks of any size, in their order", async () => {
    const { stream, next } = createFrameInlet();
    const bytes = Buffer.from(Array.from({ length: 24 }, (_, at) => at));
    for (const [from, to] of [
      [0, 3],
      [3, 17],
      [17, 18],
      [18, 24],
    ]) {
      stream.write(bytes.subarray(from, to));
    }
    const place = new Uint8Array(8);
    for (const first of [0, 8, 16]) {
      await next(place);
      expect([...place]).toEqual([...bytes.subarray(first, first + 8)]);
    }
  });

  it("takes nothing before a frame is asked for, and no more than it asks for", async () => {
    const { stream, next } = createFrameInlet();
    const taken: number[] = [];
    for (const index of [0, 1, 2]) stream.write(Buffer.alloc(8, index), () => taken.push(index));
    await new Promise(setImmediate);
    expect(taken).toEqual([]);
    await next(new Uint8Array(8));
    await new Promise(setImmediate);
    expect(taken).toEqual([0]);
    expect(stream.writableNeedDrain || stream.writableLength > 0).toBe(true);
  });
});
