/** A film's sound, mixed or taken: a film whose captions changed, or that is gone on with, needs no new mix. */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hashFile } from "../output-folder.ts";
import type { PieceCache } from "../pieces/piece-cache.ts";
import { digestOf } from "../pieces/piece-name.ts";
import { type FilmSound, mixSoundtrack, type Soundtrack, type SoundtrackOptions } from "./soundtrack.ts";
import { placeMusic, placeVoice } from "./soundtrack-graph.ts";

/** To be raised whenever the same sounds are mixed to others. */
const MIXING_VERSION = 1;

/** What was measured of a track, kept beside it. */
const Measured = z.object({ loudnessLufs: z.number(), truePeakDbtp: z.number() });

/** Like `mixSoundtrack`, but first looks for what an earlier mix of the same sounds left. */
export async function takeOrMixSoundtrack(options: SoundtrackOptions, cache: PieceCache | null) {
  if (!cache) return mixSoundtrack(options);
  const name = await soundtrackName(options);
  // Kept files are the cache's, too: none is written once more, so each sound has names of its own.
  const files = { track: join(options.folder, `${name}.m4a`), figures: join(options.folder, `${name}.json`) };
  const kept = await take(name, files, cache);
  if (kept) {
    options.onProgress?.(1);
    return kept;
  }
  const mixed = await mixSoundtrack(options);
  if (!mixed) return null;
  await rename(mixed.path, files.track);
  const { path: _path, ...measured } = mixed;
  await rm(files.figures, { force: true });
  await writeFile(files.figures, JSON.stringify(measured));
  await cache.keep(`${name}.json`, files.figures);
  await cache.keep(`${name}.m4a`, files.track);
  return { ...measured, path: files.track };
}

/** All that a mix depends on, but for what its files hold and who mixes it. */
export function heardIn({ timeline, sounds, music }: FilmSound) {
  return { frames: timeline.frames, voice: placeVoice(timeline, sounds), music: placeMusic(timeline, music) };
}

async function take(
  name: string,
  { track, figures }: { track: string; figures: string },
  cache: PieceCache,
): Promise<Soundtrack | null> {
  const isThere = (await cache.take(`${name}.json`, figures)) && (await cache.take(`${name}.m4a`, track));
  if (!isThere) return null;
  return { path: track, ...Measured.parse(JSON.parse(await readFile(figures, "utf8"))) };
}

/** All that the mix depends on, but for who mixes it. */
async function soundtrackName(sound: FilmSound): Promise<string> {
  const { frames, voice, music } = heardIn(sound);
  const paths = [...voice.map(({ narration }) => narration), ...music.map(({ path }) => path)];
  const hashes = new Map<string, string>();
  for (const path of paths) if (path !== null && !hashes.has(path)) hashes.set(path, await hashFile(path));
  const spoken = voice.map(({ narration, ...place }) => ({ ...place, sha256: narration && hashes.get(narration) }));
  const played = music.map(({ path, ...place }) => ({ ...place, sha256: hashes.get(path) }));
  return `sound-${digestOf({ version: MIXING_VERSION, frames, spoken, played })}`;
}
