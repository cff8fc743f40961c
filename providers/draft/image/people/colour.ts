/** Colours as `#rrggbb`: mixing, and the names that people use for them. */

export function mix(colour: string, other: string, share: number): string {
  const from = channels(colour);
  const to = channels(other);
  return `#${from.map((value, index) => hex(value + ((to[index] ?? value) - value) * share)).join("")}`;
}

export const lighten = (colour: string, share: number): string => mix(colour, "#ffffff", share);

export const darken = (colour: string, share: number): string => mix(colour, "#1b1230", share);

/** 0 black, 1 white, as the eye weighs it. */
export function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  return (0.3 * red + 0.59 * green + 0.11 * blue) / 255;
}

export function softenBy(colour: string, share: number): string {
  const grey = hex(brightness(colour) * 255);
  return mix(mix(colour, `#${grey}${grey}${grey}`, share), "#e8d3a8", share * 0.5);
}

/** The colour that an English word names, or null. */
export function namedColour(word: string): string | null {
  return COLOURS[word] ?? null;
}

const channels = (colour: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) || 0);

const hex = (value: number): string =>
  Math.max(0, Math.min(255, Math.round(value)))
    .toString(16)
    .padStart(2, "0");

const COLOURS: Readonly<Record<string, string>> = {
  red: "#d8403f",
  scarlet: "#d42a2f",
  crimson: "#b3213a",
  maroon: "#7d2438",
  burgundy: "#7a1f3d",
  ruby: "#c21f4a",
  pink: "#f08fb0",
  rose: "#e0708f",
  magenta: "#c93a9a",
  coral: "#f27a64",
  salmon: "#f4957f",
  peach: "#f9bb92",
  orange: "#ef8633",
  rust: "#b5532a",
  rusty: "#b5532a",
  copper: "#b96a3c",
  bronze: "#a8743a",
  amber: "#eea62c",
  gold: "#e8b23a",
  golden: "#e8b23a",
  yellow: "#f6cb45",
  mustard: "#d9a430",
  cream: "#f7ead0",
  beige: "#e0cba6",
  tan: "#cfa878",
  khaki: "#b3a272",
  brown: "#7c5136",
  chestnut: "#7b4430",
  chocolate: "#59382a",
  green: "#4f9a58",
  emerald: "#2b9a68",
  olive: "#7d8242",
  lime: "#9ccc4a",
  mint: "#9fd9bd",
  forest: "#2f6b47",
  jade: "#3fa382",
  teal: "#2f8f91",
  turquoise: "#3fbab5",
  cyan: "#4cc4dc",
  aqua: "#5fcbd3",
  blue: "#3f78c9",
  azure: "#4a9be0",
  navy: "#27406f",
  sapphire: "#2753a8",
  indigo: "#46449a",
  purple: "#7d4fa8",
  violet: "#8a5cc2",
  lavender: "#b39ddb",
  lilac: "#c0a2d8",
  plum: "#7a3f72",
  white: "#f6f3ee",
  ivory: "#f5efdf",
  silver: "#c3cbd6",
  silvery: "#c3cbd6",
  grey: "#8d929c",
  gray: "#8d929c",
  charcoal: "#464a55",
  black: "#2e2c38",
  ebony: "#2a2630",
};
