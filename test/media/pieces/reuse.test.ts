/** What one film has left in the cache, the next one takes. */
import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../../../media/index.ts";
import type { CuttingRoom, FilmFormat, FinishedFilm, Media, PieceReady, SceneCut } from "../../../media/types.ts";
import { layTimeline } from "../../../models/timeline.ts";
import { type Colour, frameHashes, writeTexture, writeTone } from "../darkroom.ts";

const format: FilmFormat = { width: 128, height: 72, captions: null, fit: null };
const never = new AbortController().signal;
const TINTS: Colour[] = [
  [150, 120, 110],
  [110, 150, 120],
  [120, 110, 150],
  [140, 140, 100],
];
let base: string;
let pictures: string[];
let anotherPicture: string;
let media: Media;
/** Stays open, so that the threads need not start anew for each film. */
let keeper: CuttingRoom;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-reuse-"));
  pictures = TINTS.map((tint, index) => writeTexture(join(base, `${index}.png`), tint, { width: 256, height: 144 }));
  anotherPicture = pictures[3] ?? "";
  media = withCache("cache");
  keeper = await media.openCuttingRoom(format);
});
afterAll(async () => {
  await keeper.close();
  await rm(base, { recursive: true, force: true });
});

/** What another process would have. */
function withCache(name: string, maxBytes = 1e9): Media {
  const cache = { folder: join(base, name), maxBytes };
  return createMedia({ ffmpegPath: null, workFolder: join(base, "work"), cache });
}

/** Three scenes without sound. */
function scenes(changes: Partial<SceneCut> = {}, changed = 1): SceneCut[] {
  return [0, 1, 2].map((index) => ({
    index,
    frames: 32,
    picture: pictures[index] ?? "",
    clip: null,
    subjectPlace: null,
    move: "zoom_in",
    transition: index < 2 ? "crossfade" : "cut",
    transitionBefore: index > 0 ? "crossfade" : "cut",
    isLast: index === 2,
    words: [],
    narration: null,
    ...(index === changed ? changes : {}),
  }));
}

interface Made extends FinishedFilm {
  pieces: PieceReady[];
  told: string[];
}

/** Makes a film in a room of its own. */
async function film(cuts: readonly SceneCut[], studio: Media = media): Promise<Made> {
  const folder = await mkdtemp(join(base, "out-"));
  const room = await studio.openCuttingRoom(format);
  const [pieces, told]: [PieceReady[], string[]] = [[], []];
  try {
    await Promise.all(cuts.map((cut) => room.addScene(cut, (piece) => pieces.push(piece), never)));
    const finishing = { timeline: layTimeline(cuts), music: [], captions: "none" as const, folder };
    const onProgress = (_fraction: number, message: string) => told.push(message);
    return { ...(await room.finish({ ...finishing, onProgress }, never)), pieces, told };
  } finally {
    await room.close();
  }
}

const rendered = ({ pieces }: Made) => pieces.filter(({ reused }) => !reused).length;

async function entries(name: string): Promise<string[]> {
  const names = await readdir(join(base, name), { recursive: true });
  return names.filter((entry) => entry.endsWith(".mp4")).map((entry) => join(base, name, entry));
}

describe("a film whose pieces were all kept", () => {
  it("renders and mixes nothing, in another process neither, and is the same to the byte", async () => {
    const spoken = scenes({ narration: writeTone(join(base, "voice.wav"), 0.4) });
    const first = await film(spoken);
    expect(rendered(first)).toBe(5);
    const second = await film(spoken, withCache("cache"));
    expect(rendered(second)).toBe(0);
    expect(second.pieces).toHaveLength(5);
    expect(second.metadata).toEqual(first.metadata);
  });

  it("renders only what an edit changed", async () => {
    await film(scenes());
    expect(rendered(await film(scenes({ picture: anotherPicture })))).toBe(3);
    expect(rendered(await film(scenes({ transition: "fade" }, 0)))).toBe(1);
    expect(rendered(await film(scenes({ frames: 40 }, 2)))).toBe(2);
    expect(rendered(await film(scenes({ picture: anotherPicture })))).toBe(0);
  });

  it("renders anew what was damaged, and joins no damaged frame", async () => {
    const first = await film(scenes());
    const kept = await entries("cache");
    for (const piece of kept) await truncate(piece, 700);
    const second = await film(scenes());
    expect(rendered(second)).toBe(5);
    expect(frameHashes(second.video)).toEqual(frameHashes(first.video));
    expect(rendered(await film(scenes()))).toBe(0);
  });
});

describe("a cache", () => {
  it("may be shared by processes that make the same film at the same time", async () => {
    const films = await Promise.all([film(scenes(), withCache("shared")), film(scenes(), withCache("shared"))]);
    const [one, other] = films.map(({ video }) => frameHashes(video));
    expect(other).toEqual(one);
    expect(rendered(await film(scenes(), withCache("shared")))).toBe(0);
  });

  it("takes nothing from a film when everything is evicted while it is made", async () => {
    const made = await film(scenes(), withCache("tight", 1));
    expect(made.metadata.frames).toBe(96);
    expect(await entries("tight")).toEqual([]);
  });

  it("that cannot be written fails no film, says so, and is used again when it can", async () => {
    await writeFile(join(base, "full"), "");
    const studio = withCache("full");
    const open = await studio.openCuttingRoom(format);
    const unkept = await film(scenes(), studio);
    expect(unkept.metadata.frames).toBe(96);
    expect(unkept.told).toContainEqual(expect.stringContaining("nothing is kept for other films"));
    await rm(join(base, "full"));
    const kept = await film(scenes(), studio);
    expect(kept.told.filter((message) => message.includes("nothing is kept"))).toEqual([]);
    expect(rendered(await film(scenes(), studio))).toBe(0);
    await open.close();
  });
});
