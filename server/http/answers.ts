/** The answers that routes declare. */
import type { z } from "zod";
import type { Answer } from "./endpoint.ts";
import { NAMED_ANSWERS } from "./schemas.ts";

export function json(description: string, schema: z.ZodType, headers?: Answer["headers"]): Answer {
  return { description, content: { "application/json": schema }, ...(headers && { headers }) };
}

/** @param mediaTypes or ranges of them, such as `image/*` */
export function file(description: string, ...mediaTypes: string[]): Answer {
  return { description, content: Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, null])) };
}

export function nothing(description: string): Answer {
  return { description };
}

export function problem(description: string, headers?: Answer["headers"]): Answer {
  return { description, content: { "application/problem+json": NAMED_ANSWERS.Problem }, ...(headers && { headers }) };
}

/** Of everything that is about one task. */
export const NOT_FOUND: Readonly<Record<number, Answer>> = {
  404: problem("There is no such task, or it is not yours."),
};
