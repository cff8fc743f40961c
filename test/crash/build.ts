/**
 * The product and the tests' child process as JavaScript. Starting is most of what a killed process costs: with `tsx` it
 * takes 3 s of a core, built 1.4 s, and 0.6 s in one file.
 */
import { execFile } from "node:child_process";
import { copyFile, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROOMS = ["models", "providers", "media", "tools", "nodes", "graph", "checkpoints", "server", "bin"];

/** The product as JavaScript, in a folder of its own. */
export interface BuiltProduct {
  /** Absolute path. */
  folder: string;
  /** Absolute path of what `npm start` runs. */
  server: string;
  /** Absolute path of what `npm run worker` runs. */
  worker: string;
  remove(): Promise<void>;
}

export interface Build extends Pick<BuiltProduct, "worker" | "remove"> {
  /** Absolute path of the program. */
  child: string;
}

export async function buildChild(): Promise<Build> {
  const { folder, worker, remove } = await buildProduct([join(ROOT, "test", "crash", "child.ts")]);
  const child = join(folder, "child.mjs");
  await bundle(join(folder, "test", "crash", "child.js"), child);
  return { child, worker, remove };
}

/** @param files what is built with it */
export async function buildProduct(files: readonly string[] = []): Promise<BuiltProduct> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-build-"));
  const options = { rootDir: ROOT, outDir: folder, noCheck: true, declaration: false, noEmit: false };
  const settings = {
    extends: join(ROOT, "tsconfig.build.json"),
    compilerOptions: { ...options, typeRoots: [join(ROOT, "node_modules", "@types")] },
    ...(files.length > 0 && { files }),
  };
  const project = join(folder, "tsconfig.json");
  await writeFile(project, JSON.stringify(settings));
  await promisify(execFile)(process.execPath, [join(ROOT, "node_modules", ".bin", "tsc"), "-p", project]);
  await copyFile(join(ROOT, "package.json"), join(folder, "package.json"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  await Promise.all(ROOMS.map((room) => copyBeside(room, folder)));
  return {
    folder,
    server: join(folder, "server", "main.js"),
    worker: join(folder, "bin", "worker.js"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Files that the code reads by their place, such as fonts and programs. */
async function copyBeside(room: string, folder: string): Promise<void> {
  for (const name of await readdir(join(ROOT, room), { recursive: true })) {
    const isCode = extname(name) === ".ts" || extname(name) === "";
    if (!isCode) await cp(join(ROOT, room, name), join(folder, room, name));
  }
}

/** What finds its own files by its place stays where it is. */
const APART = ["@resvg/resvg-js", "@ffmpeg-installer/ffmpeg", "fluent-ffmpeg", "harfbuzzjs"];
/** Packages that are not modules ask for others. */
const BANNER = `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`;

/** All in one file, in which each part still takes itself to be where it was. */
async function bundle(from: string, to: string): Promise<void> {
  const { build } = esbuild();
  const keepPlaces: Plugin = {
    name: "keep-places",
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.js$/ }, async ({ path }) => {
        if (path.includes("node_modules")) return null;
        const text = await readFile(path, "utf8");
        return { contents: text.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)) };
      }),
  };
  await build({
    entryPoints: [from],
    outfile: to,
    bundle: true,
    platform: "node",
    format: "esm",
    external: APART,
    banner: { js: BANNER },
    plugins: [keepPlaces],
    logLevel: "error",
  });
}

/** As much of esbuild as is used here. */
interface Esbuild {
  build(options: Record<string, unknown> & { plugins: Plugin[] }): Promise<unknown>;
}

interface Plugin {
  name: string;
  setup(build: {
    onLoad(which: { filter: RegExp }, load: (file: { path: string }) => Promise<{ contents: string } | null>): void;
  }): void;
}

/** tsx brings it. */
function esbuild(): Esbuild {
  const ofTsx = createRequire(createRequire(import.meta.url).resolve("tsx"));
  return ofTsx("esbuild");
}
