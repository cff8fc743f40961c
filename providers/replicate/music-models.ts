/**
 * The models that make music, a row each: everything in which they differ is here, and nowhere else.
 * Schemas are Replicate's published ones (replicate.com/<model>/versions/<version>/api), read as stored copies in
 * November 2026; prices are list prices of the day that the row tells. What could not be confirmed says so.
 */
import { fixedPrice, type Price } from "./price.ts";

export interface MusicModel {
  /** Owner and name at Replicate. All of them are official models, called without a version. */
  id: string;
  /** Longest prompt in characters. */
  maxPrompt: number;
  /** @param seconds wanted length, as long as the model can make it or not */
  input(piece: { prompt: string; seconds: number; seed: number }): Record<string, unknown>;
  price: Price;
  deadlineSeconds: number;
}

/** Versions a58cbacb and a61ac8ed have the same schema. 0.20 USD a run, whatever its length (2026). */
const STABLE_AUDIO: MusicModel = {
  id: "stability-ai/stable-audio-2.5",
  // Not documented.
  maxPrompt: 2000,
  input: ({ prompt, seconds, seed }) => ({
    prompt,
    duration: Math.min(190, Math.max(1, Math.ceil(seconds))),
    seed,
  }),
  price: fixedPrice(0.2),
  deadlineSeconds: 240,
};

/**
 * Schema of version a7e8d3fd. A piece has 30 s, always; it is repeated or cut by the film's sound pass.
 * About 0.06 USD a piece, 0.002 a second (2026).
 */
const LYRIA: MusicModel = {
  id: "google/lyria-2",
  // Not documented.
  maxPrompt: 2000,
  input: ({ prompt, seed }) => ({ prompt, negative_prompt: "vocals, singing, speech", seed }),
  price: fixedPrice(0.06),
  deadlineSeconds: 240,
};

/**
 * Schema and readme of replicate.com/minimax/music-2.6 (2026). Neither length nor seed can be asked for: most pieces
 * have 2 to 4 minutes. The price was not confirmed: 0.15 USD is another vendor's for version 2.5.
 */
const MINIMAX: MusicModel = {
  id: "minimax/music-2.6",
  maxPrompt: 2000,
  input: ({ prompt }) => ({ prompt, is_instrumental: true, audio_format: "mp3" }),
  price: fixedPrice(0.15),
  deadlineSeconds: 420,
};

export const MUSIC_MODELS: readonly MusicModel[] = [STABLE_AUDIO, LYRIA, MINIMAX];

/** Used when PIXORA_MUSIC_MODEL is not set. */
export const DEFAULT_MUSIC_MODELS = MUSIC_MODELS.map(({ id }) => id);
