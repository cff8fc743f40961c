import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { expand, squeeze } from "../../../checkpoints/redis/compression.ts";

const plain = (bytes: Uint8Array) => new Uint8Array(bytes);

describe("a value in Redis", () => {
  it("takes a fraction of the bytes where it is text, and comes back as it was", () => {
    const bytes = plain(Buffer.from(JSON.stringify(Array(200).fill({ scene: "A fox finds a lantern." }))));
    const squeezed = squeeze({ type: "json", bytes });
    expect(squeezed.bytes.byteLength).toBeLessThan(bytes.byteLength / 4);
    expect(expand(squeezed)).toEqual({ type: "json", bytes });
  });

  it.each([
    ["small", new Uint8Array([1, 2, 3])],
    ["empty", new Uint8Array()],
    ["noise", plain(randomBytes(5000))],
  ])("is left as it is where it is %s", (_what, bytes) => {
    const squeezed = squeeze({ type: "bytes", bytes });
    expect(squeezed).toEqual({ type: "bytes", bytes });
    expect(expand(squeezed)).toEqual({ type: "bytes", bytes });
  });

  it("is plain bytes of its own, not a view of the reply", () => {
    const reply = Buffer.from("0123456789");
    const { bytes } = expand({ type: "bytes", bytes: reply.subarray(2, 4) });
    expect(Buffer.isBuffer(bytes)).toBe(false);
    expect(bytes.buffer.byteLength).toBe(2);
  });
});
