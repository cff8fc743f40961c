import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as rules from "./architecture/rules.ts";
import { readSources } from "./architecture/source.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const rooms = Object.keys(rules.ROOMS).filter((room) => existsSync(new URL(`../${room}`, import.meta.url)));
const files = readSources(root, rooms);

const fileRules: [string, rules.Rule][] = [
  ["follows the one import arrow", rules.followsTheArrow],
  ["imports zod only from models", rules.modelsImportZodOnly],
  ["reads the environment in entry files only", rules.readsNoEnvironment],
  ["opens files, sockets and processes at the edge only", rules.staysInside],
  ["runs ffmpeg in media only", rules.ffmpegStaysInMedia],
  ["names vendors in providers only", rules.namesNoVendor],
  ["opens a vendor's folder through providers/index.ts only", rules.entersVendorsByTheDoor],
  ["switches no check off", rules.switchesNothingOff],
  ["keeps its deadlines from the garbage collector", rules.keepsItsDeadlines],
  [`has no file over ${rules.MAX_LINES} lines`, rules.isShort],
];

describe("the house", () => {
  it("has files to check", () => expect(files.length).toBeGreaterThan(20));

  it.each(fileRules)("%s", (_title, rule) => expect(files.flatMap(rule)).toEqual([]));

  it("has no circle of imports", () => expect(rules.importCircles(files)).toEqual([]));

  it("lets threads that draw start fast: they load no package but ffmpeg's", () => {
    expect(rules.packagesBehind(files, "media/stills/piece-worker.ts")).toEqual(["fluent-ffmpeg"]);
  });

  it("keeps source files in its rooms", () => {
    const elsewhere = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map((entry) => entry.name)
      .filter((name) => !["node_modules", "dist", "out", "coverage", "test"].includes(name) && !rooms.includes(name));
    expect(elsewhere.filter((name) => readSources(root, [name]).length > 0)).toEqual([]);
  });
});

describe("the rules of the house", () => {
  const bad: [string, rules.Rule, string, string][] = [
    ["an import against the arrow", rules.followsTheArrow, "tools/a.ts", 'import type { A } from "../nodes/a.ts";'],
    [
      "an import over several lines",
      rules.followsTheArrow,
      "media/a.ts",
      'import {\n  a,\n  b,\n} from "../tools/a.ts";',
    ],
    ["a sideways import", rules.followsTheArrow, "media/a.ts", 'export { a } from "../providers/types.ts";'],
    ["a late import", rules.followsTheArrow, "models/a.ts", 'const a = await import("../graph/agent.ts");'],
    ["an import of the tests", rules.followsTheArrow, "bin/a.ts", 'import "../test/a.ts";'],
    ["a package in models", rules.modelsImportZodOnly, "models/a.ts", 'import { join } from "node:path";'],
    ["the environment", rules.readsNoEnvironment, "providers/a.ts", "const key = process.env.KEY;"],
    ["the environment by import", rules.readsNoEnvironment, "media/a.ts", 'import { env } from "node:process";'],
    ["a file opened by a tool", rules.staysInside, "tools/a.ts", 'import { readFile } from "node:fs/promises";'],
    ["a socket opened by a node", rules.staysInside, "nodes/a.ts", "await fetch(url);"],
    ["ffmpeg in a tool", rules.ffmpegStaysInMedia, "tools/a.ts", 'import ffmpeg from "fluent-ffmpeg";'],
    ["a vendor's name", rules.namesNoVendor, "tools/a.ts", 'const vendor = "OpenAI";'],
    ["a vendor's folder", rules.entersVendorsByTheDoor, "tools/a.ts", 'import { a } from "../providers/draft/a.ts";'],
    ["an any", rules.switchesNothingOff, "models/a.ts", "const a: any = 1;"],
    ["an ignored error", rules.switchesNothingOff, "models/a.ts", "// @ts-ignore"],
    [
      "a deadline that may be collected",
      rules.keepsItsDeadlines,
      "tools/a.ts",
      "const limit = AbortSignal.timeout(9);\nconst stop = AbortSignal.any([signal, limit]);",
    ],
    ["a long file", rules.isShort, "models/a.ts", "const a = 1;\n".repeat(301)],
  ];

  it.each(bad)("find %s", (_title, rule, path, text) => expect(rule({ path, text })).toHaveLength(1));

  it("find a circle of imports", () => {
    const one = { path: "models/one.ts", text: 'import { two } from "./two.ts";' };
    const two = { path: "models/two.ts", text: 'import { one } from "./one.ts";' };
    expect(rules.importCircles([one, two])).toEqual(["models/one.ts → models/two.ts → models/one.ts"]);
    const typed = { ...two, text: 'import type { one } from "./one.ts";' };
    expect(rules.importCircles([one, typed])).toEqual([]);
  });

  it("let comments speak of what code may not do", () => {
    const text = "// Not process.env, not openai, no fetch(x).\n/* fal */\nconst a = 1;";
    const file = { path: "tools/a.ts", text };
    expect([rules.readsNoEnvironment, rules.namesNoVendor, rules.staysInside].flatMap((rule) => rule(file))).toEqual(
      [],
    );
  });

  it("let a sentence use words that code may not", () => {
    expect(rules.switchesNothingOff({ path: "tools/a.ts", text: 'const line = "as good as any";' })).toEqual([]);
  });

  it("let a file keep its own room and look to the right", () => {
    const text = 'import { a } from "./b.ts";\nimport { c } from "../models/c.ts";\nimport { z } from "zod";';
    expect(rules.followsTheArrow({ path: "graph/a.ts", text })).toEqual([]);
  });
});
