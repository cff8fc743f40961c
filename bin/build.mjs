#!/usr/bin/env node
/** Builds what is published: dist/ with the JavaScript, the types and the files that are read beside them. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, readdirSync, rmSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const ROOMS = ["models", "providers", "media", "tools", "nodes", "graph", "checkpoints", "server", "bin"];
/** Files that code reads by their place. Imported JSON is copied by the compiler already. */
const BESIDE_CODE = [".wasm", ".sql", ".json", ".svg", ".png"];

rmSync(join(ROOT, "dist"), { recursive: true, force: true });
const compiler = join(ROOT, "node_modules", ".bin", "tsc");
const { status } = spawnSync(compiler, ["-p", "tsconfig.build.json"], { cwd: ROOT, stdio: ["ignore", 2, 2] });
if (status !== 0) process.exit(status ?? 1);
for (const entry of readdirSync(ROOT, { withFileTypes: true })) {
  if (entry.isDirectory() && ROOMS.includes(entry.name)) copyBeside(entry.name);
}
chmodSync(join(ROOT, "dist", "bin", "pixora.js"), 0o755);

function copyBeside(folder) {
  for (const name of readdirSync(join(ROOT, folder), { recursive: true })) {
    if (BESIDE_CODE.includes(extname(name))) cpSync(join(ROOT, folder, name), join(ROOT, "dist", folder, name));
  }
}
