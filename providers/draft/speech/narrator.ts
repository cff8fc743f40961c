/** An English text as a finished recording with the time of each word. Blocks while it works: it belongs in a thread. */
import { PixoraError } from "../../../models/error.ts";
import type { WordTime } from "../../../models/scene.ts";
import { encodeMonoWav } from "../wav.ts";
import { alignWords, fillGaps, type Span } from "./alignment.ts";
import type { Flite, Utterance } from "./flite.ts";
import { heardRange, masterVoice, softenEnds } from "./mastering.ts";
import { readText, type Sentence, type Token } from "./reading.ts";
import { type EnglishVoice, TONES } from "./tones.ts";

export interface Recording {
  wav: Uint8Array;
  words: WordTime[] | null;
}

/** A storyteller's pace: a little slower than the voices' own. */
const STRETCH = 1.1;

/** A sentence as it sounds, cut to what is heard. One entry of `spans` for each token; null for those not spoken. */
interface Take {
  sampleRate: number;
  samples: Float32Array;
  spans: (Span | null)[];
}

/** Throws `vendor_failed` when the text has nothing that an English voice can say. */
export function narrate(flite: Flite, text: string, voice: EnglishVoice): Recording {
  const sentences = readText(text);
  const takes = sentences.map((sentence) => speakSentence(flite, sentence, voice));
  const sampleRate = takes.find((take) => take.samples.length > 0)?.sampleRate;
  if (!sampleRate) throw new PixoraError("vendor_failed", "The narration has nothing that an English voice can say.");
  const { samples, spans } = join(takes, sentences, sampleRate);
  masterVoice(samples, sampleRate, TONES[voice]);
  const tokens = sentences.flatMap((sentence) => sentence.tokens);
  return {
    wav: encodeMonoWav(sampleRate, samples),
    words: wordTimes(tokens, spans, samples.length / sampleRate),
  };
}

function speakSentence(flite: Flite, { tokens }: Sentence, voice: EnglishVoice): Take {
  const spoken = tokens.map(({ spoken }) => spoken).filter(Boolean);
  if (!spoken.some(isAudible)) return { sampleRate: 0, samples: new Float32Array(), spans: tokens.map(() => null) };
  const utterance = flite.speak(spoken.join(" "), voice, STRETCH);
  const words = tokens.map((token) => alone(token.spoken));
  const audible = words.filter(isAudible);
  const aligned = alignWords(audible, utterance.phones, flite.pronounce(audible));
  let next = 0;
  const spans = words.map((word) => (isAudible(word) ? (aligned[next++] ?? null) : null));
  return cut(utterance, spans);
}

/** The word without what makes the voice rest inside or after it. */
function alone(spoken: string): string {
  return spoken
    .replace(/[.,;:!?]+$/, "")
    .replace(/[,;!?]+ /g, " ")
    .trim();
}

function isAudible(spoken: string): boolean {
  return /[A-Za-z0-9]/.test(spoken);
}

function cut({ samples, sampleRate }: Utterance, spans: readonly (Span | null)[]): Take {
  const { from, to } = heardRange(samples, sampleRate);
  const heard = samples.slice(from, to);
  softenEnds(heard, sampleRate);
  const inside = (seconds: number) => Math.min(heard.length / sampleRate, Math.max(0, seconds - from / sampleRate));
  const shifted = spans.map((span) => span && { start: inside(span.start), end: inside(span.end) });
  return { sampleRate, samples: heard, spans: shifted };
}

function join(takes: readonly Take[], sentences: readonly Sentence[], sampleRate: number) {
  const lastHeard = takes.findLastIndex((take) => take.samples.length > 0);
  const rests = takes.map(({ samples }, at) => {
    const pause = at < lastHeard && samples.length > 0 ? (sentences[at]?.pause ?? 0) : 0;
    return Math.round(pause * sampleRate);
  });
  const total = takes.reduce((sum, take, at) => sum + take.samples.length + (rests[at] ?? 0), 0);
  const samples = new Float32Array(total);
  const spans: (Span | null)[] = [];
  let offset = 0;
  takes.forEach((take, at) => {
    const shift = offset / sampleRate;
    samples.set(take.samples, offset);
    spans.push(...take.spans.map((span) => span && { start: span.start + shift, end: span.end + shift }));
    offset += take.samples.length + (rests[at] ?? 0);
  });
  return { samples, spans };
}

function wordTimes(tokens: readonly Token[], spans: readonly (Span | null)[], seconds: number): WordTime[] {
  const words = tokens.flatMap((token, at) => (token.isWord ? [{ text: token.text, span: spans[at] ?? null }] : []));
  const times = fillGaps(
    words.map(({ span }) => span),
    seconds,
  );
  return words.map(({ text }, at) => ({ text, start: times[at]?.start ?? seconds, end: times[at]?.end ?? seconds }));
}
