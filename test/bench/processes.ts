import { readdirSync, readFileSync } from "node:fs";

/** CPU seconds of a process, its own and those of children that have ended. */
export interface CpuSeconds {
  own: number;
  children: number;
}

/** Clock ticks a second of `/proc`: the same on every Linux that Node runs on. */
const TICKS = 100;

export function cpuSeconds(id: number | "self" = "self"): CpuSeconds {
  // 11 to 14 are user and system time, own and children's.
  const fields = statOf(id).map(Number);
  const ticks = (position: number) => fields[position] ?? 0;
  return { own: (ticks(11) + ticks(12)) / TICKS, children: (ticks(13) + ticks(14)) / TICKS };
}

/** Ids of this process's children. */
export function childIds(): string[] {
  const threads = readdirSync("/proc/self/task");
  return threads.flatMap((thread) => read(`/proc/self/task/${thread}/children`).split(" ").filter(Boolean));
}

export function isFfmpeg(id: string): boolean {
  return read(`/proc/${id}/comm`).trim() === "ffmpeg";
}

/** Resident memory of a process in megabytes. */
export function residentMegabytes(id: string): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${id}/status`))?.[1] ?? 0) / 1024;
}

/** Ids of all processes of a group. */
export function groupIds(group: number): number[] {
  const ids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return ids.filter((id) => Number(statOf(id)[2]) === group);
}

/** The fields of `/proc/<id>/stat` after the name, which may hold spaces. */
function statOf(id: number | "self"): string[] {
  return (read(`/proc/${id}/stat`).split(") ").at(-1) ?? "").split(" ");
}

/** A file of a process or thread that may end at any time. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
