import { createHash, timingSafeEqual } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import { findApiKey, newApiKey, readApiKeys } from "../../../server/auth/api-keys.ts";

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
const namesIn = (text: string) => readApiKeys(text, "PIXORA_API_KEYS").map(({ name }) => name);

describe("a list of keys", () => {
  it("has pairs between commas and line ends, blanks, and comments", () => {
    const lines = [
      "# of the office, and of one, who left",
      `anna:${hashOf("a")} , bert:${hashOf("b")},`,
      "",
      `  c.d_e-f:${hashOf("c").toUpperCase()}:read # looks only\r`,
    ];
    const keys = readApiKeys(lines.join("\n"), "PIXORA_API_KEYS");
    const told = keys.map(({ name, scopes, hash }) => [name, scopes, hash.toString("hex")]);
    expect(told).toEqual([
      ["anna", ["read", "write"], hashOf("a")],
      ["bert", ["read", "write"], hashOf("b")],
      ["c.d_e-f", ["read"], hashOf("c")],
    ]);
    expect(readApiKeys(`anna:${hashOf("a")}:read+write`, "")[0]?.scopes).toEqual(["read", "write"]);
  });

  it("may have several keys of one name, while one takes the other's place", () => {
    expect(namesIn(`anna:${hashOf("old")},anna:${hashOf("new")}`)).toEqual(["anna", "anna"]);
  });

  it("may be empty", () => expect(namesIn(" \n# nobody\n,")).toEqual([]));

  it.each([
    ["no hash", "bert"],
    ["a hash of another length", `bert:${hashOf("b").slice(1)}`],
    ["a key where its hash should be", "bert:pxr_abcdefghijklmnopqrstuvwxyz"],
    ["no name", `:${hashOf("b")}`],
    ["a name with a blank", `b ert:${hashOf("b")}`],
    ["a long name", `${"b".repeat(65)}:${hashOf("b")}`],
    ["an unknown scope", `bert:${hashOf("b")}:write`],
    ["a scope that every object has", `bert:${hashOf("b")}:toString`],
    ["a fourth part", `bert:${hashOf("b")}:read:write`],
    ["a key that was listed before", `bert:${hashOf("a")}`],
  ])("with %s is refused by its line, and nothing of it is told", (_title, bad) => {
    const read = () => readApiKeys(`anna:${hashOf("a")}\n\n${bad}`, "PIXORA_API_KEYS");
    expect(read).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(read).toThrow(/^PIXORA_API_KEYS, line 3: /);
    expect(read).not.toThrow(/bert|pxr_|[0-9a-f]{20}/);
  });

  it("is read or refused, whatever it is", () => {
    const part = fc.constantFrom("anna", ":", ",", "\n", "#", "read", "+write", hashOf("a"), hashOf("b"), " ");
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (value) => {
        try {
          for (const { hash } of readApiKeys(value, "PIXORA_API_KEYS")) expect(hash).toHaveLength(32);
        } catch (error) {
          if (!(error instanceof PixoraError)) throw error;
          expect(error.message).toMatch(
            /^PIXORA_API_KEYS, line \d+: (it must be name:sha256hex|this key is listed twice)/,
          );
        }
      }),
    );
  });
});

describe("a key", () => {
  const keys = readApiKeys(["a", "b", "c"].map((name) => `${name}:${hashOf(name)}`).join(), "PIXORA_API_KEYS");

  it("is found by its secret", () => {
    expect(findApiKey(keys, "b")?.name).toBe("b");
    for (const secret of ["d", "", hashOf("b")]) expect(findApiKey(keys, secret)).toBeNull();
  });

  it.each(["a", "b", "c", "nobody's"])("is compared with all, so that nothing can be timed: %s", (secret) => {
    const compared: string[] = [];
    findApiKey(keys, secret, (hash, other) => {
      compared.push(Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString("hex"));
      return timingSafeEqual(hash, other);
    });
    expect(compared).toEqual(["a", "b", "c"].map(hashOf));
  });

  it("that is new fits its pair, and no other key", () => {
    const made = [newApiKey("anna"), newApiKey("anna", "read"), newApiKey("anna")];
    const listed = readApiKeys(made.map(({ pair }) => pair).join("\n"), "PIXORA_API_KEYS");
    for (const { secret } of made) expect(secret).toMatch(/^pxr_[\w-]{43}$/);
    expect(made.map(({ secret }) => findApiKey(listed, secret))).toEqual(listed);
    expect(listed.map(({ scopes }) => scopes.length)).toEqual([2, 1, 2]);
  });
});
