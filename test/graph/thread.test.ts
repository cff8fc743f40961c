import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAgent } from "../../graph/agent.ts";
import { PixoraError } from "../../models/error.ts";
import { createDraftProviders } from "../../providers/draft/index.ts";
import { aRequest, nameOf, noMedia, ofFox } from "./sketch-studio.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-thread-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An agent that draws by name only and renders no film; `drawn` tells each picture, and whose sheets it was drawn after. */
function aDrawingAgent(onDraw: (what: string) => void = () => {}, noMusic?: PixoraError) {
  const draft = createDraftProviders({ storageFolder: folder });
  const film = join(folder, "film");
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
  const stopJob = () => Promise.reject(new Error("This test leaves no job behind."));
  const music = noMusic ? { ...draft.music, generate: () => Promise.reject(noMusic) } : draft.music;
  const providers = { ...draft, music, image, video: null, records: null, fetchOutside, stopJob };
  const { graph } = createAgent({ providers, media: noMedia(folder, film), outputFolder: () => film });
  return { graph, drawn };
}

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
