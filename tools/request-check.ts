import type { z } from "zod";
import { PixoraError } from "../models/error.ts";
import { detectLanguage, mayBeIn } from "../models/language.ts";
import { requestConflict, VideoRequest } from "../models/request.ts";
import type { Degradation } from "../models/video.ts";
import type { Providers } from "../providers/types.ts";

/** A request that can be carried out, with the language it is told in. */
export interface CheckedRequest {
  request: VideoRequest;
  language: string;
  /** Files of the user's own that this film can use. */
  referenceUrls: string[];
  voiceSampleUrl: string | null;
  /** What of the request can be seen beforehand not to be possible as asked. */
  degraded: Degradation[];
}

/**
 * Checks all that can be known before anything is made or spent.
 * Rejects with `invalid_request` or `unsupported_language`.
 */
export async function checkRequest(
  input: unknown,
  { language: model, speech, image }: Pick<Providers, "language" | "speech" | "image">,
): Promise<CheckedRequest> {
  const parsed = VideoRequest.safeParse(input);
  if (!parsed.success) throw new PixoraError("invalid_request", sentenceOf(parsed.error));
  const request = parsed.data;
  const conflict = requestConflict(request);
  if (conflict) throw new PixoraError("invalid_request", conflict);
  const { language, degraded } = tellingLanguage(request, model.translates);
  if (request.narration) await speech.check({ language, voice: request.voice });
  const references = image.maxReferences > 0 ? null : "the vendor of the pictures draws from words alone";
  const sample = speech.takesVoiceSample ? null : "no model of the speech vendor takes a recording";
  const wishes = [
    ...unmet(request.referenceUrls.length > 0, "pictures of yours as reference", "sheets of its own", references),
    ...unmet(request.voiceSampleUrl !== null, "the voice of a recording", "a voice of its own", sample),
  ];
  return {
    request,
    language,
    referenceUrls: references === null ? request.referenceUrls : [],
    voiceSampleUrl: sample === null && request.narration ? request.voiceSampleUrl : null,
    degraded: [...degraded, ...wishes],
  };
}

/** A wish that the chosen vendors cannot meet: said, and the film is made without it. */
function unmet(isMeant: boolean, wanted: string, got: string, reason: string | null): Degradation[] {
  return isMeant && reason !== null ? [{ scene: null, wanted, got, reason }] : [];
}

/** The language of narration and captions: as asked, or the prompt's own where nobody can translate it. */
function tellingLanguage({ prompt, language }: VideoRequest, translates: boolean) {
  const own = detectLanguage(prompt);
  if (language === null || translates || mayBeIn(language, prompt)) return { language: language ?? own, degraded: [] };
  const reason = "the language model cannot translate: write the prompt in the film's language";
  const names = new Intl.DisplayNames("en", { type: "language" });
  const told = (code: string) => `a film in ${names.of(code)}`;
  return { language: own, degraded: [{ scene: null, wanted: told(language), got: told(own), reason }] };
}

/** Everything that is wrong, in one line. */
function sentenceOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "request"}: ${issue.message}`).join("; ");
}
