import { hasWords, type SceneBreakdown } from "../../../models/scene.ts";
import type { Degradation } from "../../../models/video.ts";
import type { BreakdownData } from "./protocol.ts";

/** How much of a story is told. */
export interface Extent {
  sentences: number;
  /** How many of them are told, at least in part. */
  told: number;
  /** The share of the story's letters that is told, 0 to 1. */
  share: number;
}

/** A story as it is told, and how much of it that is. */
export interface Telling {
  breakdown: SceneBreakdown;
  extent: Extent;
}

/** Less than this share of a story is a loss, also where every sentence has lost only a part. */
const NOTABLE_SHARE = 0.8;

/** The share of a story's letters that its narrations say. */
export function shareOf(story: string, narrations: readonly string[]): number {
  return Math.min(1, lettersOf(narrations.join(" ")) / Math.max(1, lettersOf(story)));
}

function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** What a telling lacks: the storyteller leaves out what it cannot condense, and has words of its own in English only. */
export function lossesOf({ breakdown, extent }: Telling, { scenes, secondsPerScene }: BreakdownData): Degradation[] {
  const untold = untoldOf(extent, Math.round(scenes * secondsPerScene));
  const silent = breakdown.scenes.filter(({ narration }) => !hasWords(narration)).length;
  const reason = "the story has too few words: write more of them, or ask for a shorter film";
  const silence = { scene: null, wanted: "words in every scene", got: `${silent} of ${scenes} scenes silent`, reason };
  return [...untold, ...(silent > 0 ? [silence] : [])];
}

function untoldOf({ sentences, told, share }: Extent, seconds: number): Degradation[] {
  if (told === sentences && share >= NOTABLE_SHARE) return [];
  const left = told < sentences ? `the other ${sentences - told}` : "the rest";
  const got = told < sentences ? `${told} of its ${sentences} sentences` : `about ${Math.round(share * 100)} % of it`;
  const verb = sentences - told === 1 || told === sentences ? "does" : "do";
  const reason = `${left} ${verb} not fit into ${seconds} s: ask for a longer film, or tell a shorter story`;
  return [{ scene: null, wanted: "the whole story", got, reason }];
}
