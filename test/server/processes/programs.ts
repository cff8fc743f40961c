/** The service's programs as processes of their own: started, listened to, and always ended. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildProduct } from "../../crash/build.ts";

/** A line of a log. */
export type Line = Record<string, unknown> & { level: string; message: string };

/** How a process ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Program {
  readonly pid: number;
  /** What it has logged so far. */
  readonly lines: readonly Line[];
  /** All that it has written so far. */
  readonly said: { stdout: string; stderr: string };
  /** Resolves with the first such line, also when it was told before. Rejects when the process ends without it. */
  told(isIt: (line: Line) => boolean): Promise<Line>;
  /** Resolves when its stdout has such a text. Rejects when the process ends without it. */
  heard(text: RegExp): Promise<void>;
  /** Of a server: resolves with its URL when it listens. */
  url(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<Ended>;
}

export interface Start {
  arguments?: readonly string[];
  /** For Node itself. */
  nodeArguments?: readonly string[];
  /** All that it knows of its surroundings beside the PATH. */
  environment?: Record<string, string>;
}

export interface Programs {
  /** A folder for everything that they write; they share it. */
  readonly folder: string;
  /** `npm start`, on any free port unless told otherwise. */
  server(start?: Start): Program;
  /** `npm run worker`. */
  worker(start?: Start): Program;
  /** Any other program. */
  node(path: string, start?: Start): Program;
  /** Ends those that are still there, and removes the build. */
  close(): Promise<void>;
}

/** Built as a package is: so they start in half the time. */
export async function openPrograms(): Promise<Programs> {
  const build = await buildProduct();
  const folder = await mkdtemp(join(tmpdir(), "pixora-processes-"));
  const running = new Set<Program>();
  const node: Programs["node"] = (path, start) => {
    const program = startProgram(path, folder, start);
    running.add(program);
    void program.exit.then(() => running.delete(program));
    return program;
  };
  // Nobody is left to end them when a test run is broken off.
  const endAll = () => {
    for (const program of running) program.kill("SIGKILL");
  };
  process.once("exit", endAll);
  return {
    folder,
    node,
    server: (start) => node(build.server, start),
    worker: (start) => node(build.worker, start),
    async close() {
      process.off("exit", endAll);
      const all = [...running];
      endAll();
      await Promise.all(all.map(({ exit }) => exit));
      await Promise.all([build.remove(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

/** Runs a program of Node in this folder; whoever starts it ends it. */
export function startProgram(path: string, folder: string, start: Start = {}): Program {
  const { arguments: given = [], nodeArguments = [], environment = {} } = start;
  const basics = { PATH: process.env.PATH ?? "", PIXORA_PORT: "0", PIXORA_DATA_DIR: join(folder, "data") };
  const env = { ...basics, ...environment };
  const command = [...nodeArguments, path, ...given];
  return attend(spawn(process.execPath, command, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] }));
}

function attend(made: ChildProcess): Program {
  const said = { stdout: "", stderr: "" };
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const isThere of [...waiting]) isThere();
  };
  for (const name of ["stdout", "stderr"] as const) {
    made[name]?.setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
      look();
    });
  }
  if (made.stdout) {
    createInterface({ input: made.stdout }).on("line", (text) => {
      if (!text.startsWith("{")) return;
      lines.push(JSON.parse(text));
      look();
    });
  }
  const exit = once(made, "close").then(([code, signal]): Ended => ({ code, signal }));
  const gone = exit.then(({ code, signal }) => {
    throw new Error(`The process ended by ${signal ?? code}. It said: ${said.stdout.slice(-4000)}${said.stderr}`);
  });
  gone.catch(() => {});
  const until = <Found>(find: () => Found | undefined): Promise<Found> => {
    const found = new Promise<Found>((resolve) => {
      const isThere = () => {
        const it = find();
        if (it === undefined) return;
        waiting.delete(isThere);
        resolve(it);
      };
      waiting.add(isThere);
      isThere();
    });
    return Promise.race([found, gone]);
  };
  const told: Program["told"] = (isIt) => until(() => lines.find(isIt));
  return {
    pid: made.pid ?? 0,
    ...{ lines, said, told, exit },
    heard: async (text) => void (await until(() => (text.test(said.stdout) ? true : undefined))),
    url: async () => String((await told(({ message }) => message.startsWith("listening on "))).url),
    kill: (signal) => void made.kill(signal),
  };
}
