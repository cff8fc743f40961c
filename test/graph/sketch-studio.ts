/** Agents that draw at one scripted vendor and render no film, each as in a process of its own. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createAgent, type VideoAgent } from "../../graph/agent.ts";
import type { TaskKeep } from "../../graph/task-keep.ts";
import { createMedia } from "../../media/index.ts";
import type { CuttingRoom, Media } from "../../media/types.ts";
import type { TaskEvent } from "../../models/event.ts";
import { VideoRequest, type VideoRequestInput } from "../../models/request.ts";
import { createDraftProviders } from "../../providers/draft/index.ts";
import { createBuyer, createJobStopper } from "../../providers/purchase.ts";
import { createTraffic } from "../../providers/traffic.ts";
import type { ImageProvider, ImageRequest, Providers } from "../../providers/types.ts";
import { createQuickClock } from "../providers/quick-clock.ts";
import { createScriptedVendor, type ScriptedVendor } from "../providers/scripted-vendor.ts";

/** Of a picture, in US dollars; more is reserved before. */
export const PICTURE_USD = 0.5;
const MOST_USD = 0.8;

export interface Studio {
  vendor: ScriptedVendor;
  /** Another process at the same vendor, with the same files. */
  process(): StudioProcess;
}

export interface StudioProcess {
  agent: VideoAgent;
  /** What was asked of the vendor's pictures, in that order: each sheet, and each still with whose sheets it was drawn after. */
  drawn: string[];
  /** Carries the task out as far as that goes. */
  run(request: VideoRequestInput, keep: TaskKeep, signal?: AbortSignal): Promise<TaskEvent[]>;
}

export interface StudioOptions {
  /** Whether the vendor can be asked for a job whose answer was lost. */
  finds?: boolean;
  /** What a call of the language model costs, by its characters. */
  languageUsd?: (characters: number) => number;
}

/** @param folder for its files */
export function openStudio(folder: string, { finds = true, languageUsd = () => 0 }: StudioOptions = {}): Studio {
  const vendor = createScriptedVendor({ finds });
  vendor.jobsBecome({ state: "succeeded", computeSeconds: null });
  const process = (): StudioProcess => {
    const draft = createDraftProviders({ storageFolder: folder });
    const drawn: string[] = [];
    const clock = createQuickClock();
    const traffic = createTraffic({ vendor: 10, models: {} }, { clock });
    const desk = { driver: vendor.driver, traffic, pacing: { clock, readMs: 1000, cancelMs: 1000 } };
    const providers: Providers = {
      ...draft,
      language: {
        ...draft.language,
        price: (characters) => ({ minUsd: 0, maxUsd: languageUsd(characters) }),
        cost: () => languageUsd(Number.POSITIVE_INFINITY),
      },
      image: imagesOf(vendor, createBuyer(desk), drawn),
      video: null,
      records: null,
      stopJob: createJobStopper(desk),
      fetchOutside: () => Promise.reject(new Error("This test fetches nothing.")),
    };
    const film = join(folder, "film");
    const agent = createAgent({ providers, media: noMedia(folder, film), outputFolder: () => film });
    return {
      agent,
      drawn,
      async run(request, keep, signal = new AbortController().signal) {
        const events: TaskEvent[] = [];
        for await (const event of agent.run(await agent.accept(request), keep, { signal })) events.push(event);
        return events;
      },
    };
  };
  return { vendor, process };
}

function imagesOf(vendor: ScriptedVendor, buy: ReturnType<typeof createBuyer>, drawn: string[]): ImageProvider {
  return {
    vendor: vendor.driver.vendor,
    maxReferences: 14,
    price: () => ({ minUsd: 0, maxUsd: 0 }),
    async generate(wish, context) {
      drawn.push(nameOf(wish));
      const order = { model: vendor.order.model, input: { prompt: wish.prompt } };
      const costUsd = () => PICTURE_USD;
      const deal = { capability: "image", order, maxUsd: MOST_USD, costUsd, deadlineSeconds: 60 } as const;
      const { requestId } = await buy(deal, context);
      const made = { vendor: vendor.driver.vendor, model: order.model, prompt: wish.prompt, seed: null, credits: [] };
      const provenance = { ...made, requestId, costUsd: PICTURE_USD };
      return { bytes: new TextEncoder().encode(`picture of ${requestId}`), mediaType: "image/png", provenance };
    },
  };
}

export function nameOf({ subject }: ImageRequest): string {
  if (subject.kind === "sheet") return "sheet";
  return `still of ${subject.cast.map(({ character, path }) => (path ? character.id : `a ${character.id}`)).join()}`;
}

/** Media that look into no picture and cut no film. */
export function noMedia(folder: string, film: string): Media {
  return {
    ...createMedia({ ffmpegPath: null, workFolder: join(folder, "work") }),
    ready: async () => {},
    pictureSize: async () => ({ width: 1, height: 1 }),
    openCuttingRoom: async () => noRoom(film),
  };
}

/** A cutting room that renders nothing: these tests look at what is drawn for whom, and paid by whom. */
function noRoom(filmFolder: string): CuttingRoom {
  const video = join(filmFolder, "video.mp4");
  const metadata = { durationSeconds: 5, frames: 150, frameRate: 30, width: 1280, height: 720, bytes: 1, sha256: "" };
  return {
    addSound: () => {},
    addMusic: () => {},
    addScene: async () => {},
    preview: async () => null,
    async finish() {
      await writeFile(video, "x");
      return {
        video,
        poster: video,
        srt: null,
        vtt: null,
        metadata: { ...metadata, loudnessLufs: null, truePeakDbtp: null },
      };
    },
    close: async () => {},
  };
}

/** A film of three scenes with one character, silent. */
export const aRequest = (prompt: string) =>
  VideoRequest.parse({ prompt, durationSeconds: 5, scenes: 3, narration: false, captions: "none", music: false });
export const ofFox = aRequest("A fox finds a lantern. The fox meets the moon. The fox goes home.");
