/**
 * The sound of one cutting room's film: mixed in the background as soon as all that will be heard is told, while pictures
 * are still made. One mix at a time, since a mix writes files of fixed names.
 */
import { isDeepStrictEqual } from "node:util";
import { isCancellation } from "../../models/error.ts";
import { layTimeline } from "../../models/timeline.ts";
import type { HeardScene, MusicSound } from "../types.ts";
import { heardIn } from "./kept-soundtrack.ts";
import type { FilmSound, Soundtrack, SoundtrackOptions } from "./soundtrack.ts";

export interface MixingDesk {
  tellScene(scene: HeardScene): void;
  tellMusic(music: readonly MusicSound[]): void;
  /**
   * The sound of the finished film: of the mix that was begun early where that is the same and does not fail, of a new
   * one else. From now on none is begun early. Rejects as the mix does, and with `cancelled`.
   */
  take(sound: FilmSound, following: Following): Promise<Soundtrack | null>;
}

export type Following = Pick<SoundtrackOptions, "signal" | "onProgress">;

interface Mix {
  heard: ReturnType<typeof heardIn>;
  stopping: AbortController;
  result: Promise<Soundtrack | null>;
  fraction: number;
  /** Of who waits for it. */
  onProgress: SoundtrackOptions["onProgress"];
}

/** @param mixSound does one mix; it is stopped and waited for by its signal's owner when the room closes */
export function createMixingDesk(mixSound: (mixing: FilmSound & Following) => Promise<Soundtrack | null>): MixingDesk {
  const scenes = new Map<number, HeardScene>();
  let music: readonly MusicSound[] | null = null;
  /** The last one that was begun, unless it failed. */
  let mix: Mix | null = null;
  let isTaken = false;

  /** Gives up the mix before, and begins when that has ended. */
  const begin = (sound: FilmSound): Mix => {
    const before = mix;
    before?.stopping.abort();
    const stopping = new AbortController();
    const onProgress = (fraction: number) => {
      begun.fraction = fraction;
      begun.onProgress?.(fraction);
    };
    const mixed = async () => {
      await before?.result.catch(() => {});
      return mixSound({ ...sound, signal: stopping.signal, onProgress });
    };
    const begun: Mix = { heard: heardIn(sound), stopping, result: mixed(), fraction: 0, onProgress: undefined };
    mix = begun;
    // Nobody may be waiting: the film's end tries it again, and tells why it fails.
    begun.result.catch(() => {
      if (mix === begun) mix = null;
    });
    return begun;
  };

  const isOf = ({ heard, stopping }: Mix, sound: FilmSound) =>
    !stopping.signal.aborted && isDeepStrictEqual(heard, heardIn(sound));

  const beginEarly = () => {
    const sound = isTaken ? null : wholeSound([...scenes.values()], music);
    if (sound && !(mix && isOf(mix, sound))) begin(sound);
  };

  return {
    tellScene({ index, frames, isLast, narration }) {
      const scene = { index, frames, isLast, narration };
      // A mix that failed is not begun anew by what was told before.
      if (isDeepStrictEqual(scenes.get(index), scene)) return;
      scenes.set(index, scene);
      beginEarly();
    },
    tellMusic(told) {
      if (isDeepStrictEqual(music, told)) return;
      music = told;
      beginEarly();
    },
    async take(sound, following) {
      isTaken = true;
      const early = mix && isOf(mix, sound) ? mix : null;
      try {
        return await follow(early ?? begin(sound), following);
      } catch (error) {
        if (!early || following.signal.aborted || isCancellation(error)) throw error;
        return follow(begin(sound), following);
      }
    },
  };
}

/** What is heard of the whole film; null while some of it is not told. */
function wholeSound(scenes: readonly HeardScene[], music: readonly MusicSound[] | null): FilmSound | null {
  const inOrder = [...scenes].sort((one, other) => one.index - other.index);
  const last = inOrder.findIndex(({ isLast }) => isLast);
  if (music === null || last < 0 || inOrder[last]?.index !== last) return null;
  const sounds = inOrder.slice(0, last + 1);
  // Transitions are silent.
  return { timeline: layTimeline(sounds.map((scene) => ({ ...scene, transition: "cut" }))), sounds, music };
}

/** Waits for a mix, and gives it up with who waits. */
async function follow(mix: Mix, { signal, onProgress }: Following): Promise<Soundtrack | null> {
  const stop = () => mix.stopping.abort();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  mix.onProgress = onProgress;
  if (mix.fraction > 0) onProgress?.(mix.fraction);
  try {
    return await mix.result;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
