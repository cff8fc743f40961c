/** Errors as data that is read: checked where it comes from a file, a store or another thread. */
import { z } from "zod";
import { ERROR_CODES } from "./error.ts";

/** See `ERROR_CODES`. */
export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** See `Problem` in error.ts. */
export const Problem = z.object({ code: ErrorCode, message: z.string(), retryable: z.boolean() });
export type Problem = z.infer<typeof Problem>;
