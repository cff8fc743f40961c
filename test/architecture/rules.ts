import { importsOf, runtimeImportsOf, type SourceFile, targetOf, withoutComments, withoutStrings } from "./source.ts";

/** What each room may import, itself aside. The order is the arrow's: nothing imports from further left. */
export const ROOMS: Record<string, readonly string[]> = {
  bin: ["server", "graph", "nodes", "tools", "providers", "media", "checkpoints", "models"],
  server: ["graph", "nodes", "tools", "providers", "media", "checkpoints", "models"],
  graph: ["nodes", "tools", "providers", "media", "models"],
  nodes: ["tools", "providers", "media", "models"],
  tools: ["providers", "media", "models"],
  checkpoints: ["models"],
  providers: ["models"],
  media: ["models"],
  models: [],
};

/** Rooms that may open sockets, files and processes. */
const OUTSIDE_ROOMS = ["providers", "media", "checkpoints", "server", "bin"];
const OUTSIDE_MODULES = /^(node:)?(fs|child_process|net|tls|dgram|dns|http|https|http2|cluster)(\/|$)/;

const ENTRY_FILES = /^(bin\/|server\/main\.ts$|graph\/studio\.ts$)/;
const VENDOR_NAMES = /\b(openai|chatopenai|fal|replicate|supabase)\b/i;
const SWITCHED_OFF = /(:|\bas|<) *any\b|@ts-(ignore|expect-error|nocheck)|eslint-disable|biome-ignore/;
export const MAX_LINES = 300;

/** A rule takes one file and says what breaks it there. */
export type Rule = (file: SourceFile) => string[];

const roomOf = (path: string): string => path.split("/")[0] ?? "";

/** Imports follow the one arrow. */
export const followsTheArrow: Rule = (file) => {
  const room = roomOf(file.path);
  const targets = importsOf(file.text).map((specifier) => targetOf(file, specifier));
  return targets
    .filter((target) => target !== null)
    .filter((target) => roomOf(target) !== room && !ROOMS[room]?.includes(roomOf(target)))
    .map((target) => `${file.path} imports ${target}: ${room} must not know ${roomOf(target)}`);
};

/** The shapes depend on zod and nothing else. */
export const modelsImportZodOnly: Rule = (file) => {
  if (roomOf(file.path) !== "models") return [];
  const packages = importsOf(file.text).filter((specifier) => targetOf(file, specifier) === null);
  return packages
    .filter((name) => name !== "zod")
    .map((name) => `${file.path} imports ${name}: models import zod only`);
};

/** The environment is read in entry files only. */
export const readsNoEnvironment: Rule = (file) => {
  if (ENTRY_FILES.test(file.path)) return [];
  const reads = /\bprocess\s*\.\s*env\b|\benv\b[^;]*from "node:process"/.test(withoutComments(file.text));
  return reads ? [`${file.path} reads the environment: only bin/, server/main.ts and graph/studio.ts do`] : [];
};

/** Sockets, files and processes are opened in the rooms at the edge only. */
export const staysInside: Rule = (file) => {
  if (OUTSIDE_ROOMS.includes(roomOf(file.path))) return [];
  const modules = importsOf(file.text).filter((specifier) => OUTSIDE_MODULES.test(specifier));
  const calls = /\bfetch\(|\bnew WebSocket\(/.test(withoutComments(file.text)) ? ["fetch"] : [];
  return [...modules, ...calls].map((name) => `${file.path} uses ${name}: only ${OUTSIDE_ROOMS.join(", ")} may`);
};

/** ffmpeg is started in one room. */
export const ffmpegStaysInMedia: Rule = (file) => {
  if (roomOf(file.path) === "media") return [];
  const names = importsOf(file.text).filter((specifier) => /^(fluent-ffmpeg|@ffmpeg-installer\/)/.test(specifier));
  return names.map((name) => `${file.path} imports ${name}: only media runs ffmpeg`);
};

/** Vendors have names inside providers, and in the table of environment variables. */
export const namesNoVendor: Rule = (file) => {
  if (roomOf(file.path) === "providers" || file.path === "models/config.ts") return [];
  const found = VENDOR_NAMES.exec(withoutComments(file.text));
  return found ? [`${file.path} names the vendor ${found[0]}: only providers do`] : [];
};

/** A vendor's folder is opened by the room's front door only. */
export const entersVendorsByTheDoor: Rule = (file) => {
  const targets = importsOf(file.text).map((specifier) => targetOf(file, specifier));
  return targets
    .filter((target) => target !== null)
    .filter((target) => {
      const vendor = /^providers\/([^/]+)\//.exec(target)?.[1];
      return (
        vendor !== undefined && !file.path.startsWith(`providers/${vendor}/`) && file.path !== "providers/index.ts"
      );
    })
    .map((target) => `${file.path} imports ${target}: only providers/index.ts opens a vendor's folder`);
};

/** Types and lint rules hold everywhere. */
export const switchesNothingOff: Rule = (file) => {
  const found = SWITCHED_OFF.exec(withoutStrings(file.text));
  return found ? [`${file.path} switches a check off: ${found[0]}`] : [];
};

/**
 * Nobody holds the timer of an `AbortSignal.timeout` that is handed to `AbortSignal.any`: it may be collected before its
 * time, and what waits for it waits for ever (providers/deadline.ts).
 */
export const keepsItsDeadlines: Rule = (file) => {
  const text = withoutComments(file.text);
  const both = text.includes("AbortSignal.timeout(") && text.includes("AbortSignal.any(");
  return both ? [`${file.path} mixes AbortSignal.timeout with AbortSignal.any: use deadlineAfter`] : [];
};

/** Files are small. */
export const isShort: Rule = (file) => {
  const lines = file.text.trimEnd().split("\n").length;
  return lines > MAX_LINES ? [`${file.path} has ${lines} lines; at most ${MAX_LINES} are allowed`] : [];
};

/** Every circle of imports that is one at run time, each as the files on the way round. */
export function importCircles(files: readonly SourceFile[]): string[] {
  const edges = new Map(
    files.map((file) => [file.path, runtimeImportsOf(file.text).map((specifier) => targetOf(file, specifier))]),
  );
  const circles: string[] = [];
  const left = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const from = way.indexOf(path);
    if (from >= 0) circles.push([...way.slice(from), path].join(" → "));
    if (from >= 0 || left.has(path)) return;
    for (const target of edges.get(path) ?? []) if (target !== null) visit(target, [...way, path]);
    left.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return circles;
}

/** Packages that a file loads at run time, by itself and by what it imports. Node's own count for nothing. */
export function packagesBehind(files: readonly SourceFile[], entry: string): string[] {
  const reached = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    const file = files.find((one) => one.path === path);
    if (!file || reached.has(path)) return;
    reached.add(path);
    for (const specifier of runtimeImportsOf(file.text)) {
      const target = targetOf(file, specifier);
      if (target !== null) visit(target);
      else if (!specifier.startsWith("node:")) packages.add(specifier);
    }
  };
  visit(entry);
  return [...packages].sort();
}
