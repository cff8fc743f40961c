/** Words written one after the other, as a set. */
export function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(/\s+/).filter(Boolean));
}
