const FIRST_CAPACITY = 64 * 1024;

/**
 * Collects a stream up to so many bytes; null when there are more, and the stream is closed then.
 * One array grows by doubling: a body sent in crumbs takes no more memory than one sent in a piece.
 */
export async function collectBytes(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  let bytes = new Uint8Array(Math.min(FIRST_CAPACITY, maxBytes));
  let size = 0;
  for await (const part of stream) {
    const end = size + part.length;
    if (end > maxBytes) return null;
    if (end > bytes.length) bytes = enlarge(bytes, Math.min(Math.max(end, 2 * bytes.length), maxBytes));
    bytes.set(part, size);
    size = end;
  }
  return bytes.slice(0, size);
}

function enlarge(bytes: Uint8Array<ArrayBuffer>, capacity: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(capacity);
  larger.set(bytes);
  return larger;
}
