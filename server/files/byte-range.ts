import parseRange from "range-parser";

/** A part of a file: the places of its first and its last byte. */
export interface ByteRange {
  start: number;
  end: number;
}

const ONE_RANGE = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/;

/**
 * What a `Range` header asks for. `whole`: nothing, or what cannot be read, or several parts, which nobody is sent.
 * @param size of the file, in bytes
 */
export function readRange(header: string | null, size: number): ByteRange | "whole" | "unsatisfiable" {
  const [, first, last, tail] = ONE_RANGE.exec(header?.trim() ?? "") ?? [];
  if (first === undefined && tail === undefined) return "whole";
  if (first !== undefined && last && Number(last) < Number(first)) return "whole";
  // The parser finds nothing in a tail that is longer than the file: it is the whole file.
  const wanted = tail === undefined ? `${first}-${last}` : `-${Math.min(Number(tail), size)}`;
  const found = parseRange(size, `bytes=${wanted}`);
  return Array.isArray(found) ? (found[0] ?? "unsatisfiable") : "unsatisfiable";
}
