/**
 * The models that speak, a row each: everything in which they differ is here, and nowhere else.
 * Schemas are Replicate's published ones (replicate.com/<model>/versions/<version>/api), read as stored copies in
 * November 2026; prices are list prices of the day that the row tells. What could not be confirmed says so.
 */
import { MINIMAX_LANGUAGES, MINIMAX_NATIVE_VOICES, MINIMAX_OTHER_VOICE, MINIMAX_VOICES } from "./minimax-voices.ts";
import { computePrice, fixedPrice, type Price } from "./price.ts";

/** What is to be said, in terms that every model has. */
export interface Line {
  text: string;
  /** A value of `languages`. */
  language: string;
  voice: string;
  /** URL of the recording whose voice is taken; always null for a model without `takesSample`. */
  sampleUrl: string | null;
}

export interface SpeechModel {
  /** Owner and name at Replicate. */
  id: string;
  /** Pinned for a community model, which cannot be called by its name alone; null for an official one. */
  version: string | null;
  /** Longest text. */
  maxCharacters: number;
  /** The model's own names of the languages that it speaks, by ISO 639 code. */
  languages: Readonly<Record<string, string>>;
  /** By ISO 639 code, with or without a region, the default first. `any` speak every language, and come last. */
  voices: Readonly<Record<string, readonly string[]>>;
  /** Voices that exist beside the listed ones; null for none. */
  otherVoice: RegExp | null;
  takesSample: boolean;
  input(line: Line): Record<string, unknown>;
  price(text: string): Price;
  deadlineSeconds: number;
}

/** Billed by the character. */
const perThousandCharacters = (usd: number) => (text: string) => fixedPrice((usd * [...text].length) / 1000);

/**
 * Schema of version fb87e0f2, by the vendor. WAV at 32 kHz instead of its MP3, so that the sound is encoded once only.
 * `emotion` stays on its default `auto`. There is no seed.
 */
const minimax = (id: string, usdPerThousand: number): SpeechModel => ({
  id,
  version: null,
  maxCharacters: 10_000,
  languages: MINIMAX_LANGUAGES,
  voices: { ...MINIMAX_NATIVE_VOICES, any: MINIMAX_VOICES },
  otherVoice: MINIMAX_OTHER_VOICE,
  takesSample: false,
  input: ({ text, language, voice }) => ({
    text,
    voice_id: voice,
    language_boost: language,
    emotion: "auto",
    audio_format: "wav",
    sample_rate: 32_000,
    channel: "mono",
  }),
  price: perThousandCharacters(usdPerThousand),
  deadlineSeconds: 120,
});

/**
 * Version and parameters: the vendor's API of version f559560e (2025-01-29), the latest that public code calls in 2026.
 * Its voices are Kokoro 1.0's without the Spanish and the Portuguese ones, as public code lists them for this version.
 * Long texts are split by the model, without a documented limit: ours keeps one job within its deadline.
 * Nvidia T4 at 0.000225 USD a second (replicate.com/pricing, 2026-05-04). About 350 characters a second by the vendor's
 * "0.65 USD per million characters"; a third of that speed and 10 s more is the most that we reserve.
 */
const KOKORO: SpeechModel = {
  id: "jaaari/kokoro-82m",
  version: "f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13",
  maxCharacters: 10_000,
  languages: { en: "en", fr: "fr", hi: "hi", it: "it", ja: "ja", zh: "zh" },
  voices: {
    en: [
      ...["af_bella", "af_alloy", "af_aoede", "af_jessica", "af_kore", "af_nicole", "af_nova", "af_river", "af_sarah"],
      ...["af_sky", "am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam", "am_michael", "am_onyx", "am_puck"],
    ],
    "en-gb": ["bf_emma", "bf_alice", "bf_isabella", "bf_lily", "bm_daniel", "bm_fable", "bm_george", "bm_lewis"],
    fr: ["ff_siwis"],
    hi: ["hf_alpha", "hf_beta", "hm_omega", "hm_psi"],
    it: ["if_sara", "im_nicola"],
    ja: ["jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro", "jm_kumo"],
    zh: [
      ...["zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zf_xiaoyi"],
      ...["zm_yunjian", "zm_yunxi", "zm_yunxia", "zm_yunyang"],
    ],
  },
  otherVoice: null,
  takesSample: false,
  input: ({ text, voice }) => ({ text, voice }),
  price: (text) => computePrice(0.000225, { min: [...text].length / 350, max: 10 + [...text].length / 115 }),
  deadlineSeconds: 300,
};

/**
 * Schema of version 8ff2cbe2, by the vendor; an official model. The sample must be longer than 5 s.
 * 0.025 USD per 1,000 characters (third-party note of 2026-07-19; not confirmed by the vendor's own page).
 * The voices' names are those of the open model's service; `Andy` is in the vendor's schema, the others were not confirmed.
 */
const CHATTERBOX_TURBO: SpeechModel = {
  id: "resemble-ai/chatterbox-turbo",
  version: null,
  maxCharacters: 500,
  languages: { en: "en" },
  voices: {
    en: [
      ...["Andy", "Aaron", "Abigail", "Anaya", "Archer", "Brian", "Chloe", "Dylan", "Emmanuel", "Ethan", "Evelyn"],
      ...["Gavin", "Gordon", "Ivan", "Laura", "Lucy", "Madison", "Marisol", "Meera", "Walter"],
    ],
  },
  otherVoice: null,
  takesSample: true,
  input: ({ text, voice, sampleUrl }) => (sampleUrl ? { text, reference_audio: sampleUrl } : { text, voice }),
  price: perThousandCharacters(0.025),
  deadlineSeconds: 180,
};

/**
 * An official model. Parameters as public code of 2026 sends them (`prompt`, `audio_prompt`); the vendor's schema page
 * was not among the stored copies, nor was a limit: the open model stops after 40 s, hence the same as the turbo's.
 * One voice, which has no name at the vendor's. Price as the turbo's, from the same note.
 */
const CHATTERBOX: SpeechModel = {
  ...CHATTERBOX_TURBO,
  id: "resemble-ai/chatterbox",
  voices: { en: ["default"] },
  input: ({ text, sampleUrl }) => ({ prompt: text, ...(sampleUrl && { audio_prompt: sampleUrl }) }),
};

export const SPEECH_MODELS: readonly SpeechModel[] = [
  // 0.06 USD per 1,000 characters is the vendor's price of speech-2.6-turbo, one token a character (2026);
  // that 2.8 costs the same was not confirmed.
  minimax("minimax/speech-2.8-turbo", 0.06),
  // On Replicate since 2026 (replicate.com/minimax/speech-2.8-hd, seen by others on 2026-09-30), with the turbo's schema.
  // 0.10 USD is another vendor's price of the same model: not confirmed for Replicate.
  minimax("minimax/speech-2.8-hd", 0.1),
  KOKORO,
  CHATTERBOX_TURBO,
  CHATTERBOX,
];

/** Used when PIXORA_SPEECH_MODEL is not set: the best, a cheap one by another maker, and one for voice samples. */
export const DEFAULT_SPEECH_MODELS = ["minimax/speech-2.8-turbo", "jaaari/kokoro-82m", "resemble-ai/chatterbox-turbo"];
