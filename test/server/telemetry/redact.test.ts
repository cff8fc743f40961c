import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../server/telemetry/redact.ts";

const lineOf = (value: unknown) => `${JSON.stringify(value)}\n`;

/** Everything that is told in a value, names and numbers too. */
function textsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsOf(item)]);
}

const SECRET = fc
  .string({ unit: "grapheme", minLength: 6, maxLength: 12 })
  .filter((text) => !"[redacted]".includes(text));

describe("what is taken out", () => {
  it("is every secret, wherever it stands in a line, which stays a line of JSON", () => {
    const places = fc.record({ before: fc.string(), after: fc.string(), other: fc.jsonValue() });
    const secrets = fc.array(SECRET, { minLength: 1, maxLength: 5 });
    const property = fc.property(secrets, places, (values, { before, after, other }) => {
      const redactor = createRedactor(values);
      for (const secret of values) {
        const told = `${before}${secret}${after}`;
        const line = redactor.line(lineOf({ told, [told]: [{ deep: told }], quoted: JSON.stringify({ told }), other }));
        expect(line.endsWith("}\n")).toBe(true);
        const texts = textsOf(JSON.parse(line));
        for (const value of values) expect(texts.filter((text) => text.includes(value))).toEqual([]);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("is not what only looks like a secret in the line's own syntax", () => {
    const values = ["nabcdef", '","b":', '"}}}}}', "00123456"];
    const line = lineOf({ a: "\nabcdef", b: "x\\", c: { d: { e: { f: { g: { h: "y\\" } } } } }, i: "\u0001" });
    expect(JSON.parse(createRedactor(values).line(line))).toEqual(JSON.parse(line));
  });

  it("is a number that is a secret", () => {
    const line = createRedactor(["123456"]).line(lineOf({ bytes: 91234567, other: 12345 }));
    expect(JSON.parse(line)).toEqual({ bytes: "[redacted]", other: 12345 });
  });

  it("is all of a secret that begins with another one", () => {
    expect(createRedactor(["secret", "secret-2"]).text("a secret-2, a secret")).toBe("a [redacted], a [redacted]");
  });

  it("is nothing of a line without a secret", () => {
    const line = lineOf({ a: 1.5, b: "a fox" });
    expect(createRedactor(["canary-1"]).line(line)).toBe(line);
  });

  it("is no word that is too short to be a secret", () => {
    const { text, line } = createRedactor(["", "fox"]);
    expect([text("a fox"), line('{"a":"fox"}\n')]).toEqual(["a fox", '{"a":"fox"}\n']);
  });
});
