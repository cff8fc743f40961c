import { z } from "zod";
import { AspectRatio, CaptionStyle, Fit, Resolution, Transition } from "./vocabulary.ts";

/** Longest prompt in characters (UTF-16 code units). */
export const MAX_PROMPT_LENGTH = 10_000;

/** Two letters of ISO 639-1 or three of 639-3, with an optional region: `en`, `pt-BR`. */
const LanguageCode = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: "must be a language code such as en, de or pt-BR", abort: true })
  .refine(isLocale, "is not a language code that exists: give one such as en, de or pt-BR");

const WebAddress = z.url({ protocol: /^https?$/, error: "must be a URL that begins with https://" });

/** The API's input: strict, so that a misspelt option is an error and not a surprise. */
export const VideoRequest = z.strictObject({
  /** The story, in any language. */
  prompt: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(MAX_PROMPT_LENGTH, `must have at most ${MAX_PROMPT_LENGTH} characters`),
  /** Length of the film in seconds. */
  durationSeconds: z.number().min(5).max(600).default(30),
  /** Number of scenes; null leaves it to the planner. */
  scenes: z.int().min(1).max(60).nullable().default(null),
  aspectRatio: AspectRatio.default("16:9"),
  resolution: Resolution.default("720p"),
  /** A named style or free words. */
  style: z.string().trim().min(1).max(200).default("cinematic"),
  /** Language of narration and captions; null means the prompt's own. */
  language: LanguageCode.nullable().default(null),
  /** Voice by the speech vendor's name; null means the vendor's default. */
  voice: z.string().trim().min(1).max(100).nullable().default(null),
  /** A recording whose voice the narrator takes, where the speech model can. */
  voiceSampleUrl: WebAddress.nullable().default(null),
  /** Pictures that take the place of character sheets. */
  referenceUrls: z.array(WebAddress).max(8).default([]),
  /** Whether characters get a sheet that every still of theirs refers to. */
  characterConsistency: z.boolean().default(true),
  motion: z.enum(["stills", "clips"]).default("stills"),
  /** `burned` into the picture with files beside, `files` alone, or `none`. */
  captions: z.enum(["burned", "files", "none"]).default("burned"),
  captionStyle: CaptionStyle.default("box"),
  /** How pictures of another shape fill the frame; null: cut where little is lost, else whole. */
  fit: Fit.nullable().default(null),
  narration: z.boolean().default(true),
  music: z.boolean().default(true),
  /** One transition for the whole film; null lets each scene's mood choose. */
  transition: Transition.nullable().default(null),
  /** Same seed, same request: the same draft film. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  /** Hard cap of spending in US dollars; null means none. */
  budgetUsd: z.number().min(0).nullable().default(null),
  /** What to do with a paid call whose answer was lost. */
  onInDoubt: z.enum(["ask", "retry"]).default("ask"),
  /** Where the end of the task is reported. */
  webhookUrl: WebAddress.nullable().default(null),
});
/** A request as the system uses it: every default filled in. */
export type VideoRequest = z.output<typeof VideoRequest>;
/** A request as a caller writes it: only `prompt` is needed. */
export type VideoRequestInput = z.input<typeof VideoRequest>;

/** What a variant of a finished film may have otherwise: what hangs on putting it together alone. At least one of them. */
export const VariantChanges = z
  .strictObject({
    aspectRatio: VideoRequest.shape.aspectRatio.unwrap().optional(),
    resolution: VideoRequest.shape.resolution.unwrap().optional(),
    captions: VideoRequest.shape.captions.unwrap().optional(),
    captionStyle: VideoRequest.shape.captionStyle.unwrap().optional(),
    fit: VideoRequest.shape.fit.unwrap().optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    error: "must change something: aspectRatio, resolution, captions, captionStyle or fit",
  });
export type VariantChanges = z.infer<typeof VariantChanges>;

/** The request of a variant: its source's, with the changes. Nothing is bought for it, and its budget holds it to that. */
export function variantRequest(source: VideoRequest, changes: VariantChanges): VideoRequest {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...source, ...Object.fromEntries(given), budgetUsd: 0 };
}

/** Whether both requests make the same film of the same material. A style of captions that nobody sees changes nothing. */
export function isSameFilm(one: VideoRequest, other: VideoRequest): boolean {
  const seen = ({ captions, captionStyle, aspectRatio, resolution, fit }: VideoRequest) =>
    JSON.stringify([captions, captions === "burned" && captionStyle, aspectRatio, resolution, fit]);
  return seen(one) === seen(other);
}

/** Shortest time in seconds that a scene may last, so that its picture can be seen. */
export const MIN_SCENE_SECONDS = 1;

/** Rules between fields. Returns what is wrong, or null. */
export function requestConflict(request: VideoRequest): string | null {
  if (request.scenes !== null && request.durationSeconds < request.scenes * MIN_SCENE_SECONDS) {
    const most = Math.floor(request.durationSeconds / MIN_SCENE_SECONDS);
    return `${request.scenes} scenes do not fit into ${request.durationSeconds} s: ask for at most ${most} scenes, or at least ${request.scenes * MIN_SCENE_SECONDS} s`;
  }
  return null;
}

/** Codes of the right shape can still break the rules of BCP 47, as `en-12` does; the runtime throws for those. */
function isLocale(code: string): boolean {
  try {
    return new Intl.Locale(code).language !== "";
  } catch {
    return false;
  }
}

/** Width and height in pixels, both even. The resolution names the shorter side. */
export function frameSize(aspectRatio: AspectRatio, resolution: Resolution): { width: number; height: number } {
  const short = resolution === "1080p" ? 1080 : 720;
  const long = (short * 16) / 9;
  if (aspectRatio === "1:1") return { width: short, height: short };
  return aspectRatio === "16:9" ? { width: long, height: short } : { width: short, height: long };
}
