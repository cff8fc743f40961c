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
  /** What of the request can be seen beforehand not to be possible as asked. */
  degraded: Degradation[];
}

/**
 * Checks all that can be known before anything is made or spent.
 * Rejects with `invalid_request` or `unsupported_language`.
 */
export async function checkRequest(
  input: unknown,
  { language: model, speech }: Pick<Providers, "language" | "speech">,
): Promise<CheckedRequest> {
  const parsed = VideoRequest.safeParse(input);
  if (!parsed.success) throw new PixoraError("invalid_request", sentenceOf(parsed.error));
  const request = parsed.data;
  const conflict = requestConflict(request);
  if (conflict) throw new PixoraError("invalid_request", conflict);
  const { language, degraded } = tellingLanguage(request, model.translates);
  if (request.narration) await speech.check({ language, voice: request.voice });
  return { request, language, degraded: [...degraded, ...unusedWishes(request)] };
}

/** Wishes that no vendor of this version can meet: said, and the film is made without them. */
function unusedWishes(request: VideoRequest): Degradation[] {
  const wishes = [
    { isMeant: request.referenceUrls.length > 0, wanted: "pictures of yours as reference", got: "sheets of its own" },
    { isMeant: request.voiceSampleUrl !== null, wanted: "the voice of a recording", got: "a voice of its own" },
    { isMeant: request.webhookUrl !== null, wanted: "a report to a webhook", got: "none" },
  ];
  const reason = "this version cannot do it yet";
  return wishes.flatMap(({ isMeant, wanted, got }) => (isMeant ? [{ scene: null, wanted, got, reason }] : []));
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
