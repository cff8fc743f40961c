/** Time as a clock shows it: `0:07`, `12:30`. */
export function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Cents, and of small sums their parts: a call of a language model costs less than a cent. */
export function dollars(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2)}`;
}

/** Foreign text made safe for a terminal: one line, and no control characters that could move the cursor. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/** A value as it was typed, short enough for one line. */
export function quoted(value: string): string {
  const text = plainText(value);
  return text.length > 40 ? `"${text.slice(0, 39)}…"` : `"${text}"`;
}

/** `a, b or c` */
export function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
