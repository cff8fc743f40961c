/** Files that films are made of: drawn, moved and sounded by rule, so that they are the same in every run. */
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import type { Picture } from "../../../models/scene.ts";
import { createDraftImages } from "../../../providers/draft/image/index.ts";
import { paidContext } from "../../contract/context.ts";
import { writeWav } from "../../media/sound/sound-samples.ts";
import type { BenchFilm, SceneFiles } from "./film.ts";

export interface Sources {
  /** The files of a film of this kind; those of `spare` are seen in no scene. */
  of(film: BenchFilm): Promise<SceneFiles & { spare: SceneFiles }>;
  /** Two pieces of music. */
  music: readonly [string, string];
}

/** Scenes that have files of their own. */
const SCENES = 60;
const SPARE = 6;
const PLACES = ["snowy forest", "old library", "harbour at night", "mountain village", "desert road", "flower meadow"];
/** Stills are this much larger than the film, as the draft vendor makes them. */
const OVERSIZE = 1.25;
const DRAWN = { width: 1920, height: 1080 };
const CLIP = { seconds: 5, rate: 24 };
const SPEECH = { seconds: 2.1, rate: 24_000 };
const MUSIC = { seconds: 40, rate: 48_000 };
const QUIET = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"];

export async function prepareSources(program: string, folder: string): Promise<Sources> {
  const drawings = await drawStills(folder);
  const narrations = await Promise.all(Array.from({ length: SCENES + SPARE }, (_, place) => speak(folder, place)));
  const music = await Promise.all([play(folder, 220), play(folder, 262)]);
  const kept = new Map<string, Promise<SceneFiles>>();
  const make = async ({ motion, width, height, size }: BenchFilm): Promise<SceneFiles> => {
    const place = join(folder, `${motion}-${size}`);
    await mkdir(place);
    const frame = { program, place, width, height };
    const stills: string[] = [];
    for (const isMirrored of [false, true]) {
      stills.push(
        ...(await Promise.all(drawings.map((drawing, index) => sizedStill(frame, drawing, { index, isMirrored })))),
      );
    }
    const pictures = await unlike(stills, place, (bytes, text) => withPngText(bytes, text));
    const moved = motion === "clips" ? await Promise.all(stills.map((still, index) => move(frame, still, index))) : [];
    return { pictures, clips: await unlike(moved, place, withFreeBox), narrations };
  };
  return {
    music,
    async of(film) {
      const key = `${film.motion}-${film.size}`;
      const made = kept.get(key) ?? make(film);
      kept.set(key, made);
      const { pictures, clips } = await made;
      const share = (from: number, to?: number) => ({
        pictures: pictures.slice(from, to),
        clips: clips.slice(from, to),
        narrations: narrations.slice(from, to),
      });
      return { ...share(0, SCENES), spare: share(SCENES) };
    },
  };
}

/** One picture after another: each is rendered on all cores. */
async function drawStills(folder: string): Promise<string[]> {
  const draw = createDraftImages().generate;
  const stills: string[] = [];
  for (const [seed, place] of PLACES.entries()) {
    const picture: Picture = {
      description: `A fox carries a lantern through the ${place}`,
      place,
      subjects: ["fox", "lantern"],
      timeOfDay: "dusk",
      weather: seed % 2 === 0 ? "snow" : "cloudy",
      shot: "medium",
    };
    const subject = { kind: "still", picture, mood: "calm", cast: [] } as const;
    const wish = { prompt: picture.description, references: [], subject, style: "cinematic", ...DRAWN, seed };
    const { bytes } = await draw(wish, paidContext({ item: `still-${seed}` }));
    const path = join(folder, `drawn-${seed}.png`);
    await writeFile(path, bytes);
    stills.push(path);
  }
  return stills;
}

interface Frame {
  program: string;
  place: string;
  width: number;
  height: number;
}

/** The drawing in the film's size. */
async function sizedStill(
  { program, place, width, height }: Frame,
  drawing: string,
  { index, isMirrored }: { index: number; isMirrored: boolean },
): Promise<string> {
  const path = join(place, `still-${index}${isMirrored ? "-mirrored" : ""}.png`);
  const scale = `scale=${width * OVERSIZE}:${height * OVERSIZE}:flags=lanczos`;
  await run(program, [...QUIET, "-i", drawing, "-vf", isMirrored ? `${scale},hflip` : scale, path]);
  return path;
}

/** A clip of the vendors' usual shape that pans over the still. */
async function move({ program, place, width, height }: Frame, still: string, index: number): Promise<string> {
  const path = join(place, `moved-${index}.mp4`);
  const share = index % 2 === 0 ? `t/${CLIP.seconds}` : `(1-t/${CLIP.seconds})`;
  const pan = `crop=${width}:${height}:x='(iw-ow)*${share}':y='(ih-oh)*${share}',format=yuv420p`;
  const input = ["-loop", "1", "-framerate", String(CLIP.rate), "-t", String(CLIP.seconds), "-i", still];
  await run(program, [...QUIET, ...input, "-vf", pan, "-c:v", "libx264", "-preset", "superfast", "-crf", "17", path]);
  return path;
}

/** A file for each scene from fewer ones, no two with the same bytes: nothing may be shared that would not be in life. */
async function unlike(
  files: readonly string[],
  place: string,
  mark: (bytes: Buffer, text: string) => Buffer,
): Promise<string[]> {
  if (files.length === 0) return [];
  const bytes = await Promise.all(files.map((path) => readFile(path)));
  const copies = Array.from({ length: SCENES + SPARE }, async (_, scene) => {
    const from = scene % files.length;
    const path = join(place, `scene-${scene}.${files[from]?.split(".").at(-1)}`);
    await writeFile(path, mark(bytes[from] ?? Buffer.alloc(0), `scene ${scene}`));
    return path;
  });
  return Promise.all(copies);
}

/** Puts a text chunk before the picture's last one. */
export function withPngText(png: Buffer, text: string): Buffer {
  const END_BYTES = 12;
  const body = Buffer.from(`tEXtComment\0${text}`, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, -END_BYTES), length, body, check, png.subarray(-END_BYTES)]);
}

/** Puts a box that no player reads behind the clip. */
function withFreeBox(mp4: Buffer, text: string): Buffer {
  const body = Buffer.from(`free${text}`, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([mp4, length, body]);
}

/** A buzz that comes and goes like syllables. */
async function speak(folder: string, place: number): Promise<string> {
  const path = join(folder, `speech-${place}.wav`);
  const pitch = 110 + place;
  const voice = (t: number) => {
    const tone = Math.sin(2 * Math.PI * pitch * t) + 0.5 * Math.sin(2 * Math.PI * 3 * pitch * t);
    return 0.25 * tone * Math.abs(Math.sin(9 * t)) * Math.min(1, 20 * t);
  };
  await writeWav(path, SPEECH.seconds, voice, SPEECH.rate);
  return path;
}

/** A chord, struck again every two seconds. */
async function play(folder: string, pitch: number): Promise<string> {
  const path = join(folder, `music-${pitch}.wav`);
  const note = (t: number, ratio: number) => Math.sin(2 * Math.PI * pitch * ratio * t);
  const chord = (t: number) => 0.1 * (note(t, 1) + note(t, 1.25) + note(t, 1.5)) * Math.exp(-(t % 2));
  await writeWav(path, MUSIC.seconds, chord, MUSIC.rate);
  return path;
}

function run(program: string, words: readonly string[]): Promise<unknown> {
  return promisify(execFile)(program, [...words]);
}
