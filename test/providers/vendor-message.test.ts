import { expect, it } from "vitest";
import { quoteVendor } from "../../providers/vendor-message.ts";

it("a vendor's words become one line without control and invisible characters", () => {
  expect(quoteVendor("  Bad\r\n\tthing\u0000 \u001b[31mhappened\u202e\u200b.\n", [])).toBe("Bad thing [31mhappened.");
});

it("a long text is cut at 300 characters, never within a character", () => {
  const quoted = quoteVendor("🦊".repeat(400), []);
  expect(quoted.length).toBeLessThanOrEqual(300);
  expect(quoted).toMatch(/^(🦊)+…$/u);
});

it.each([
  ["an error", new Error("It broke."), "It broke."],
  ["an object", { detail: "It broke." }, '{"detail":"It broke."}'],
  ["nothing", undefined, ""],
  ["null", null, "null"],
])("%s is quoted as text", (_name, value, quoted) => {
  expect(quoteVendor(value, [])).toBe(quoted);
});

it("what refers to itself is quoted without a crash", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(quoteVendor(circle, [])).toBe("[object Object]");
});

it("every given secret is hidden, each half of a pair too, also as it is written in URLs", () => {
  const pair = "my-id-1:my+secret";
  expect(quoteVendor(`${pair}, my-id-1, my+secret, my%2Bsecret, ${encodeURIComponent(pair)}`, [pair])).toBe(
    "[hidden], [hidden], [hidden], [hidden], [hidden]",
  );
});

it("every given secret is hidden in base64 too, alone and within something longer", () => {
  const secret = "my/secret+key";
  for (const before of ["", "u:", "user:", "someone:"]) {
    const base64 = Buffer.from(`${before}${secret}:more`).toString("base64");
    const quoted = quoteVendor(`Basic auth ${base64}`, [secret]);
    expect(quoted).toContain("[hidden]");
    const rest = quoted.split(" ").at(-1)?.split("[hidden]") ?? [];
    // What its neighbours have a part in may stay.
    expect(rest.map((part) => Buffer.from(part, "base64").toString("latin1")).join("")).not.toMatch(/my\/|secret|key/);
  }
});

it("a secret that begins another one leaves no end of it", () => {
  expect(quoteVendor("it was secret-longer", ["secret", "secret-longer"])).toBe("it was [hidden]");
});

it("a secret is found when invisible characters are strewn in, and far down a text that shrinks", () => {
  expect(quoteVendor("sec\u200bret99 is wrong", ["secret99"])).toBe("[hidden] is wrong");
  expect(quoteVendor(`${" \n".repeat(20_000)}secret99`, ["secret99"])).toBe("[hidden]");
});

it("an empty secret hides nothing", () => {
  expect(quoteVendor("It broke.", [""])).toBe("It broke.");
});

it.each([
  [
    "Incorrect API key provided: sk-proj-abcd1234****wxyz. See the page.",
    "Incorrect API key provided: [hidden] See the page.",
  ],
  ["Token r8_AbCdEfGhIjKlMnOp is wrong", "Token [hidden] is wrong"],
  ["Authorization: Bearer abcdef0123456789.xyz failed", "Authorization: Bearer [hidden] failed"],
  ["key 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed:0123456789abcdef0123456789abcdef!", "key [hidden]!"],
  ["jwt eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJl.", "jwt [hidden]."],
  ["secret whsec_MfKQ9r8GKYqrTwjU", "secret [hidden]"],
  ["cannot load https://files.test/a.png?token=abc&x=1 now", "cannot load https://files.test/a.png?[hidden] now"],
  ["cannot load https://user:word@files.test/a.png", "cannot load https://[hidden]files.test/a.png"],
])("what looks like a key is hidden: %s", (said, quoted) => {
  expect(quoteVendor(said, [])).toBe(quoted);
});

it("ordinary words stay", () => {
  const said = "Validation failed: task-force duration must be 5 or 10 (E005), key frames at 12:30.";
  expect(quoteVendor(said, ["sk-1234567"])).toBe(said);
});

it("a text made to be slow to search is searched at once", () => {
  const started = performance.now();
  for (const part of ["a-", "https://", "eyJ", "sk-", "key ", "a:"]) quoteVendor(part.repeat(500_000), ["secret99"]);
  expect(performance.now() - started).toBeLessThan(1500);
});
