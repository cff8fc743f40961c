import { z } from "zod";

/** A whole number as a query writes it. */
export function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error, abort: true }).min(least, error).max(most, error);
}
