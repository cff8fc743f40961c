/** Which model can say what: languages, voices and lengths, by the models' own rows. */
import type { SpeechRequest } from "../types.ts";
import type { SpeechModel } from "./speech-models.ts";

/** The model's name of a language, its own or the one of its family; null when it does not speak it. */
export function spokenLanguage(model: SpeechModel, language: string): string | null {
  return model.languages[readLanguage(language).base] ?? null;
}

/** The model's voice of this name, or its default for the language; null when it has none of this name. */
export function voiceFor(
  model: SpeechModel,
  { language, voice }: Pick<SpeechRequest, "language" | "voice">,
): string | null {
  const voices = voicesFor(model, language);
  if (voice === null) return voices[0] ?? null;
  const known = voices.find((name) => name.toLowerCase() === voice.toLowerCase());
  return known ?? (model.otherVoice?.test(voice) ? voice : null);
}

/** Voices for a language: of the very region, of the language, of every language, of its other regions. */
export function voicesFor({ voices }: SpeechModel, language: string): readonly string[] {
  const { base, tag } = readLanguage(language);
  const others = Object.keys(voices).filter((key) => key.startsWith(`${base}-`));
  return [...new Set([tag, base, "any", ...others].flatMap((key) => voices[key] ?? []))];
}

/** Why a model cannot say this; null when it can. A voice that is taken from a recording needs no name. */
export function whyNot(model: SpeechModel, request: SpeechRequest): string | null {
  const { text, language, voiceSample } = request;
  if (spokenLanguage(model, language) === null) return `It does not speak "${language}".`;
  if ([...text].length > model.maxCharacters) return `The text is longer than its ${model.maxCharacters} characters.`;
  if (voiceSample !== null && model.takesSample) return null;
  return voiceFor(model, request) === null ? `It has no voice "${request.voice}".` : null;
}

/** `deu` and `de` are one language. */
function readLanguage(language: string): { base: string; tag: string } {
  try {
    const { language: base, region } = new Intl.Locale(language);
    return { base, tag: region ? `${base}-${region.toLowerCase()}` : base };
  } catch {
    return { base: "", tag: "" };
  }
}
