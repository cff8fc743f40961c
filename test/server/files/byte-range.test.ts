import { describe, expect, it } from "vitest";
import { readRange } from "../../../server/files/byte-range.ts";

describe("a Range header", () => {
  it.each([
    ["bytes=0-0", { start: 0, end: 0 }],
    ["bytes=10-19", { start: 10, end: 19 }],
    ["bytes=10-", { start: 10, end: 99 }],
    ["bytes=90-1000", { start: 90, end: 99 }],
    ["bytes=-10", { start: 90, end: 99 }],
    ["bytes=-1000", { start: 0, end: 99 }],
    [" bytes=5-5 ", { start: 5, end: 5 }],
  ])("%j of 100 bytes asks for %j", (header, range) => {
    expect(readRange(header, 100)).toEqual(range);
  });

  it.each([
    null,
    "",
    "bytes",
    "bytes=",
    "bytes=-",
    "bytes=a-b",
    "bytes=5-2",
    "bytes=0-1,5-6",
    "bytes=0-0x9",
    "lines=1-2",
  ])("%j asks for nothing that can be sent in part", (header) => {
    expect(readRange(header, 100)).toBe("whole");
  });

  it.each([
    ["bytes=100-", 100],
    ["bytes=100-200", 100],
    ["bytes=-0", 100],
    ["bytes=0-", 0],
    ["bytes=-5", 0],
    ["bytes=99999999999999999999-", 100],
  ])("%j asks for a part that a file of %i bytes does not have", (header, size) => {
    expect(readRange(header, size)).toBe("unsatisfiable");
  });
});
