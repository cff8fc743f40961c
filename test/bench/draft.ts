/**
 * Times one draft film of 30 seconds at 720p: `npm run bench -- draft`. Linux only, because it reads /proc.
 * It measures what a user waits for, so an idle machine is needed for figures that can be compared.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVideoAgent } from "../../graph/agent.ts";
import { readConfig } from "../../models/config.ts";
import type { TaskEvent } from "../../models/event.ts";
import { childIds, cpuSeconds, isFfmpeg, residentMegabytes } from "./processes.ts";

const REQUEST = { prompt: "A fox finds a lantern in a snowy forest", durationSeconds: 30 };
const SAMPLE_MILLISECONDS = 20;

interface Samples {
  all: number;
  /** Samples in which at least one ffmpeg was there. */
  withFfmpeg: number;
  /** Of this process and its children together. */
  peakMegabytes: number;
}

const folder = await mkdtemp(join(tmpdir(), "pixora-bench-"));
const samples: Samples = { all: 0, withFfmpeg: 0, peakMegabytes: 0 };
const sampling = setInterval(sample, SAMPLE_MILLISECONDS);
const began = performance.now();
try {
  const agent = createVideoAgent({ ...readConfig(process.env), dataDir: join(folder, "data") });
  const lines: string[] = [];
  for await (const event of agent.stream(REQUEST, { folder: join(folder, "film") })) lines.push(...timeOf(event));
  report(lines, (performance.now() - began) / 1000);
} finally {
  clearInterval(sampling);
  await rm(folder, { recursive: true, force: true });
}

function sample(): void {
  const children = childIds();
  const memory = [String(process.pid), ...children].reduce((sum, id) => sum + residentMegabytes(id), 0);
  samples.all += 1;
  samples.withFfmpeg += children.some(isFfmpeg) ? 1 : 0;
  samples.peakMegabytes = Math.max(samples.peakMegabytes, memory);
}

function timeOf(event: TaskEvent): string[] {
  if (event.event === "step-end") {
    const { step, scene, seconds } = event.data;
    return [row(scene === null ? step : `${step} ${scene + 1}`, `${seconds.toFixed(1)} s`)];
  }
  if (event.event !== "task-end") return [];
  if (event.data.error) throw new Error(event.data.error.message);
  return [row("film", `${event.data.result?.durationSeconds.toFixed(1)} s`)];
}

function report(lines: readonly string[], wall: number): void {
  const { own, children } = cpuSeconds();
  const share = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`;
  const totals = [
    row("wall time", `${wall.toFixed(1)} s`),
    row("with an ffmpeg at work", share(samples.withFfmpeg, samples.all)),
    row("CPU time", `${(own + children).toFixed(1)} s`),
    row("ffmpeg's share of it", share(children, own + children)),
    row("peak memory", `${Math.round(samples.peakMegabytes)} MB`),
  ];
  process.stdout.write(`${[...lines, "", ...totals].join("\n")}\n`);
}

function row(name: string, value: string): string {
  return `${name.padEnd(28)}${value.padStart(10)}`;
}
