/**
 * Parts of any bytes in one value: each as its length in four bytes, then itself. Lua reads it too (`struct`).
 */
export function pack(parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === "string" ? Buffer.from(part) : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.byteLength);
      return [length, bytes];
    }),
  );
}

export function unpack(packed: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < packed.length; ) {
    const end = at + 4 + packed.readUInt32BE(at);
    parts.push(packed.subarray(at + 4, end));
    at = end;
  }
  return parts;
}
