import type { Estimate } from "../models/estimate.ts";
import { frameSize, type VideoRequest } from "../models/request.ts";
import type { Capability } from "../models/vocabulary.ts";
import type { PriceRange, Providers } from "../providers/types.ts";
import type { CheckedRequest } from "./request-check.ts";
import { wordsFor } from "./speaking-rate.ts";

/** Length of a scene in seconds when the planner chooses the number of scenes. */
const USUAL_SCENE_SECONDS = 5;
/** Characters of prompt in one planning or writing call, beside the user's own. */
const INSTRUCTION_CHARACTERS = 4000;
/** The cast that a price is counted for, with three sheets each. */
const USUAL_CAST = 2;
const SHEETS_PER_CHARACTER = 3;
const LETTERS_PER_WORD = 6;

/** The price of a film by capability. Asks nobody and spends nothing. */
export function estimatePrice({ request, language }: CheckedRequest, providers: Providers): Estimate {
  const capabilities = [
    languageShare(request, providers),
    imageShare(request, providers),
    ...(request.narration ? [speechShare(request, language, providers)] : []),
    ...(request.music ? [musicShare(request, providers)] : []),
  ];
  const sum = (pick: (share: Share) => number) => capabilities.reduce((total, share) => total + pick(share), 0);
  return { totalUsd: { min: sum((share) => share.minUsd), max: sum((share) => share.maxUsd) }, capabilities };
}

type Share = Estimate["capabilities"][number];

function share(capability: Capability, vendor: string, units: number, one: PriceRange): Share {
  return { capability, vendor, units, minUsd: units * one.minUsd, maxUsd: units * one.maxUsd };
}

function scenesOf({ scenes, durationSeconds }: VideoRequest): number {
  return scenes ?? Math.min(60, Math.max(1, Math.round(durationSeconds / USUAL_SCENE_SECONDS)));
}

/** One planning call, one for the scenes, one for the character bible. */
function languageShare(request: VideoRequest, { language }: Providers): Share {
  const calls = request.characterConsistency ? 3 : 2;
  return share("language", language.vendor, calls, language.price(INSTRUCTION_CHARACTERS + request.prompt.length));
}

function imageShare(request: VideoRequest, { image }: Providers): Share {
  const sheets = request.characterConsistency ? USUAL_CAST * SHEETS_PER_CHARACTER : 0;
  const size = frameSize(request.aspectRatio, request.resolution);
  const subject = {
    kind: "still" as const,
    picture: {
      description: request.prompt.slice(0, 200),
      place: "anywhere",
      subjects: [],
      timeOfDay: "day" as const,
      weather: "clear" as const,
      shot: "wide" as const,
    },
    mood: "calm" as const,
    cast: [],
  };
  return share("image", image.vendor, scenesOf(request) + sheets, image.price({ subject, ...size }));
}

function speechShare(request: VideoRequest, language: string, { speech }: Providers): Share {
  const scenes = scenesOf(request);
  const words = wordsFor(request.durationSeconds / scenes, language);
  const text = "x".repeat(words * LETTERS_PER_WORD);
  return share("speech", speech.vendor, scenes, speech.price({ text, language, voice: request.voice }));
}

function musicShare(request: VideoRequest, { music }: Providers): Share {
  return share("music", music.vendor, 1, music.price({ seconds: request.durationSeconds }));
}
