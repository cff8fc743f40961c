import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCommand } from "../bin/command.ts";
import { REQUEST_OPTIONS, readRequest } from "../bin/request-options.ts";
import { createVideoAgent } from "../graph/agent.ts";
import { Environment, readConfig } from "../models/config.ts";
import { EDIT_MODELS, TEXT_MODELS } from "../providers/fal/image-models.ts";
import { VIDEO_MODELS } from "../providers/fal/video-models.ts";
import { DEFAULT_MUSIC_MODELS, MUSIC_MODELS } from "../providers/replicate/music-models.ts";
import { DEFAULT_SPEECH_MODELS, SPEECH_MODELS } from "../providers/replicate/speech-models.ts";

const fileAt = (path: string) => new URL(`../${path}`, import.meta.url);
const textOf = (path: string) => readFileSync(fileAt(path), "utf8");
const readme = textOf("README.md");
const variables = Object.entries(Environment.shape).map(([name, schema]) => {
  const standard: unknown = schema.parse(undefined);
  return { name, meaning: schema.description, standard: standard === null ? "" : String(standard) };
});

/** Cells of the table that has this heading, without its head. */
function tableBelow(heading: string): string[][] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const table = section.split("\n\n").find((part) => part.startsWith("| ")) ?? "";
  const rows = table.trim().split("\n").slice(2);
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the README", () => {
  it("names scripts that exist", () => {
    const { scripts } = JSON.parse(textOf("package.json"));
    const named = [...readme.matchAll(/^npm (?:run )?([a-z:]+)/gm)].map((match) => match[1] ?? "");
    expect(named).toEqual(expect.arrayContaining(["video", "test", "check", "studio", "test:live", "bench"]));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("links to files that exist", () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? "");
    const local = links.filter((link) => !link.startsWith("https://"));
    expect(local).toEqual(expect.arrayContaining([".github/contact-sheet.jpg", "LICENSE"]));
    expect(local.filter((link) => !existsSync(fileAt(link)))).toEqual([]);
  });

  it("has every variable of the environment in its table, with meaning and default", () => {
    const expected = variables.map(({ name, meaning, standard }) => [
      `\`${name}\``,
      meaning,
      standard && `\`${standard}\``,
    ]);
    expect(tableBelow("Configuration")).toEqual(expected);
  });

  it("names each capability's models in the order in which they are used, and every other that may be chosen", () => {
    const rows = new Map(tableBelow("Live vendors").map(([, , , models, list]) => [list?.replaceAll("`", ""), models]));
    const named = (variable: string) =>
      [...(rows.get(variable)?.matchAll(/`([^`]+)`/g) ?? [])].map((match) => match[1]);
    const idsOf = (models: readonly { id: string }[]) => models.map(({ id }) => id);
    expect(named("OPENAI_MODEL")[0]).toBe(Environment.shape.OPENAI_MODEL.parse(undefined));
    expect(named("PIXORA_IMAGE_MODEL")).toEqual(idsOf(TEXT_MODELS));
    expect(named("PIXORA_EDIT_MODEL")).toEqual(idsOf(EDIT_MODELS));
    expect(named("PIXORA_VIDEO_MODEL")).toEqual(idsOf(VIDEO_MODELS));
    expect(named("PIXORA_SPEECH_MODEL")).toEqual(DEFAULT_SPEECH_MODELS);
    expect(named("PIXORA_MUSIC_MODEL")).toEqual(DEFAULT_MUSIC_MODELS);
    for (const id of [...idsOf(SPEECH_MODELS), ...idsOf(MUSIC_MODELS)]) expect(readme).toContain(`\`${id}\``);
  });

  it("has every option of the command line in its table, with the default it really has", () => {
    const rows = new Map(tableBelow("Command line").map(([flag, , standard]) => [flag?.replaceAll("`", ""), standard]));
    const others = ["--estimate", "--out", "--resume", "--from", "--json"];
    expect([...rows.keys()]).toEqual([...REQUEST_OPTIONS.map(({ flag }) => flag), ...others]);
    const defaults: Record<string, unknown> = readRequest("a fox", {});
    for (const { flag, field } of REQUEST_OPTIONS) {
      const value = defaults[field];
      if (value !== null && typeof value !== "boolean") expect(rows.get(flag)?.replaceAll("`", "")).toBe(String(value));
    }
  });

  it("shows commands that the command line understands", () => {
    const prompts = [...readme.matchAll(/^npm run video -- (.+)$/gm)].map((match) => match[1] ?? "");
    expect(prompts.length).toBeGreaterThan(0);
    for (const prompt of prompts) {
      const words = prompt.startsWith("--") ? prompt.split(" ") : [prompt.replaceAll('"', "")];
      const [, option = ""] = /^--(resume|from)/.exec(prompt) ?? [];
      expect(readCommand(words, "1.0.0").kind).toBe({ resume: "resume", from: "variant" }[option] ?? "film");
    }
  });

  it("shows a budget that the film of its example may have", async () => {
    const words = readme.match(/^npm run video -- "([^"]+)" (.* --budget .*)$/m);
    const read = readCommand([words?.[1] ?? "", ...(words?.[2] ?? "").split(" ")], "1.0.0");
    if (read.kind !== "film") throw new Error("The README shows no film with a budget.");
    const request = readRequest(read.prompt, read.typed);
    const keys = { OPENAI_API_KEY: "k", FAL_KEY: "k", REPLICATE_API_TOKEN: "k" };
    const { totalUsd } = await createVideoAgent(readConfig(keys)).estimate(request);
    expect(request.motion).toBe("clips");
    expect(totalUsd.max).toBeGreaterThan(1);
    expect(totalUsd.max).toBeLessThanOrEqual(request.budgetUsd ?? 0);
  });

  it("draws the graph as it is", async () => {
    const { nodes, edges } = await createVideoAgent(readConfig({})).graph.getGraphAsync();
    const nameOf = (id: string) => id.replace("__start__", "START").replace("__end__", "END");
    const real = edges.map(
      (edge) => `${nameOf(edge.source)} ${edge.conditional ? "-.->" : "-->"} ${nameOf(edge.target)}`,
    );
    const drawn = [...readme.matchAll(/^ {2}(\w+ -\.?->? \w+)$/gm)].map((match) => match[1] ?? "");
    expect(Object.keys(nodes)).toHaveLength(9);
    expect([...drawn].sort()).toEqual([...real].sort());
  });
});

describe(".env.example", () => {
  it("has every variable, in the table's order, with its default", () => {
    const lines = textOf(".env.example")
      .split("\n")
      .filter((line) => /^\w+=/.test(line));
    expect(lines).toEqual(variables.map(({ name, standard }) => `${name}=${standard}`));
  });
});
