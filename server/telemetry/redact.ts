/** Takes secrets out of whatever leaves the process, by their values: no list of field names is ever complete. */

export interface Redactor {
  /** Any text, such as an answer's message. */
  text(text: string): string;
  /** One line of JSON, which stays one. */
  line(line: string): string;
}

const REDACTED = "[redacted]";
/** What is shorter would be found in ordinary words. */
const SHORTEST = 6;

/** @param secrets values that must not leave; those under 6 characters are not looked for */
export function createRedactor(secrets: readonly string[]): Redactor {
  const values = secrets.filter((secret) => secret.length >= SHORTEST);
  if (values.length === 0) return { text: (text) => text, line: (line) => line };
  // Within a text there may be JSON that quotes a secret, and the line escapes that once more.
  const shown = new Set([...values, ...values.map(escaped)]);
  const inText = anyOf(shown, "g");
  const inLine = anyOf(new Set([...shown, ...[...shown].map(escaped)]), "");
  const text = (told: string) => told.replace(inText, REDACTED);
  return {
    text,
    line(line) {
      if (!inLine.test(line)) return line;
      const end = line.endsWith("\n") ? "\n" : "";
      // A value can look like a part of the line's own syntax, or of an escape: it is taken out of the values alone.
      return `${JSON.stringify(redacted(JSON.parse(line), text))}${end}`;
    },
  };
}

/** As it stands between the quotes of a JSON string. */
function escaped(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** The longest first: a secret that begins another one must not leave the rest of it. */
function anyOf(values: Iterable<string>, flags: string): RegExp {
  const longestFirst = [...values].sort((one, other) => other.length - one.length);
  return new RegExp(longestFirst.map((value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|"), flags);
}

function redacted(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value === "number") return redact(String(value)) === String(value) ? value : REDACTED;
  if (Array.isArray(value)) return value.map((item) => redacted(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [redact(name), redacted(item, redact)]));
}
