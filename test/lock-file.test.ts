import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Locked {
  version?: string;
  optionalDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
}

const readJson = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
const locked: Record<string, Locked> = readJson("package-lock.json").packages;
const manifest = readJson("package.json");

describe("package-lock.json", () => {
  // npm drops those that its registry did not offer, and from then on `npm ci` refuses the file everywhere.
  it("names every package that others may bring, for other platforms too", () => {
    const missing = Object.entries(locked).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter(
        (name) => !locked[`node_modules/${name}`] && !locked[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it("holds what package.json asks for, in exact versions", () => {
    const asked: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
    for (const [name, version] of Object.entries(asked))
      expect({ name, version: locked[`node_modules/${name}`]?.version }).toEqual({ name, version });
  });
});
