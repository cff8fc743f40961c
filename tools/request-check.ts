import type { z } from "zod";
import { PixoraError } from "../models/error.ts";
import { requestConflict, VideoRequest } from "../models/request.ts";
import type { Providers } from "../providers/types.ts";
import { detectLanguage } from "./language.ts";

/** A request that can be carried out, with the language it is told in. */
export interface CheckedRequest {
  request: VideoRequest;
  language: string;
}

/**
 * Checks all that can be known before anything is made or spent.
 * Rejects with `invalid_request` or `unsupported_language`.
 */
export async function checkRequest(input: unknown, { speech }: Pick<Providers, "speech">): Promise<CheckedRequest> {
  const parsed = VideoRequest.safeParse(input);
  if (!parsed.success) throw new PixoraError("invalid_request", sentenceOf(parsed.error));
  const request = parsed.data;
  const conflict = requestConflict(request);
  if (conflict) throw new PixoraError("invalid_request", conflict);
  const language = request.language ?? detectLanguage(request.prompt);
  if (request.narration) await speech.check({ language, voice: request.voice });
  return { request, language };
}

/** Everything that is wrong, in one line. */
function sentenceOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join(".") || "request"}: ${issue.message}`).join("; ");
}
