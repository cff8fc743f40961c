/** Which model can say what: languages, voices and lengths, by the models' own rows. */
import { PixoraError } from "../../models/error.ts";
import type { SpeechRequest } from "../types.ts";
import type { Line, SpeechModel } from "./speech-models.ts";

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

/**
 * The line in a model's own terms. A voice that is taken from a recording needs no name.
 * @throws PixoraError `vendor_failed` that says why the model cannot say it
 */
export function lineFor(model: SpeechModel, request: SpeechRequest): Omit<Line, "sampleUrl"> {
  const { text, language: asked, voiceSample } = request;
  const language = spokenLanguage(model, asked);
  if (language === null) throw cannot(`It does not speak "${asked}".`);
  if ([...text].length > model.maxCharacters)
    throw cannot(`The text has more than its ${model.maxCharacters} characters.`);
  const named = voiceSample !== null && model.takesSample ? null : request.voice;
  const voice = voiceFor(model, { language: asked, voice: named });
  if (voice === null) throw cannot(`It has no voice "${named}".`);
  return { text, language, voice };
}

function cannot(reason: string): PixoraError {
  return new PixoraError("vendor_failed", reason);
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
