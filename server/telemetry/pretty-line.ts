/** Not told to people at a terminal: it is the same in every line, or has a place of its own. */
const OTHERS = ["level", "time", "service", "pid", "message", "error"];

/** A line of the log as people like to read it: `12:00:01 info   a task was taken  taskId=t epoch=1`. */
export function prettyLine(json: string): string {
  const line: Record<string, unknown> = JSON.parse(json);
  const fields = Object.entries(line).filter(([name, value]) => !OTHERS.includes(name) && value !== null);
  const told = fields.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const head = `${String(line.time).slice(11, 19)} ${String(line.level).padEnd(5)}  ${line.message ?? ""}`;
  const lines = [[head, ...told].join("  "), ...errorLines(line.error)];
  return `${lines.map(printable).join("\n")}\n`;
}

/** The message is in the stack as well, where there is one. */
function errorLines(error: unknown): string[] {
  if (typeof error !== "object" || error === null) return error === undefined ? [] : [`  ${String(error)}`];
  const { code, message, stack, causes } = error as { [name: string]: unknown };
  const below = Array.isArray(causes) ? causes.flatMap(errorLines) : [];
  return [...String(stack ?? message).split("\n"), ...below].map((text, at) => `  ${at ? "" : `${code}: `}${text}`);
}

/** Foreign text must not move a terminal's cursor. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
