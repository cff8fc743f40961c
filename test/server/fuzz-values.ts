/** What nobody should send, and somebody will: made from the schemas of the OpenAPI document, then broken. */
import fc, { type Arbitrary } from "fast-check";
import type { ApiDocument } from "../../server/http/openapi.ts";

type Schema = Record<string, unknown>;

/** One run after the other: a failure tells what was sent, made small, and the seed. */
export async function forAll<Sent>(
  numRuns: number,
  sent: Arbitrary<Sent>,
  hold: (sent: Sent) => Promise<unknown>,
): Promise<void> {
  const property = fc.asyncProperty(sent, async (one) => void (await hold(one)));
  await fc.assert(property, {
    numRuns,
    // A few seconds by itself; beside much else it takes its time. What hangs fails all the same.
    interruptAfterTimeLimit: 50_000,
    markInterruptAsFailure: true,
    endOnFailure: true,
  });
}

/** Texts that programs stumble over. */
export const oddText: Arbitrary<string> = fc.oneof(
  fc.constantFrom("", "\0", "a\0b", "\ud800", "\udc00x", "\u202e", "\ufeff", "__proto__", "constructor", "toString"),
  fc.constantFrom(
    "null",
    "NaN",
    "-0",
    "1e999",
    "../../etc/passwd",
    "%00",
    "{{7*7}}",
    "$(id)",
    "'; drop table tasks; --",
  ),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.string({ unit: "grapheme", maxLength: 50 }),
  fc.integer({ min: 1, max: 300_000 }).map((length) => "x".repeat(length)),
  fc.integer({ min: 1, max: 5000 }).map((length) => "👩‍👩‍👧‍👦".repeat(length)),
);

/** Any JSON, as text: also numbers that no program holds, keys that objects have by themselves, and keys that come twice. */
const oddJson: Arbitrary<string> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  oddText.map((text) => JSON.stringify(text)),
  fc.constantFrom("1e999", "-1e999", "-0", "1e-400", "0.1e1", "123456789012345678901234567890", "9007199254740993"),
  fc.constantFrom("{}", "[]", "null", "true", '""', '"\\ud83d"', '"\\u0000"', '{"":""}'),
  fc.constantFrom(
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    '{"toString":1,"then":2}',
    '{"a":1,"a":2}',
  ),
  fc.integer({ min: 1, max: 100_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`),
  fc.integer({ min: 1, max: 20_000 }).map((length) => `[${"0,".repeat(length)}0]`),
);

/** What is no JSON, or not any more. */
const noJson = fc.constantFrom(
  "NaN",
  "Infinity",
  "undefined",
  "'",
  "{",
  "]",
  ",",
  "\\",
  '"',
  "\0",
  "\ufeff",
  "//",
  "0x1",
);

/** Bodies for a named schema of the document: good ones, ones with odd parts, broken ones, and what is none at all. */
export function oddBodies({ components }: ApiDocument, name: string): Arbitrary<string> {
  const good = fieldsOf(components.schemas[name] ?? {});
  const names = Object.keys(components.schemas[name]?.properties ?? {});
  const key = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: oddText });
  const odd = fc
    .tuple(good, fc.array(fc.tuple(key, oddJson), { minLength: 1, maxLength: 3 }))
    .map(([fields, others]) => toObject([...fields, ...others]));
  const broken = fc
    .tuple(fc.oneof(good.map(toObject), odd), fc.nat(), noJson)
    .map(
      ([text, place, what]) => text.slice(0, place % (text.length + 1)) + what + text.slice(place % (text.length + 1)),
    );
  return fc.oneof({ weight: 2, arbitrary: good.map(toObject) }, { weight: 4, arbitrary: odd }, broken, oddJson);
}

type Field = [name: string, json: string];

/** Written by hand, so that a name may come twice and be any. */
function toObject(fields: readonly Field[]): string {
  return `{${fields.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(",")}}`;
}

function fieldsOf({ properties = {}, required = [] }: Schema): Arbitrary<Field[]> {
  const fields = Object.entries(properties as Record<string, Schema>).map(([name, schema]) => {
    const value = goodJson(schema).map((json): Field | null => [name, json]);
    return (required as string[]).includes(name) ? value : fc.option(value, { nil: null, freq: 2 });
  });
  return fc.tuple(...fields).map((all) => all.filter((field) => field !== null));
}

/** What a schema allows. A kind of schema that is not known here makes it throw. */
function goodJson(schema: Schema): Arbitrary<string> {
  const { type, minimum = 0, maximum = 1e9, minLength = 0, maxLength = 50, pattern } = schema;
  const choices = (schema.anyOf ?? []) as Schema[];
  if (choices.length > 0) return fc.oneof(...choices.map(goodJson));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum).map((value) => JSON.stringify(value));
  const [least, most] = [Number(minimum), Number(maximum)];
  if (type === "null") return fc.constant("null");
  if (type === "boolean") return fc.boolean().map(String);
  if (type === "integer") return fc.integer({ min: least, max: most }).map(String);
  if (type === "number") return fc.double({ min: least, max: most, noNaN: true }).map(String);
  if (type === "array") {
    const items = fc.array(goodJson(schema.items as Schema), { maxLength: Number(schema.maxItems ?? 5) });
    return items.map((all) => `[${all.join(",")}]`);
  }
  if (type === "object") return schema.properties ? fieldsOf(schema).map(toObject) : recordOf(schema);
  if (type !== "string") throw new Error(`A schema of a new kind: ${JSON.stringify(schema)}`);
  if (schema.format === "uri") return fc.webUrl().map((url) => JSON.stringify(url));
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern)).map((text) => JSON.stringify(text));
  const lengths = { minLength: Number(minLength), maxLength: Math.min(200, Number(maxLength)) };
  return fc.string({ unit: "binary", ...lengths }).map((text) => JSON.stringify(text));
}

function recordOf({ additionalProperties }: Schema): Arbitrary<string> {
  const field = fc.tuple(oddText, goodJson(additionalProperties as Schema));
  return fc.array(field, { maxLength: 3 }).map(toObject);
}
