import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** The package's version. Its package.json is one folder up in a clone, two in what is published. */
export function readVersion(): string {
  const places = ["../package.json", "../../package.json"].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(place));
  return found ? z.object({ version: z.string() }).parse(JSON.parse(readFileSync(found, "utf8"))).version : "unknown";
}
