import { readdirSync, readFileSync } from "node:fs";

/** CPU seconds of a process, its own and those of children that have ended. */
export interface CpuSeconds {
  own: number;
  children: number;
}

/** Clock ticks a second of `/proc`: the same on every Linux that Node runs on. */
const TICKS = 100;

/** @param id of a process, or the path of a thread below `/proc`: `self/task/<id>` */
export function cpuSeconds(id: number | string = "self"): CpuSeconds {
  // 11 to 14 are user and system time, own and children's.
  const fields = statOf(id).map(Number);
  const ticks = (position: number) => fields[position] ?? 0;
  return { own: (ticks(11) + ticks(12)) / TICKS, children: (ticks(13) + ticks(14)) / TICKS };
}

/** Ids of a process's children; none when it has ended. */
export function childIds(id: number | "self" = "self"): string[] {
  const threads = list(`/proc/${id}/task`);
  return threads.flatMap((thread) => read(`/proc/${id}/task/${thread}/children`).split(" ").filter(Boolean));
}

/** Ids of a process's children, of their children, and so on. */
export function descendantIds(id: number): number[] {
  return childIds(id).flatMap((child) => [Number(child), ...descendantIds(Number(child))]);
}

export function isFfmpeg(id: string): boolean {
  return read(`/proc/${id}/comm`).trim() === "ffmpeg";
}

/** Resident memory of a process in megabytes. */
export function residentMegabytes(id: string): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${id}/status`))?.[1] ?? 0) / 1024;
}

/** Memory of processes in megabytes. Files in memory, such as a program's code, count once for all of one name. */
export function megabytesTogether(ids: readonly number[]): number {
  const files = new Map<string, number>();
  let own = 0;
  for (const id of ids) {
    const status = read(`/proc/${id}/status`);
    const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    const name = /^Name:\s+(.*)/.exec(status)?.[1] ?? "";
    own += kilobytes("RssAnon") + kilobytes("RssShmem");
    files.set(name, Math.max(files.get(name) ?? 0, kilobytes("RssFile")));
  }
  return [...files.values()].reduce((sum, kilobytes) => sum + kilobytes, own) / 1024;
}

/** The words that a process was started with, a blank after each. */
export function commandOf(id: number): string {
  return read(`/proc/${id}/cmdline`).replaceAll("\0", " ");
}

/** Ids of all processes of a group. */
export function groupIds(group: number): number[] {
  const ids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return ids.filter((id) => Number(statOf(id)[2]) === group);
}

/** The fields of `/proc/<id>/stat` after the name, which may hold spaces. */
function statOf(id: number | string): string[] {
  return (read(`/proc/${id}/stat`).split(") ").at(-1) ?? "").split(" ");
}

/** Names in a folder of a process that may end at any time. */
function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** A file of a process or thread that may end at any time. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
