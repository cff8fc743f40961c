/** One film of the real graph, whose progress goes into a saver. */
import { join } from "node:path";
import { type BaseCheckpointSaver, MemorySaver } from "@langchain/langgraph";
import { awaitFilm, createAgent } from "../../../graph/agent.ts";
import { keepInMemory } from "../../../graph/task-keep.ts";
import { instantMedia } from "../schedule/media.ts";
import { simulatedProviders } from "../schedule/providers.ts";
import { filmRequest } from "../schedule/story.ts";
import { createVendors } from "../schedule/vendors.ts";
import { busyMilliseconds, type Call } from "./calls.ts";
import { difference, type Reading, type Thread } from "./contestant.ts";
import { type RecordedCall, recordSaver } from "./replay.ts";
import { watchSaver } from "./watched-saver.ts";

export interface FilmFigures extends Reading {
  calls: readonly Call[];
  /** Checkpoints, the one of the input among them. */
  supersteps: number;
  busyMs: number;
  /** The whole film, from the request on. */
  wallMs: number;
}

const UNLIMITED = { language: Infinity, fal: Infinity, replicate: Infinity };

/** @param folder existing folder for the film */
export async function measureFilm(thread: Thread, scenes: number, folder: string): Promise<FilmFigures> {
  const before = await thread.meter();
  const { saver, calls } = watchSaver(thread.saver);
  const began = performance.now();
  await makeFilm(saver, thread.id, scenes, join(folder, thread.id));
  const wallMs = performance.now() - began;
  const written = difference(await thread.meter(), before);
  const supersteps = calls.filter(({ kind }) => kind === "put").length;
  return { ...written, calls, supersteps, busyMs: busyMilliseconds(calls), wallMs };
}

/** What a film asks of its saver. */
export async function recordFilm(scenes: number, folder: string): Promise<RecordedCall[]> {
  const { saver, recorded } = recordSaver(new MemorySaver());
  await makeFilm(saver, "recorded", scenes, join(folder, `recorded-${scenes}`));
  return recorded;
}

/** Only the saver outlives the process: books and events stay in memory, and are not measured. */
async function makeFilm(saver: BaseCheckpointSaver, id: string, scenes: number, folder: string): Promise<void> {
  const vendors = createVendors({ limits: UNLIMITED, seconds: () => 0, scale: 1 });
  const providers = simulatedProviders(vendors, scenes);
  const agent = createAgent({ providers, media: instantMedia(), outputFolder: () => folder });
  const keep = { ...keepInMemory(id), saver };
  const request = await agent.accept(filmRequest(scenes, "clips"));
  const events = agent.run(request, keep, {
    signal: new AbortController().signal,
    onBug: (error) => {
      throw error;
    },
  });
  const { film } = await awaitFilm(events, () => agent.filmOf(keep));
  const [loss] = film.degraded;
  if (loss) throw new Error(`The film has ${loss.got} instead of ${loss.wanted}: ${loss.reason}.`);
}
