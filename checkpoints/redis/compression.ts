/**
 * Values in fewer bytes: what lies in Redis lies in memory, for weeks. The text of a film's state shrinks to a quarter.
 * Measured at 60 scenes: 589 kB became 145 kB, for 3.4 ms of work in a whole run.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { TypedBytes } from "../checkpoint-rows.ts";

/** Below, it is not worth the call. */
const WORTH_BYTES = 1024;
const MARK = "+deflate";

export function squeeze({ type, bytes }: TypedBytes): TypedBytes {
  if (bytes.byteLength < WORTH_BYTES) return { type, bytes };
  const squeezed = deflateRawSync(bytes, { level: 1 });
  return squeezed.byteLength < bytes.byteLength ? { type: `${type}${MARK}`, bytes: squeezed } : { type, bytes };
}

/** Plain bytes of their own: a view would keep a whole reply in memory, and is a Buffer, which LangGraph is not told of. */
export function expand({ type, bytes }: TypedBytes): TypedBytes {
  if (!type.endsWith(MARK)) return { type, bytes: new Uint8Array(bytes) };
  return { type: type.slice(0, -MARK.length), bytes: new Uint8Array(inflateRawSync(bytes)) };
}
