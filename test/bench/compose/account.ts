/**
 * Where our own CPU time goes: the same films with an ffmpeg that writes down what each start of it took.
 * Every start costs some milliseconds more that way, so that no other figure comes from here.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { median } from "../schedule/table.ts";
import { postOf } from "./posts.ts";
import { readTimes, timeProgram } from "./timed-program.ts";

export interface ProgramPost {
  what: string;
  starts: number;
  cpuMs: number;
}

const STARTS = 5;

/** A program that does as ffmpeg and keeps accounts in the folder `accounts`. @returns its absolute path */
export async function accountingFfmpeg(program: string, folder: string): Promise<string> {
  await mkdir(join(folder, "accounts"));
  const path = join(folder, "accounting-ffmpeg");
  const account = `"${join(folder, "accounts")}/$$"`;
  const lines = [
    "#!/bin/bash",
    "TIMEFORMAT='%U %S %R'",
    "exec 9>&2",
    `{ printf '%s ' "$@"; echo; } > ${account}`,
    `{ time "${program}" "$@" 2>&9 9>&-; } 2>> ${account}`,
  ];
  await writeFile(path, `${lines.join("\n")}\n`, { mode: 0o755 });
  return path;
}

export async function readAccounts(folder: string): Promise<ProgramPost[]> {
  const posts = new Map<string, ProgramPost>();
  for (const name of await readdir(join(folder, "accounts"))) {
    const account = await readFile(join(folder, "accounts", name), "utf8");
    const what = postOf(account);
    const post = posts.get(what) ?? { what, starts: 0, cpuMs: 0 };
    posts.set(what, { what, starts: post.starts + 1, cpuMs: post.cpuMs + readTimes(account).cpuMs });
  }
  return [...posts.values()].sort((one, other) => other.cpuMs - one.cpuMs);
}

/** Milliseconds of CPU that ffmpeg takes to start, and do nothing. */
export async function startMs(program: string, folder: string): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) times.push((await timeProgram(program, ["-version"], folder)).cpuMs);
  return median(times);
}
