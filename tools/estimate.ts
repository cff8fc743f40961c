import { PixoraError } from "../models/error.ts";
import type { Estimate } from "../models/estimate.ts";
import { frameSize, type VideoRequest } from "../models/request.ts";
import type { PriceRange, Providers } from "../providers/types.ts";
import type { CheckedRequest } from "./request-check.ts";
import { wordsFor } from "./speaking-rate.ts";

/** Length of a scene in seconds when the planner chooses the number of scenes. */
const USUAL_SCENE_SECONDS = 5;
/** Characters of prompt in one planning or writing call, beside the user's own. */
const INSTRUCTION_CHARACTERS = 4000;
/** The cast that a price is counted for. A sheet is a front view and two that are drawn after it. */
const USUAL_CAST = 2;
const TURNED_VIEWS = 2;
const SHEET_VIEWS = 1 + TURNED_VIEWS;
const LETTERS_PER_WORD = 6;
/** By how much of the usual length scenes differ: a writer fills 60 to 100 % of the words that there are for one. */
const UNLIKENESS = 0.25;

type Share = Estimate["capabilities"][number];

/** The price of a film by capability. Asks nobody and spends nothing. */
export function estimatePrice({ request, language, referenceUrls }: CheckedRequest, providers: Providers): Estimate {
  const capabilities = [
    languageShare(request, providers),
    imageShare(request, referenceUrls.length, providers),
    ...clipShare(request, providers),
    ...(request.narration ? [speechShare(request, language, providers)] : []),
    ...(request.music ? [musicShare(request, providers)] : []),
  ];
  const sum = (pick: (share: Share) => number) => capabilities.reduce((total, share) => total + pick(share), 0);
  return {
    totalUsd: { min: sum((share) => share.minUsd), max: toFullCents(sum((share) => share.maxUsd)) },
    capabilities,
  };
}

/** Rounded up, so that a budget of just what was told is enough. */
function toFullCents(usd: number): number {
  return Math.ceil(Math.max(0, usd * 100 - 1e-6)) / 100;
}

/** Rejects a film whose price may pass its budget, with `over_budget`. */
export function refuseUnaffordable({ budgetUsd }: VideoRequest, { totalUsd }: Estimate): void {
  if (budgetUsd === null || totalUsd.max <= budgetUsd) return;
  throw new PixoraError(
    "over_budget",
    `The film may cost $${totalUsd.max.toFixed(2)}, which passes the budget of $${budgetUsd.toFixed(2)}: raise --budget, or ask for fewer scenes. Nothing was spent.`,
  );
}

/** Calls of one kind: how many, and what one of them costs. */
interface Calls {
  count: number;
  one: PriceRange;
}

function total(calls: readonly Calls[]): Pick<Share, "units" | "minUsd" | "maxUsd"> {
  const sum = (value: (call: Calls) => number) => calls.reduce((all, call) => all + value(call), 0);
  return {
    units: sum(({ count }) => count),
    minUsd: sum(({ count, one }) => count * one.minUsd),
    maxUsd: sum(({ count, one }) => count * one.maxUsd),
  };
}

function scenesOf({ scenes, durationSeconds }: VideoRequest): number {
  return scenes ?? Math.min(60, Math.max(1, Math.round(durationSeconds / USUAL_SCENE_SECONDS)));
}

/** One planning call, one for the scenes, one for the character bible. */
function languageShare(request: VideoRequest, { language }: Providers): Share {
  const one = language.price(INSTRUCTION_CHARACTERS + request.prompt.length);
  const calls = [{ count: request.characterConsistency ? 3 : 2, one }];
  return { capability: "language", vendor: language.vendor, ...total(calls) };
}

/** At least a still from words for each scene; at most one after the sheets of the usual cast. */
function imageShare(request: VideoRequest, ownPictures: number, { image }: Providers): Share {
  const count = scenesOf(request);
  const size = frameSize(request.aspectRatio, request.resolution);
  const plain = total([{ count, one: image.price({ ...size, references: 0 }) }]);
  if (!request.characterConsistency) return { capability: "image", vendor: image.vendor, ...plain };
  const sheet = frameSize("1:1", "720p");
  const drawn = Math.max(0, USUAL_CAST - ownPictures);
  const alike = total([
    { count: drawn, one: image.price({ ...sheet, references: 0 }) },
    { count: drawn * TURNED_VIEWS, one: image.price({ ...sheet, references: 1 }) },
    { count, one: image.price({ ...size, references: USUAL_CAST * SHEET_VIEWS }) },
  ]);
  return { capability: "image", vendor: image.vendor, ...alike, minUsd: Math.min(plain.minUsd, alike.minUsd) };
}

/** Scenes that say more are longer: prices go in steps, so that two unlike scenes may cost more than two alike. */
function clipShare(request: VideoRequest, { video }: Providers): Share[] {
  if (video === null || request.motion === "stills") return [];
  const count = scenesOf(request);
  const size = frameSize(request.aspectRatio, request.resolution);
  const clips = (howMany: number, length = 1): Calls => ({
    count: howMany,
    one: video.price({ seconds: (length * request.durationSeconds) / count, ...size }),
  });
  const pairs = Math.floor(count / 2);
  const alike = total([clips(count)]);
  const unlike = total([clips(pairs, 1 + UNLIKENESS), clips(pairs, 1 - UNLIKENESS), clips(count - 2 * pairs)]);
  return [
    {
      capability: "video",
      vendor: video.vendor,
      units: count,
      minUsd: Math.min(alike.minUsd, unlike.minUsd),
      maxUsd: Math.max(alike.maxUsd, unlike.maxUsd),
    },
  ];
}

function speechShare(request: VideoRequest, language: string, { speech }: Providers): Share {
  const count = scenesOf(request);
  const words = wordsFor(request.durationSeconds / count, language);
  const one = speech.price({ text: "x".repeat(words * LETTERS_PER_WORD) });
  return { capability: "speech", vendor: speech.vendor, ...total([{ count, one }]) };
}

function musicShare({ durationSeconds }: VideoRequest, { music }: Providers): Share {
  const one = music.price({ seconds: durationSeconds });
  return { capability: "music", vendor: music.vendor, ...total([{ count: 1, one }]) };
}
