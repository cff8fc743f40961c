import { PixoraError } from "../../../models/error.ts";
import type { ProducedSpeech, SpeechProvider } from "../../types.ts";
import { createThread } from "../thread/index.ts";
import { createEspeak, type Espeak, type EspeakVoice } from "./espeak.ts";
import { espeakText } from "./espeak-text.ts";
import type { Recording } from "./narrator.ts";
import type { NarratorJob } from "./narrator-thread.ts";
import { ENGLISH_VOICES, type EnglishVoice } from "./tones.ts";

export interface DraftSpeechOptions {
  /** The espeak-ng program, as a name on the PATH or a path. */
  espeakPath?: string | undefined;
}

/** 2,000 characters take about 5 s on a slow core. */
const DEADLINE_MS = 120_000;

/** Who speaks a request: the built-in English, or a voice of the espeak-ng program. */
type Speaker = { engine: "flite"; voice: EnglishVoice } | { engine: "espeak"; voice: EspeakVoice };

/** Speech without key or network: English built in, other languages by the espeak-ng program where there is one. */
export function createDraftSpeech(options: DraftSpeechOptions = {}): SpeechProvider {
  const espeak = createEspeak(options.espeakPath ?? "espeak-ng");
  const thread = createThread<NarratorJob, Recording>({
    script: new URL("./narrator-thread", import.meta.url),
    name: "draft speech",
  });
  return {
    vendor: "draft",
    takesVoiceSample: false,
    price: () => ({ minUsd: 0, maxUsd: 0 }),

    async check({ language, voice }) {
      await chooseSpeaker(espeak, language, voice);
    },

    async generate({ text, language, voice }, { signal }) {
      if (!/[\p{L}\p{N}]/u.test(text)) throw new PixoraError("vendor_failed", "The narration has no words to speak.");
      const speaker = await chooseSpeaker(espeak, language, voice);
      const job: NarratorJob =
        speaker.engine === "flite"
          ? { kind: "narrate", text, voice: speaker.voice }
          : { kind: "finish", wav: await speakForeign(espeak, text, speaker.voice, signal) };
      return produced(await thread.run(job, { signal, deadlineMs: DEADLINE_MS }), speaker, text);
    },
  };
}

function speakForeign(espeak: Espeak, text: string, { language, file }: EspeakVoice, signal: AbortSignal) {
  return espeak.speak(espeakText(text, language), file, signal);
}

function produced({ wav, words }: Recording, speaker: Speaker, text: string): ProducedSpeech {
  const voice = speaker.engine === "flite" ? speaker.voice : speaker.voice.language;
  return {
    bytes: wav,
    mediaType: "audio/wav",
    words,
    provenance: {
      vendor: "draft",
      model: `${speaker.engine === "flite" ? "flite" : "espeak-ng"}/${voice}`,
      prompt: text,
      seed: null,
      requestId: null,
      costUsd: 0,
      credits: speaker.engine === "flite" ? ["Speech: Flite, Carnegie Mellon University"] : ["Speech: eSpeak NG"],
    },
  };
}

async function chooseSpeaker(espeak: Espeak, language: string, voice: string | null): Promise<Speaker> {
  const tag = canonical(language);
  if (tag.split("-")[0] === "en") return { engine: "flite", voice: englishVoice(voice) };
  const all = await espeak.voices();
  if (!all) throw unsupported(language, "Install espeak-ng (apt-get install espeak-ng, or brew install espeak-ng)");
  const able = voicesFor(all, tag);
  const best = able[0];
  if (!best) throw unsupported(language, "The program espeak-ng has no voice for it either: choose another language");
  const wanted = voice?.toLowerCase();
  const chosen = wanted ? able.find((known) => namesOf(known).includes(wanted)) : best;
  if (!chosen)
    throw unknownVoice(
      `"${voice}" for ${language}`,
      able.map((known) => known.language),
    );
  return { engine: "espeak", voice: chosen };
}

function englishVoice(voice: string | null): EnglishVoice {
  if (voice === null) return ENGLISH_VOICES[0];
  const known = ENGLISH_VOICES.find((name) => name === voice.toLowerCase());
  if (!known) throw unknownVoice(`"${voice}" for English`, ENGLISH_VOICES);
  return known;
}

/** Of the two voices of Mandarin the good one: espeak-ng 1.51 reads the other's tones as English numbers, “three” for the third. */
const MANDARIN = "cmn-latn-pinyin";

/** Voices of the language, the one of the very region first. */
function voicesFor(all: readonly EspeakVoice[], tag: string): EspeakVoice[] {
  const base = tag.split("-")[0] ?? tag;
  const rank = (voice: EspeakVoice): number => {
    const tags = [voice.language, ...voice.aliases];
    if (voice.language === tag) return 0;
    if (tags.includes(tag)) return 1;
    if (voice.language === base) return 2;
    if (tags.includes(base)) return 3;
    return tags.some((known) => known.split("-")[0] === base) ? 4 : 5;
  };
  const preference = ({ language }: EspeakVoice) => (language === MANDARIN ? 0 : 1);
  return all
    .filter((voice) => rank(voice) < 5)
    .sort((one, other) => rank(one) - rank(other) || preference(one) - preference(other));
}

function namesOf({ language, name, file }: EspeakVoice): string[] {
  return [language, name, file].map((known) => known.toLowerCase());
}

/** `deu` and `de` are one language; case does not matter. */
function canonical(language: string): string {
  try {
    return (Intl.getCanonicalLocales(language)[0] ?? language).toLowerCase();
  } catch {
    return language.toLowerCase();
  }
}

function unsupported(language: string, advice: string): PixoraError {
  const rest = 'or turn the narration off (--no-narration, "narration": false). English is built in.';
  return new PixoraError("unsupported_language", `The draft voice cannot speak "${language}". ${advice}, ${rest}`);
}

function unknownVoice(what: string, known: readonly string[]): PixoraError {
  return new PixoraError("invalid_request", `There is no voice ${what}. Choose one of: ${known.join(", ")}.`);
}
