import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** A source file. `path` is relative to the repository, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** All of the product's source files in these folders. */
export function readSources(root: string, rooms: readonly string[]): SourceFile[] {
  return rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .sort()
      .map((name) => ({ path: `${room}/${name}`, text: readFileSync(join(root, room, name), "utf8") })),
  );
}

const IMPORT_FORMS = [
  /^\s*(?:import|export)\b[^;"]*?\bfrom\s*"([^"]+)"/gm,
  /^\s*import\s*"([^"]+)"/gm,
  /\bimport\(\s*"([^"]+)"/g,
];

/** The specifiers of all imports of a text in the project's own format, types and dynamic ones included. */
export function importsOf(text: string): string[] {
  return IMPORT_FORMS.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ""));
}

/** The same without those that are gone at run time: imports of types alone. */
export function runtimeImportsOf(text: string): string[] {
  return importsOf(text.replace(/^\s*(?:import|export)\s+type\b[^;"]*?\bfrom\s*"[^"]+"/gm, ""));
}

/** The repository path that a relative import means; null for a package. */
export function targetOf(file: SourceFile, specifier: string): string | null {
  return specifier.startsWith(".") ? normalize(join(dirname(file.path), specifier)) : null;
}

/** The text without comments, so that prose may say what code may not do. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** The text with empty strings, so that what is said may read like code. */
export function withoutStrings(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}
