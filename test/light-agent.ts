/** An agent that tells the draft vendor's story, draws by name only, and renders no film: whole runs in a few milliseconds. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AgentParts, createAgent } from "../graph/agent.ts";
import { createMedia } from "../media/index.ts";
import type { CuttingRoom, FinishOptions, Media } from "../media/types.ts";
import { PixoraError } from "../models/error.ts";
import { createDraftProviders } from "../providers/draft/index.ts";
import type { ImageRequest, SheetSubject } from "../providers/types.ts";

export interface LightOptions {
  /** Holds everything. */
  folder: string;
  /** Sees what is about to be drawn: `sheet:mira:front`, or `still:` and its prompt. May wait, and may fail it. */
  onDraw?: (what: string, signal: AbortSignal) => unknown;
}

/** A request that this agent makes a film of. */
export const LIGHT_REQUEST = {
  prompt: "Mira the fox and Odo the owl look for a lantern. They walk home.",
  durationSeconds: 5,
  scenes: 2,
  narration: false,
  captions: "none",
  music: false,
} as const;

export function lightAgentParts({ folder, onDraw = () => {} }: LightOptions): AgentParts {
  const draft = createDraftProviders({ storageFolder: folder });
  const media: Media = {
    ...createMedia({ ffmpegPath: null, workFolder: join(folder, "work") }),
    pictureSize: async () => ({ width: 1, height: 1 }),
    openCuttingRoom: async () => noRoom(),
  };
  const image = {
    ...draft.image,
    async generate({ subject, prompt }: ImageRequest, { signal }: { signal: AbortSignal }) {
      await onDraw(subject.kind === "sheet" ? sheetName(subject) : `still:${prompt}`, signal);
      if (signal.aborted) throw new PixoraError("cancelled", "Stopped.");
      const made = { vendor: "test", model: "m", prompt, seed: null, requestId: null, costUsd: 0 };
      return { bytes: new TextEncoder().encode(prompt), mediaType: "image/png", provenance: { ...made, credits: [] } };
    },
  };
  const fetchOutside = () => Promise.reject(new Error("This test fetches nothing."));
  const stopJob = () => Promise.reject(new Error("This test leaves no job behind."));
  const providers = { ...draft, image, video: null, records: null, fetchOutside, stopJob };
  return { providers, media, outputFolder: (taskId) => join(folder, "out", taskId) };
}

export function lightAgent(options: LightOptions) {
  return createAgent(lightAgentParts(options));
}

function sheetName({ character, view }: SheetSubject): string {
  return `sheet:${character.id}:${view}`;
}

function noRoom(): CuttingRoom {
  return {
    addSound: () => {},
    addMusic: () => {},
    addScene: async () => {},
    preview: async () => null,
    async finish({ folder }: FinishOptions) {
      const video = join(folder, "video.mp4");
      await mkdir(folder, { recursive: true });
      await writeFile(video, "film");
      const size = { durationSeconds: 5, frames: 150, frameRate: 30, width: 1280, height: 720, bytes: 4, sha256: "" };
      return {
        video,
        poster: video,
        srt: null,
        vtt: null,
        metadata: { ...size, loudnessLufs: null, truePeakDbtp: null },
      };
    },
    close: async () => {},
  };
}
