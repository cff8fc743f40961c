import { describe, expect, it } from "vitest";
import { etagOf, matches } from "../../../server/http/etag.ts";

describe("an ETag", () => {
  it("is the same for the same text, and another for another", () => {
    expect(etagOf("a")).toBe(etagOf("a"));
    expect(etagOf("a")).not.toBe(etagOf("b"));
    expect(etagOf("a")).toMatch(/^"[\w-]+"$/);
  });

  it.each([
    ["itself", '"x"', true],
    ["a list that has it", '"a", "x"', true],
    ["its weak form", 'W/"x"', true],
    ["a star", "*", true],
    ["another one", '"y"', false],
    ["a part of it", '"xx"', false],
  ])("is matched by %s", (_what, header, expected) => {
    expect(matches(header, '"x"')).toBe(expected);
  });

  it("is matched by no header at all never", () => expect(matches(undefined, '"x"')).toBe(false));
});
