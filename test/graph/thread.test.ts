import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAgent } from "../../graph/agent.ts";
import { createMedia } from "../../media/index.ts";
import type { CuttingRoom, Media } from "../../media/types.ts";
import { PixoraError } from "../../models/error.ts";
import { VideoRequest } from "../../models/request.ts";
import { createDraftProviders } from "../../providers/draft/index.ts";
import type { ImageRequest } from "../../providers/types.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-thread-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A cutting room that renders nothing: these tests look at what is drawn for whom. */
function noRoom(filmFolder: string): CuttingRoom {
  const video = join(filmFolder, "video.mp4");
  const metadata = { durationSeconds: 5, frames: 150, frameRate: 30, width: 1280, height: 720, bytes: 1, sha256: "" };
  return {
    addScene: async () => {},
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

/** An agent that draws by name only and renders no film; `drawn` tells each picture, and whose sheets it was drawn after. */
function aDrawingAgent(onDraw: (what: string) => void = () => {}, noMusic?: PixoraError) {
  const draft = createDraftProviders({ storageFolder: folder });
  const film = join(folder, "film");
  const media: Media = {
    ...createMedia({ ffmpegPath: null, workFolder: join(folder, "work") }),
    pictureSize: async () => ({ width: 1, height: 1 }),
    openCuttingRoom: async () => noRoom(film),
  };
  const drawn: string[] = [];
  const image = {
    ...draft.image,
    async generate(...[wish, context]: Parameters<typeof draft.image.generate>) {
      const what = nameOf(wish);
      drawn.push(what);
      onDraw(what);
      if (context.signal.aborted) throw new PixoraError("cancelled", "Stopped.");
      const made = { vendor: "test", model: "m", prompt: wish.prompt, seed: null, requestId: null, costUsd: 0 };
      const bytes = new TextEncoder().encode(`picture ${drawn.length}`);
      return { bytes, mediaType: "image/png", provenance: { ...made, credits: [] } };
    },
  };
  const fetchOutside = () => Promise.reject(new Error("This test fetches nothing."));
  const music = noMusic ? { ...draft.music, generate: () => Promise.reject(noMusic) } : draft.music;
  const providers = { ...draft, music, image, video: null, records: null, fetchOutside };
  const { graph } = createAgent({ providers, media, outputFolder: () => film });
  return { graph, drawn };
}

function nameOf({ subject }: ImageRequest): string {
  if (subject.kind === "sheet") return "sheet";
  return `still of ${subject.cast.map(({ character, path }) => (path ? character.id : `a ${character.id}`)).join()}`;
}

const aRequest = (prompt: string) =>
  VideoRequest.parse({ prompt, durationSeconds: 5, scenes: 3, narration: false, captions: "none", music: false });
const ofFox = aRequest("A fox finds a lantern. The fox meets the moon. The fox goes home.");
const ofRobot = aRequest("A robot paints a sea. The robot dances at night. The robot sleeps.");
const sheets = ["sheet", "sheet", "sheet"];

describe("a budget", () => {
  it("that has no room for the music ends in a film without music, not in none", async () => {
    const dear = new PixoraError("over_budget", "The budget has $0.01 left.");
    const { graph } = aDrawingAgent(() => {}, dear);
    const request = { ...ofFox, music: true };
    const { film, problem } = await graph.invoke({ request }, { configurable: { thread_id: "one" } });
    expect(problem).toBeNull();
    expect(film?.degraded).toEqual([{ scene: null, wanted: "music", got: "no music", reason: dear.message }]);
  });
});

describe("on one thread", () => {
  it("the scenes of a second film are drawn after its own characters", async () => {
    const { graph, drawn } = aDrawingAgent();
    const thread = { configurable: { thread_id: "one" } };
    await graph.invoke({ request: ofFox }, thread);
    expect(drawn.splice(0)).toEqual([...sheets, "still of fox", "still of fox", "still of fox"]);
    await graph.invoke({ request: ofRobot }, thread);
    expect(drawn).toEqual([...sheets, "still of robot", "still of robot", "still of robot"]);
  });

  it("a film that was stopped while its characters were drawn is gone on with, its scenes after the new ones", async () => {
    const stop = new AbortController();
    const { graph, drawn } = aDrawingAgent(() => stop.abort());
    const thread = { configurable: { thread_id: "one" } };
    await expect(graph.invoke({ request: ofFox }, { ...thread, signal: stop.signal })).rejects.toThrow();
    expect(drawn.splice(0)).toEqual(["sheet"]);
    await graph.invoke(null, thread);
    expect(drawn).toEqual([...sheets, "still of fox", "still of fox", "still of fox"]);
  });

  it("fewer steps at once than there are scenes are enough, although all of them wait for the characters", async () => {
    const { graph, drawn } = aDrawingAgent();
    const { film } = await graph.invoke({ request: ofFox }, { configurable: { thread_id: "one" }, maxConcurrency: 2 });
    expect(film).not.toBeNull();
    expect(drawn).toEqual([...sheets, "still of fox", "still of fox", "still of fox"]);
  });
});
