#!/usr/bin/env node
/**
 * Sets a fresh clone up, once, and then runs the program named after it:
 *
 *   node bin/setup.mjs [--redis] [--postgres] [--ffmpeg] [program arguments…]
 *
 * The options name programs that the tests need and npm cannot bring: found on this machine, else installed.
 *
 * Plain JavaScript without a dependency, because it runs before there are any.
 * It speaks on stderr only: stdout belongs to the program.
 */
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { constants as system } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PARENT = process.ppid;
/** Milliseconds between two looks at whether the parent is still there. */
const WATCH_MS = 500;
const INSTALL = "apt-get install -y --no-install-recommends";

/** What the tests need beside npm's packages: Debian's package of it, what else would do, and whether it is here. */
const PROGRAMS = {
  "--redis": {
    package: "redis-server",
    instead: "set REDIS_URL",
    isHere: () => Boolean(process.env.REDIS_URL) || onPath("redis-server"),
  },
  "--postgres": {
    package: "postgresql",
    instead: "put PostgreSQL's initdb and postgres on the PATH",
    isHere: () => [...pathFolders(), ...debianPostgres()].some(hasPostgres),
  },
  "--ffmpeg": {
    package: "ffmpeg",
    instead: "name an ffmpeg of version 5 or newer in FFMPEG_PATH",
    isHere: () => isFfmpeg5(process.env.FFMPEG_PATH || "ffmpeg"),
  },
};

/** A set-up that cannot go on. The message says what to do; no stack is shown. */
class SetupError extends Error {
  constructor(message, exitCode = 3) {
    super(message);
    this.exitCode = exitCode;
  }
}

const say = (line) => process.stderr.write(`pixora set-up: ${line}\n`);

try {
  const command = process.argv.slice(2);
  const programs = [];
  while (command[0] in PROGRAMS) programs.push(PROGRAMS[command.shift()]);
  checkNode();
  await installDependencies();
  await installPrograms(programs);
  if (command.length > 0) process.exitCode = await runProgram(command);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = error.exitCode;
}

function checkNode() {
  const { engines } = readJson("package.json");
  const least = /\d+\.\d+/.exec(engines.node)?.[0] ?? "0.0";
  if (compareVersions(process.versions.node, least) < 0) {
    throw new SetupError(`this is Node ${process.versions.node}; Pixora needs ${least} or newer: https://nodejs.org`);
  }
}

function compareVersions(left, right) {
  const [leftMajor, leftMinor] = left.split(".").map(Number);
  const [rightMajor, rightMinor] = right.split(".").map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}

async function installDependencies() {
  const missing = missingPackages();
  if (missing === 0) return;
  const started = performance.now();
  say(`installing ${missing} npm packages …`);
  // The npm that runs this script, so that a machine with two of them uses one.
  const npm = process.env.npm_execpath;
  const argumentsOfNpm = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = npm?.endsWith("npm-cli.js")
    ? await run(process.execPath, [npm, ...argumentsOfNpm])
    : await run("npm", argumentsOfNpm);
  stopIfInterrupted(code);
  if (code !== 0) throw new SetupError(`npm ci ended with code ${code}: see its lines above, then run this again`);
  if (missingPackages() > 0)
    throw new SetupError("npm ci left packages out: run `npm ci --include=dev` and read what it says");
  say(`packages installed in ${seconds(started)}`);
}

/**
 * How many locked packages are not in node_modules in that version.
 * npm writes its own record there when, and only when, an installation is complete.
 */
function missingPackages() {
  const wanted = Object.entries(readJson("package-lock.json").packages);
  const record = join("node_modules", ".package-lock.json");
  const installed = existsSync(join(ROOT, record)) ? readJson(record).packages : {};
  // Optional ones are for other platforms, and npm leaves them out.
  return wanted.filter(
    ([path, { version, optional }]) => path !== "" && !optional && installed[path]?.version !== version,
  ).length;
}

async function installPrograms(programs) {
  const missing = programs.filter(({ isHere }) => !isHere());
  if (missing.length === 0) return;
  const packages = missing.map((program) => program.package).join(" ");
  const byHand = `apt-get update && ${INSTALL} ${packages}`;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/etc/debian_version") || !onPath("apt-get")) {
    const ways = missing.map((program) => `${program.instead}, or install ${program.package}`).join("; ");
    throw new SetupError(`for the tests, ${ways} (Debian and Ubuntu: sudo sh -c "${byHand}")`);
  }
  const started = performance.now();
  say(`installing ${packages} from Debian for the tests …`);
  // A machine with an init system would start the services; the tests start their own.
  const script = `
    set -e
    policy=/usr/sbin/policy-rc.d
    if [ ! -e $policy ]; then
      trap 'rm -f $policy' EXIT
      printf '#!/bin/sh\\nexit 101\\n' > $policy
      chmod 755 $policy
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends ${packages}
  `;
  const code = await run("sh", ["-c", script]);
  stopIfInterrupted(code);
  const failed = missing.filter(({ isHere }) => !isHere());
  if (code !== 0 || failed.length > 0) {
    const ways = (failed.length > 0 ? failed : missing).map(({ instead }) => instead).join("; ");
    throw new SetupError(`${packages} could not be installed; run by hand: ${byHand} — or ${ways}`);
  }
  say(`${packages} installed in ${seconds(started)}`);
}

function hasPostgres(folder) {
  return ["initdb", "postgres"].every((program) => isExecutable(join(folder, program)));
}

/** Debian keeps them off the PATH, by version. */
function debianPostgres() {
  const versions = "/usr/lib/postgresql";
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin")) : [];
}

/** Whether it starts, and is version 5 or newer: builds without a number tell only the year they were made in. */
function isFfmpeg5(program) {
  const { stdout } = spawnSync(program, ["-version"], { encoding: "utf8", timeout: 15_000 });
  const [, version, year] = /^ffmpeg version (\S+) .*\(c\) \d+-(\d+)/.exec(stdout ?? "") ?? [];
  const major = /^n?(\d+)\./.exec(version ?? "")?.[1];
  return major ? Number(major) >= 5 : Number(year) >= 2022;
}

function stopIfInterrupted(code) {
  if (code > 128) throw new SetupError("interrupted: the next run starts it again", code);
}

/** Runs the program with this process's streams. Resolves with its exit code. */
function runProgram([program, ...programArguments]) {
  const path = [join(ROOT, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  const executable = program === "node" ? process.execPath : program;
  const env = { ...process.env, PATH: path };
  return run(executable, programArguments, { stdio: "inherit", env });
}

/**
 * Runs one program to its end. By default it speaks on stderr.
 * Signals are passed on, never obeyed here: the program cleans up, and its exit code is the answer.
 */
function run(program, programArguments, options = { stdio: ["ignore", 2, 2], cwd: ROOT }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, options);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    const passOn = (signal) => {
      clearInterval(watch);
      child.kill(signal);
    };
    const watch = setInterval(() => isLeftByNpm() && passOn("SIGTERM"), WATCH_MS).unref();
    for (const signal of signals) process.on(signal, passOn);
    child.on("error", (error) => reject(new SetupError(`cannot run ${program}: ${error.message}`)));
    child.on("close", (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, passOn);
      resolve(code ?? 128 + system.signals[signal]);
    });
  });
}

/**
 * Whether npm's shell, which started this process, is gone. Asked to stop, npm tells only its shell, which ends without
 * a word to what runs in it: a server that nobody looks after any more would keep its port.
 */
function isLeftByNpm() {
  return process.env.npm_lifecycle_event !== undefined && process.ppid !== PARENT;
}

function onPath(program) {
  return pathFolders().some((folder) => isExecutable(join(folder, program)));
}

function pathFolders() {
  return (process.env.PATH ?? "").split(delimiter);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
