/**
 * Cuts SVG path data into its single lines, each starting at an absolute point, so that each can be drawn by itself.
 * Knows all commands of SVG 1.1, with the short forms that optimisers write.
 */
type Pen = { x: number; y: number; startX: number; startY: number };

/** How many numbers one step of a command takes. */
const COUNTS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

export function subpaths(d: string): string[] {
  const lines: string[] = [];
  const pen: Pen = { x: 0, y: 0, startX: 0, startY: 0 };
  for (const [command = "", letter = "", text = ""] of d.matchAll(/([a-z])([^a-z]*)/gi)) {
    const kind = letter.toLowerCase();
    const numbers = numbersOf(text, kind);
    if (kind === "m") {
      const [x = 0, y = 0, ...more] = numbers;
      move(pen, letter === "m", x, y);
      lines.push(`M${pen.x} ${pen.y}${more.length > 0 ? (letter === "m" ? "l" : "L") + more.join(" ") : ""}`);
      follow(pen, letter === "m" ? "l" : "L", more);
    } else {
      // A line may go on after it was closed; it then starts where the closed one did.
      const last = lines.length - 1;
      lines[last] = `${lines[last] ?? "M0 0"}${command}`;
      follow(pen, letter, numbers);
    }
  }
  return lines;
}

function move(pen: Pen, relative: boolean, x: number, y: number): void {
  pen.x = relative ? pen.x + x : x;
  pen.y = relative ? pen.y + y : y;
  pen.startX = pen.x;
  pen.startY = pen.y;
}

function follow(pen: Pen, letter: string, numbers: readonly number[]): void {
  const kind = letter.toLowerCase();
  const count = COUNTS[kind] ?? 0;
  if (kind === "z") {
    pen.x = pen.startX;
    pen.y = pen.startY;
  }
  for (let at = 0; count > 0 && at + count <= numbers.length; at += count) {
    const last = numbers.slice(at + Math.max(0, count - 2), at + count);
    step(pen, kind, letter === kind, last);
  }
}

/** Only where a step ends matters here. */
function step(pen: Pen, kind: string, relative: boolean, [first = 0, second = 0]: readonly number[]): void {
  const originX = relative ? pen.x : 0;
  const originY = relative ? pen.y : 0;
  if (kind !== "v") pen.x = originX + first;
  if (kind !== "h") pen.y = originY + (kind === "v" ? first : second);
}

/** An arc's two flags may be written without a space after them. */
function numbersOf(text: string, kind: string): number[] {
  const number = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?";
  if (kind !== "a") return (text.match(new RegExp(number, "gi")) ?? []).map(Number);
  const step = new RegExp(
    `(${number})[\\s,]*(${number})[\\s,]*(${number})[\\s,]*([01])[\\s,]*([01])[\\s,]*(${number})[\\s,]*(${number})`,
    "gi",
  );
  return [...text.matchAll(step)].flatMap((found) => found.slice(1).map(Number));
}
