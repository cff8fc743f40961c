/**
 * What Replicate's models take, make and cost, for the server that plays Replicate. Written from the vendor's published
 * schemas, apart from the product's own tables, so that a test finds where those send what the vendor would refuse.
 */
import { z } from "zod";
import { encodeMonoWav } from "../../providers/draft/wav.ts";

export interface ServedModel {
  /** Null for an official model; a community model is only called by its version. */
  version: string | null;
  input: z.ZodType<Record<string, unknown>>;
  /** The finished sound's length. */
  seconds(input: Record<string, unknown>): number;
  sound: "speech" | "music";
  /** What a finished run costs. `computeSeconds` is what the run's metrics told. */
  usd(input: Record<string, unknown>, computeSeconds: number): number;
}

const LANGUAGE_BOOST = [
  ...["None", "Automatic", "Chinese", "Chinese,Yue", "Cantonese", "English", "Arabic", "Russian", "Spanish", "French"],
  ...["Portuguese", "German", "Turkish", "Dutch", "Ukrainian", "Vietnamese", "Indonesian", "Japanese", "Italian"],
  ...["Korean", "Thai", "Polish", "Romanian", "Greek", "Czech", "Finnish", "Hindi", "Bulgarian", "Danish", "Hebrew"],
  ...["Malay", "Persian", "Slovak", "Swedish", "Croatian", "Filipino", "Hungarian", "Norwegian", "Slovenian"],
  ...["Catalan", "Nynorsk", "Tamil", "Afrikaans"],
];

const minimaxSpeech = z.strictObject({
  text: z.string().min(1).max(10_000),
  voice_id: z.string().optional(),
  speed: z.number().min(0.5).max(2).optional(),
  volume: z.number().min(0).max(10).optional(),
  pitch: z.int().min(-12).max(12).optional(),
  emotion: z.enum(["auto", "happy", "calm", "sad", "angry", "fearful", "surprised"]).optional(),
  english_normalization: z.boolean().optional(),
  sample_rate: z.literal([8000, 16_000, 22_050, 24_000, 32_000, 44_100]).optional(),
  bitrate: z.literal([32_000, 64_000, 128_000, 256_000]).optional(),
  audio_format: z.enum(["mp3", "wav", "flac", "pcm"]).optional(),
  channel: z.enum(["mono", "stereo"]).optional(),
  subtitle_enable: z.boolean().optional(),
  language_boost: z.enum(LANGUAGE_BOOST).optional(),
});

const length = (text: unknown): number => [...String(text)].length;
const spoken = (input: Record<string, unknown>) => Math.max(0.6, length(input.text ?? input.prompt) / 15);
const perThousand = (usd: number) => (input: Record<string, unknown>) =>
  (usd * length(input.text ?? input.prompt)) / 1000;

const speech = { version: null, seconds: spoken, sound: "speech" } as const;
const music = { version: null, sound: "music" } as const;

export const SERVED_MODELS: Readonly<Record<string, ServedModel>> = {
  "minimax/speech-2.8-turbo": { ...speech, input: minimaxSpeech, usd: perThousand(0.06) },
  "minimax/speech-2.8-hd": { ...speech, input: minimaxSpeech, usd: perThousand(0.1) },
  "jaaari/kokoro-82m": {
    ...speech,
    version: "f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13",
    input: z.strictObject({
      text: z.string().min(1),
      voice: z
        .string()
        .regex(/^[abfhijz][fm]_[a-z]+$/)
        .optional(),
      speed: z.number().min(0.1).max(5).optional(),
    }),
    usd: (_, computeSeconds) => 0.000225 * computeSeconds,
  },
  "resemble-ai/chatterbox-turbo": {
    ...speech,
    input: z.strictObject({
      text: z.string().min(1).max(500),
      voice: z.string().optional(),
      reference_audio: z.string().optional(),
      seed: z.int().optional(),
    }),
    usd: perThousand(0.025),
  },
  "resemble-ai/chatterbox": {
    ...speech,
    input: z.strictObject({
      prompt: z.string().min(1),
      audio_prompt: z.string().optional(),
      exaggeration: z.number().optional(),
      cfg_weight: z.number().optional(),
      temperature: z.number().optional(),
      seed: z.int().optional(),
    }),
    usd: perThousand(0.025),
  },
  "stability-ai/stable-audio-2.5": {
    ...music,
    input: z.strictObject({
      prompt: z.string(),
      duration: z.int().min(1).max(190).optional(),
      seed: z.int().optional(),
      steps: z.int().min(4).max(8).optional(),
      cfg_scale: z.number().min(1).max(25).optional(),
    }),
    seconds: (input) => Number(input.duration ?? 190),
    usd: () => 0.2,
  },
  "google/lyria-2": {
    ...music,
    input: z.strictObject({
      prompt: z.string(),
      negative_prompt: z.string().optional(),
      seed: z.int().optional(),
    }),
    seconds: () => 30,
    usd: () => 0.06,
  },
  "minimax/music-2.6": {
    ...music,
    input: z.strictObject({
      prompt: z.string().min(1).max(2000),
      lyrics: z.string().max(3500).optional(),
      is_instrumental: z.literal(true),
      audio_format: z.enum(["mp3", "wav", "pcm"]).optional(),
    }),
    seconds: () => 60,
    usd: () => 0.15,
  },
};

const SAMPLE_RATE = 16_000;

/** A real WAV: a tone in syllables of a fifth of a second for speech, a chord for music. */
export function soundFile(kind: "speech" | "music", seconds: number): Uint8Array {
  const tones = kind === "speech" ? [140] : [220, 277.2, 329.6];
  const channel = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  for (let at = 0; at < channel.length; at++) {
    const time = at / SAMPLE_RATE;
    const loudness = kind === "speech" ? Math.abs(Math.sin(Math.PI * 5 * time)) : 1;
    const sum = tones.reduce((wave, hertz) => wave + Math.sin(2 * Math.PI * hertz * time), 0);
    channel[at] = (0.5 * loudness * sum) / tones.length;
  }
  return encodeMonoWav(SAMPLE_RATE, channel);
}
