/**
 * What went wrong at Supabase, in our terms. Decided by status and code, never by the words.
 */
import { PixoraError } from "../../models/error.ts";
import { quoteVendor } from "../vendor-message.ts";
import type { SupabaseAccess } from "./client.ts";

/** An answer that is none, whichever of Supabase's services and libraries it came from. */
export interface Refusal {
  /** As HTTP means it, also where Storage hides it in the body of a 400; null when no answer came. */
  status: number | null;
  /** PostgREST's or PostgreSQL's own, such as `PGRST205` or `42501`. */
  code: string | null;
  text: string;
}

/** Where the tables, the bucket and the policies come from. */
export const MIGRATIONS = "apply the migrations in providers/supabase/migrations";

/** Unknown table, function or column, at PostgREST and at PostgreSQL. */
const MISSING_SCHEMA = ["PGRST205", "PGRST202", "PGRST204", "42P01", "42703"];

/** Reads what storage-js, postgrest-js or fetch returned or threw as an error. */
export function readRefusal(error: unknown, answerStatus: number | undefined): Refusal {
  const fields: { message?: unknown; status?: unknown; statusCode?: unknown; code?: unknown } =
    typeof error === "object" && error !== null ? error : {};
  const status = [fields.statusCode, fields.status, answerStatus].map(Number).find((value) => value >= 100);
  return {
    status: status ?? null,
    code: typeof fields.code === "string" ? fields.code : null,
    text: typeof fields.message === "string" ? fields.message : String(error),
  };
}

/** @param failed what did not happen, as the error's first words */
export function refused(failed: string, { status, code, text }: Refusal, access: SupabaseAccess): PixoraError {
  const words = quoteVendor(text, [access.serviceRoleKey]);
  if (code !== null && MISSING_SCHEMA.includes(code)) {
    return new PixoraError("account_refused", `${failed}: Supabase does not know its tables; ${MIGRATIONS}. ${words}`);
  }
  if (status === 401 || status === 403) {
    return new PixoraError(
      "account_refused",
      `${failed}: ${access.url} refuses the key (${status}); check SUPABASE_SERVICE_ROLE_KEY.`,
    );
  }
  if (status === 429) {
    return new PixoraError("rate_limited", `${failed}: Supabase wants fewer calls (429).`, { retryable: true });
  }
  if (status === null) {
    const message = `${failed}: Supabase at ${new URL(access.url).host} gave no answer. Check the network.`;
    return new PixoraError("vendor_failed", message, { retryable: true });
  }
  // Timed out, at odds with another upload of the same file, or broken over there: the same call may pass later.
  const atOdds = status === 423 || (status === 409 && code === null);
  const retryable = status === 408 || atOdds || status >= 500;
  return new PixoraError("vendor_failed", `${failed}: Supabase answered ${status}. ${words}`.trim(), { retryable });
}
