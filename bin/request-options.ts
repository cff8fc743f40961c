import {
  MAX_PROMPT_LENGTH,
  requestConflict,
  VariantChanges,
  VideoRequest,
  type VideoRequestInput,
} from "../models/request.ts";
import { AspectRatio, CaptionStyle, Fit, NamedStyle, Resolution, Transition } from "../models/vocabulary.ts";
import { listed, quoted } from "./format.ts";
import { UsageError } from "./usage-error.ts";

/** An option of the command line that fills one field of the request. */
export interface RequestOption {
  flag: string;
  /** The value's name in the help; null for a switch that turns the field off. */
  value: string | null;
  field: Exclude<keyof VideoRequestInput, "prompt">;
  help: string;
  /** What may be given, as the end of a sentence. */
  allowed: string;
  numeric?: boolean;
}

const field = VideoRequest.shape;

export const REQUEST_OPTIONS: readonly RequestOption[] = [
  {
    flag: "--duration",
    value: "seconds",
    field: "durationSeconds",
    help: "length of the film",
    allowed: "a number from 5 to 600",
    numeric: true,
  },
  {
    flag: "--scenes",
    value: "n",
    field: "scenes",
    help: "number of scenes; the planner's choice if not given",
    allowed: "a whole number from 1 to 60",
    numeric: true,
  },
  {
    flag: "--aspect",
    value: "ratio",
    field: "aspectRatio",
    help: "shape of the picture",
    allowed: listed(AspectRatio.options),
  },
  {
    flag: "--resolution",
    value: "size",
    field: "resolution",
    help: "size of the picture's shorter side",
    allowed: listed(Resolution.options),
  },
  {
    flag: "--style",
    value: "name|text",
    field: "style",
    help: "how it looks",
    allowed: `${listed([...NamedStyle.options, "your own words"])}, at most 200 characters`,
  },
  {
    flag: "--language",
    value: "code",
    field: "language",
    help: "language of narration and captions; the prompt's own if not given",
    allowed: "a code such as en, de or pt-BR",
  },
  {
    flag: "--voice",
    value: "name",
    field: "voice",
    help: "voice of the narrator",
    allowed: "a name of 1 to 100 characters",
  },
  {
    flag: "--motion",
    value: "kind",
    field: "motion",
    help: "moving stills or filmed clips",
    allowed: listed(field.motion.unwrap().options),
  },
  {
    flag: "--captions",
    value: "where",
    field: "captions",
    help: "captions in the picture, in files only, or none",
    allowed: listed(field.captions.unwrap().options),
  },
  {
    flag: "--caption-style",
    value: "look",
    field: "captionStyle",
    help: "captions in the picture: in a box, over a shade, or with the spoken word lit up",
    allowed: listed(CaptionStyle.options),
  },
  {
    flag: "--fit",
    value: "how",
    field: "fit",
    help: "pictures of another shape: cut, or whole before a blurred copy; whichever loses less if not given",
    allowed: listed(Fit.options),
  },
  { flag: "--no-narration", value: null, field: "narration", help: "no spoken narration", allowed: "" },
  { flag: "--no-music", value: null, field: "music", help: "no music", allowed: "" },
  {
    flag: "--transition",
    value: "kind",
    field: "transition",
    help: "between all scenes; by each scene's mood if not given",
    allowed: listed(Transition.options),
  },
  {
    flag: "--seed",
    value: "n",
    field: "seed",
    help: "the same seed and request give the same draft",
    allowed: "a whole number from 0 to 2147483647",
    numeric: true,
  },
  {
    flag: "--budget",
    value: "usd",
    field: "budgetUsd",
    help: "most that may be spent",
    allowed: "a number of US dollars, 0 or more",
    numeric: true,
  },
  {
    flag: "--on-in-doubt",
    value: "what",
    field: "onInDoubt",
    help: "when an order's answer is lost: end and ask, or order once more",
    allowed: listed(field.onInDoubt.unwrap().options),
  },
];

/** Those that a variant of a finished film may have otherwise. */
export const VARIANT_OPTIONS = REQUEST_OPTIONS.filter(({ field }) => field in VariantChanges.shape);

/** The default that the request's schema gives a field; null where it leaves the choice open. */
export function defaultOf(option: RequestOption): string | null {
  const value: unknown = field[option.field].parse(undefined);
  return option.value === null || value === null ? null : String(value);
}

/** Option values by field, as they were typed; `false` for a switch that was used. */
export type TypedOptions = Partial<Record<RequestOption["field"], string | false>>;

/**
 * The request that a command line asks for.
 * @throws UsageError with one sentence about the first thing that is wrong.
 */
export function readRequest(prompt: string, typed: TypedOptions): VideoRequest {
  const input: Record<string, unknown> = { prompt };
  for (const option of REQUEST_OPTIONS) {
    const value = typed[option.field];
    if (value !== undefined) input[option.field] = option.numeric && value !== false ? numberOf(value) : value;
  }
  const parsed = VideoRequest.safeParse(input);
  if (!parsed.success) throw new UsageError(explain(parsed.error.issues[0]?.path[0], prompt, typed));
  const conflict = requestConflict(parsed.data);
  if (conflict) throw new UsageError(`${conflict}.`);
  return parsed.data;
}

/**
 * What a command line changes of a task that is gone on with.
 * @throws UsageError with one sentence about the first thing that is wrong.
 */
export function readChanges(typed: TypedOptions): Partial<Pick<VideoRequest, "budgetUsd" | "onInDoubt">> {
  const { budgetUsd, onInDoubt } = readRequest("-", typed);
  return {
    ...(typed.budgetUsd !== undefined && { budgetUsd }),
    ...(typed.onInDoubt !== undefined && { onInDoubt }),
  };
}

/**
 * What a command line changes of a finished film.
 * @throws UsageError with one sentence about the first thing that is wrong.
 */
export function readVariant(typed: TypedOptions): VariantChanges {
  const request = readRequest("-", typed);
  const changed = Object.entries(request).filter(([field]) => field in typed);
  return VariantChanges.parse(Object.fromEntries(changed));
}

/** Decimal notation only; anything else stays text, which the schema refuses. */
function numberOf(text: string): number | string {
  return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function explain(name: PropertyKey | undefined, prompt: string, typed: TypedOptions): string {
  const option = REQUEST_OPTIONS.find(({ field }) => field === name);
  if (option) return `${option.flag} ${quoted(String(typed[option.field]))} is not allowed: give ${option.allowed}.`;
  const { length } = prompt.trim();
  if (length === 0) return "the prompt is empty: say in a sentence or more what the film is about.";
  return `the prompt has ${length} characters: at most ${MAX_PROMPT_LENGTH} are allowed.`;
}
