/**
 * fal's models that set a picture in motion, a row each: what they are asked with, which lengths they make, what they cost.
 * Sound is turned off wherever a model would add its own.
 * List prices in US dollars, from copies of fal.ai/models/<id> read on 2026-11-22; nothing in an answer tells a price.
 */
import type { ClipRequest } from "../types.ts";
import type { InputOf } from "./inputs.ts";
import { usd } from "./usd.ts";

/** A clip to be made, in no model's terms. */
export interface ClipOrder extends Omit<ClipRequest, "picture"> {
  /** URL of the picture that it begins with. */
  picture: string;
}

export interface VideoModel {
  id: string;
  /** Whether the same seed gives the same clip. */
  takesSeed: boolean;
  /** The length that is made for a wanted one: the next of the model's, or its longest. */
  secondsFor(wanted: number): number;
  input(order: ClipOrder): Record<string, unknown>;
  priceUsd(wanted: Pick<ClipOrder, "seconds">): number;
  /** From the order to the clip, with the time that it may wait for others of the account. */
  deadlineSeconds: number;
}

/** A row as it is written down: `input` gets one of the model's own lengths. */
interface Row<Seconds extends number> {
  id: string;
  /** The lengths it makes, shortest first. */
  lengths: readonly [Seconds, ...Seconds[]];
  takesSeed: boolean;
  input(order: ClipOrder & { seconds: Seconds }): object;
  usdPerSecond: number;
  deadlineSeconds: number;
}

/** Clips from a picture, best first. */
export const VIDEO_MODELS: readonly VideoModel[] = [
  model({
    id: "fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
    lengths: [5, 10],
    takesSeed: false,
    input: ({ prompt, picture, seconds }): InputOf<"fal-ai/kling-video/v2.5-turbo/pro/image-to-video"> => ({
      prompt,
      image_url: picture,
      duration: `${seconds}`,
    }),
    usdPerSecond: 0.07,
    deadlineSeconds: 900,
  }),
  model({
    id: "fal-ai/kling-video/v3/pro/image-to-video",
    lengths: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    takesSeed: false,
    input: ({ prompt, picture, seconds }): InputOf<"fal-ai/kling-video/v3/pro/image-to-video"> => ({
      prompt,
      start_image_url: picture,
      duration: `${seconds}`,
      generate_audio: false,
    }),
    // Without sound. An undated copy of the page says twice as much.
    usdPerSecond: 0.112,
    deadlineSeconds: 1200,
  }),
  model({
    id: "fal-ai/minimax/hailuo-02/standard/image-to-video",
    lengths: [6, 10],
    takesSeed: false,
    input: ({ prompt, picture, seconds }): InputOf<"fal-ai/minimax/hailuo-02/standard/image-to-video"> => ({
      prompt,
      image_url: picture,
      duration: `${seconds}`,
      resolution: "768P",
    }),
    usdPerSecond: 0.045,
    deadlineSeconds: 1200,
  }),
  model({
    id: "fal-ai/veo3.1/fast/image-to-video",
    lengths: [4, 6, 8],
    takesSeed: true,
    input: ({ prompt, picture, seconds, seed, ...size }): InputOf<"fal-ai/veo3.1/fast/image-to-video"> => ({
      prompt,
      image_url: picture,
      duration: `${seconds}s`,
      // One price for both.
      resolution: Math.min(size.width, size.height) > 720 ? "1080p" : "720p",
      generate_audio: false,
      seed,
    }),
    usdPerSecond: 0.1,
    deadlineSeconds: 900,
  }),
  model({
    id: "fal-ai/ltx-2.3/image-to-video/fast",
    lengths: [6, 8, 10],
    takesSeed: false,
    input: ({ prompt, picture, seconds }): InputOf<"fal-ai/ltx-2.3/image-to-video/fast"> => ({
      prompt,
      image_url: picture,
      duration: seconds,
      resolution: "1080p",
      generate_audio: false,
    }),
    usdPerSecond: 0.04,
    deadlineSeconds: 900,
  }),
  model({
    id: "bytedance/seedance-2.0/fast/image-to-video",
    lengths: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    takesSeed: true,
    input: ({ prompt, picture, seconds, seed }): InputOf<"bytedance/seedance-2.0/fast/image-to-video"> => ({
      prompt,
      image_url: picture,
      duration: `${seconds}`,
      resolution: "720p",
      generate_audio: false,
      seed,
    }),
    // At 720p, with or without sound.
    usdPerSecond: 0.2419,
    deadlineSeconds: 900,
  }),
];

function model<const Seconds extends number>({ lengths, input, usdPerSecond, ...row }: Row<Seconds>): VideoModel {
  const secondsFor = (wanted: number): Seconds =>
    lengths.find((length) => length >= wanted) ??
    lengths.reduce((longest, length) => (length > longest ? length : longest));
  return {
    ...row,
    secondsFor,
    input: (order) => ({ ...input({ ...order, seconds: secondsFor(order.seconds) }) }),
    priceUsd: ({ seconds }) => usd(usdPerSecond * secondsFor(seconds)),
  };
}
