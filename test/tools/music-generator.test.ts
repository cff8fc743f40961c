import { describe, expect, it } from "vitest";
import type { CuttingRoom, FilmFormat, MusicSound } from "../../media/types.ts";
import type { MusicRequest } from "../../providers/types.ts";
import { musicGenerator } from "../../tools/music-generator.ts";
import { filmFormat } from "../../tools/scene-cut.ts";
import { aScene, aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedVendor } from "./scripted-vendors.ts";

describe("the music of a film", () => {
  it("is made as long as the scenes were planned, and told to the film's cutting room at once", async () => {
    const music = scriptedVendor<MusicRequest>("audio/wav", {});
    const told: (readonly MusicSound[])[] = [];
    const formats: FilmFormat[] = [];
    const room: Pick<CuttingRoom, "addMusic"> = { addMusic: (sounds) => void told.push(sounds) };
    const deps = {
      ...toolDeps({ providers: { music, storage: nominalStorage() }, media: { audioSeconds: async () => 7 } }),
      cuttingRoom: async (format: FilmFormat) => {
        formats.push(format);
        return room as CuttingRoom;
      },
    };
    const { request } = aSceneMaterial({ aspectRatio: "9:16", seed: 3 });
    const film = {
      request,
      captions: "burned" as const,
      title: "The Fox",
      scenes: [0, 1].map((index) => aScene({ index })),
    };
    const { result } = await musicGenerator.run({ ...film, after: [], mood: "calm" }, deps);
    expect(music.orders).toMatchObject([{ mood: "calm", seconds: 6, seed: 3 }]);
    expect(result).toMatchObject([{ cue: { firstScene: 0, lastScene: 1 }, measuredSeconds: 7 }]);
    expect(told).toEqual([[{ path: `/files/${result[0]?.asset.key}`, firstScene: 0, lastScene: 1 }]]);
    expect(formats).toEqual([filmFormat(film)]);
    expect(formats).toMatchObject([{ width: 720, height: 1280, captions: "box" }]);
  });
});
