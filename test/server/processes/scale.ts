/** Two servers that only answer and three workers over one Redis: what many films look like from outside. */
import { createHash } from "node:crypto";
import type { TaskEvent } from "../../../models/event.ts";
import { LEAN_FILM } from "../../e2e/lean-film.ts";
import { startOwnRedis } from "../../setup/own-redis.ts";
import { type AllVendors, startAllVendors } from "../../vendors/all.ts";
import { type Client, openClient } from "./keep-alive-client.ts";
import { type Line, openPrograms, type Program, type Programs } from "./programs.ts";

const WORKERS = 3;
const LATENCY_MS = 300;
const FILM = { ...LEAN_FILM, aspectRatio: "1:1" };

export interface FilmSeen {
  taskId: string;
  /** The servers by number. */
  orderedAt: number;
  followedAt: number;
  events: TaskEvent[];
  /** Of its video, as each server sends it. */
  hashes: string[];
  /** Workers that took it, by number, in order. */
  takenBy: number[];
}

export interface ScaleReport {
  films: FilmSeen[];
  /** How a film ended that was cancelled at the server that did not take the order. */
  cancelled: { answer: number; events: TaskEvent[]; takenBy: number[] };
  /** The worker that was killed. */
  killed: { worker: number; taskId: string };
  /** Tasks that each worker took and ended. */
  shares: { taken: number; ended: number }[];
  picturesBought: number;
  seconds: number;
}

interface Setting {
  programs: Programs;
  vendors: AllVendors;
  workers: Program[];
  urls: string[];
}

/** @param count films that are ordered, beside the one that is cancelled */
export async function runScale(count: number): Promise<ScaleReport> {
  const redis = await startOwnRedis();
  const vendors = await startAllVendors({ latencyMs: LATENCY_MS, hasClip: false });
  const programs = await openPrograms();
  try {
    const environment = { ...vendors.environment, REDIS_URL: redis.url };
    const servers = [0, 1].map(() => programs.server({ environment: { ...environment, PIXORA_WORKERS: "0" } }));
    const one = { environment: { ...environment, PIXORA_WORKERS: "1", PIXORA_LOG_LEVEL: "debug" } };
    const workers = Array.from({ length: WORKERS }, () => programs.worker(one));
    const urls = await Promise.all(servers.map((server) => server.url()));
    await Promise.all(workers.map((worker) => worker.told(({ message }) => message.startsWith("working on"))));
    const report = await play({ programs, vendors, workers, urls }, count);
    const rest = [...servers, ...workers.filter((_, number) => number !== report.killed.worker)];
    for (const program of rest) program.kill("SIGTERM");
    const ends = await Promise.all(rest.map(({ exit }) => exit));
    if (ends.some(({ code }) => code !== 0)) throw new Error(`Not all ended as they should: ${JSON.stringify(ends)}`);
    return report;
  } finally {
    await programs.close();
    await Promise.all([redis.stop(), vendors.close()]);
  }
}

async function play(setting: Setting, count: number): Promise<ScaleReport> {
  const { workers, vendors, urls } = setting;
  const cancelled = await cancelElsewhere(setting);
  const began = performance.now();
  const killing = killOne(workers);
  const films = await Promise.all(Array.from({ length: count }, (_, number) => seeFilm(urls, number)));
  const seconds = (performance.now() - began) / 1000;
  const isTaken = (line: Line) => line.message === "task taken";
  const isEnded = (line: Line) => line.message === "task left" && line.how === "ended";
  const takers = (taskId: string) => {
    const taken = workers.flatMap(({ lines }, worker) => {
      return lines.filter((line) => isTaken(line) && line.taskId === taskId).map(({ time }) => ({ time, worker }));
    });
    return taken.sort((one, other) => String(one.time).localeCompare(String(other.time))).map(({ worker }) => worker);
  };
  return {
    films: films.map((film) => ({ ...film, takenBy: takers(film.taskId) })),
    cancelled: { ...cancelled, takenBy: takers(cancelled.taskId) },
    killed: await killing,
    shares: workers.map(({ lines }) => ({ taken: lines.filter(isTaken).length, ended: lines.filter(isEnded).length })),
    picturesBought: vendors.fal.orders.length,
    seconds,
  };
}

/** A film whose picture never comes. */
async function cancelElsewhere({ vendors, workers, urls }: Setting) {
  vendors.fal.faults.next("hang");
  const [here, there] = [openClient(urls.slice(0, 1), 0), openClient(urls.slice(1), 0)];
  const taskId = await order(here);
  const following = here.follow(taskId);
  await Promise.any(workers.map((worker) => worker.told((line) => isOrdered(line) && line.taskId === taskId)));
  const { status } = await there.ask("POST", `/ai/tasks/${taskId}/cancel`);
  const { events } = await following;
  close(here, there);
  return { taskId, events, answer: status };
}

const isOrdered = ({ message }: Line) => message === "operation taken by its vendor";

/** Whichever has the first picture ordered; it knows of nothing else at that moment. */
async function killOne(workers: readonly Program[]): Promise<ScaleReport["killed"]> {
  const before = workers.map(({ lines }) => lines.length);
  const found = workers.map(async (worker, number) => {
    const from = before[number] ?? 0;
    const line = await worker.told((told) => worker.lines.indexOf(told) >= from && isOrdered(told));
    return { worker: number, taskId: String(line.taskId) };
  });
  for (const one of found) one.catch(() => {});
  const killed = await Promise.race(found);
  workers[killed.worker]?.kill("SIGKILL");
  await workers[killed.worker]?.exit;
  return killed;
}

/** Ordered here, followed and fetched there. */
async function seeFilm(urls: readonly string[], number: number): Promise<Omit<FilmSeen, "takenBy">> {
  const orderedAt = number % 2;
  const followedAt = 1 - orderedAt;
  const clients = urls.map((url) => openClient([url], 0));
  const [here, there] = [clients[orderedAt] as Client, clients[followedAt] as Client];
  const taskId = await order(here);
  const { events } = await there.follow(taskId);
  const hashes = await Promise.all(clients.map((client) => hashOf(client, taskId)));
  close(...clients);
  return { taskId, orderedAt, followedAt, events, hashes };
}

async function order(client: Client): Promise<string> {
  const { status, text } = await client.ask("POST", "/ai/generate", { body: FILM });
  if (status !== 202) throw new Error(`The film was not accepted: ${text}`);
  return JSON.parse(text).id;
}

async function hashOf(client: Client, taskId: string): Promise<string> {
  const { answer } = await client.open("GET", `/ai/tasks/${taskId}/video`);
  if (answer.statusCode !== 200) return String(answer.statusCode);
  const hash = createHash("sha256");
  for await (const bytes of answer) hash.update(bytes);
  return hash.digest("hex");
}

function close(...clients: readonly Client[]): void {
  for (const client of clients) client.close();
}
