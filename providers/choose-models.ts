import { PixoraError } from "../models/error.ts";

export interface ModelChoice<Model extends { id: string }> {
  /** In the order of use; null for the vendor's own list. */
  wanted: readonly string[] | null;
  /** The vendor's table. */
  known: readonly Model[];
  /** Where the user names models. */
  variable: string;
}

/**
 * The rows of the models that are to be used, each once.
 * @throws PixoraError `invalid_request` that names the variable, for a model that is not known and for an empty list
 */
export function chooseModels<Model extends { id: string }>({ wanted, known, variable }: ModelChoice<Model>): Model[] {
  const ids = new Set(wanted ?? known.map(({ id }) => id));
  const unknown = ids.size === 0 ? "no model" : [...ids].find((id) => !known.some((row) => row.id === id));
  if (unknown === undefined) return [...ids].flatMap((id) => known.filter((row) => row.id === id));
  const names = known.map(({ id }) => id).join(", ");
  throw new PixoraError("invalid_request", `${variable} names ${unknown}, which is not known. Known are ${names}.`);
}
