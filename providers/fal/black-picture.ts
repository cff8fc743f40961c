/** Safety checks that blacken a picture may not say so. Not here: JPEG and WebP, which take a decoder to look at. */
import { inflateSync } from "node:zlib";

/** Black compresses a thousandfold: whatever is larger is a picture. */
const MOST_BYTES = 100_000;
const MOST_INFLATED_BYTES = 64_000_000;
const RGB = 2;

/** Whether a PNG in 8-bit RGB is black all over; false for every other file. */
export function isBlackPng(bytes: Uint8Array, mediaType: string): boolean {
  if (mediaType !== "image/png" || bytes.byteLength > MOST_BYTES) return false;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 26 || file[24] !== 8 || file[25] !== RGB) return false;
  const bytesPerRow = 1 + 3 * file.readUInt32BE(16);
  const rows = inflate(pixelData(file));
  // Each row begins with its filter; all filters make black of zeros.
  return rows !== null && rows.length > 0 && rows.every((value, at) => value === 0 || at % bytesPerRow === 0);
}

function pixelData(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 8 <= file.length; ) {
    const end = at + 8 + file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, end));
    at = end + 4;
  }
  return Buffer.concat(parts);
}

function inflate(data: Buffer): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: MOST_INFLATED_BYTES });
  } catch {
    return null;
  }
}
