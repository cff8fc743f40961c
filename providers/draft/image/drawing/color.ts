/** Colours as `#rrggbb`. Not here: which colour anything has. */

type Channels = readonly [number, number, number];

/** `share` 0 gives `from`, 1 gives `to`. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const t = Math.min(1, Math.max(0, share));
  return hex([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]);
}

/** What `color` looks like in light of this colour. */
export function multiply(color: string, light: string): string {
  const a = channels(color);
  const b = channels(light);
  return hex([(a[0] * b[0]) / 255, (a[1] * b[1]) / 255, (a[2] * b[2]) / 255]);
}

export function lighten(color: string, share: number): string {
  return mix(color, "#ffffff", share);
}

export function darken(color: string, share: number): string {
  return mix(color, "#000000", share);
}

/** Perceived brightness, 0 to 1. */
export function luminance(color: string): number {
  const [red, green, blue] = channels(color);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

/** `factor` 0 gives grey of the same brightness, 1 the colour itself, more a stronger one. */
export function saturate(color: string, factor: number): string {
  const grey = luminance(color) * 255;
  const [red, green, blue] = channels(color);
  return hex([grey + (red - grey) * factor, grey + (green - grey) * factor, grey + (blue - grey) * factor]);
}

function channels(color: string): Channels {
  const value = Number.parseInt(color.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function hex(parts: Channels): string {
  const text = parts.map((part) =>
    Math.round(Math.min(255, Math.max(0, part)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${text.join("")}`;
}
