import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../tools/fingerprint.ts";

const name = (digit: string, extension = "png") => `assets/${digit.repeat(64)}.${extension}`;
const request = (path: string) => ({ prompt: "a fox", references: [path], subject: { cast: [{ path }] }, seed: 1 });

describe("a request's fingerprint", () => {
  it("is the same for the same request, and short", () => {
    expect(fingerprintOf(request(name("a")))).toBe(fingerprintOf(request(name("a"))));
    expect(fingerprintOf(request(name("a")))).toMatch(/^[0-9a-f]{32}$/);
  });

  it("is the same on machines that keep the same file at other places", () => {
    const here = fingerprintOf(request(`/srv/pixora/data/${name("a")}`));
    expect(fingerprintOf(request(`/Users/ada/.pixora/${name("a")}`))).toBe(here);
    expect(fingerprintOf(request(name("a")))).toBe(here);
    const there = (folder: string) => fingerprintOf(request(`${folder}\\assets\\${"a".repeat(64)}.png`));
    expect(there("D:\\films")).toBe(there("C:\\Users\\ada"));
  });

  it("is another one for other files, other words and another order of them", () => {
    const all = [
      request(name("a")),
      request(name("b")),
      request(name("a", "jpg")),
      { ...request(name("a")), prompt: "an owl" },
      { ...request(name("a")), references: [name("a"), name("b")] },
      { ...request(name("a")), references: [name("b"), name("a")] },
    ].map(fingerprintOf);
    expect(new Set(all).size).toBe(all.length);
  });

  it("takes words that speak of a file for words", () => {
    const told = (prompt: string) => fingerprintOf({ prompt });
    expect(told(`Look at "${name("a")}"`)).not.toBe(told(`See "${name("a")}"`));
  });
});
