/** How the film's style changes the drawing: a few figures, never other shapes. */
import { softenBy } from "./colour.ts";

export interface Manner {
  /** Breadth of the outline in units; 0 for none. */
  outline: number;
  /** How dark the shaded side is, 0 to 1. */
  shade: number;
  /** How much of a shape's breadth is shaded. */
  shadeBreadth: number;
  /** Opacity of the lit edge. */
  rim: number;
  /** Factor on the size of the eyes. */
  eyes: number;
  /** The colour of outlines that glow; null for a darker tone of each shape. */
  trim: string | null;
  soften(colour: string): string;
}

const PLAIN: Manner = {
  outline: 1.6,
  shade: 0.24,
  shadeBreadth: 0.32,
  rim: 0.5,
  eyes: 1,
  trim: null,
  soften: (colour) => colour,
};

export function mannerOf(style: string): Manner {
  const words = style.toLowerCase();
  if (/anime|manga/.test(words)) return { ...PLAIN, outline: 1.8, eyes: 1.28, shade: 0.3 };
  if (/cartoon|comic/.test(words)) return { ...PLAIN, outline: 3.2, eyes: 1.1 };
  if (/futur|cyber|neon|sci/.test(words)) return { ...PLAIN, outline: 1.8, rim: 0.75, shade: 0.34, trim: "#57e0f0" };
  if (/vintage|retro|old|sepia/.test(words)) return { ...PLAIN, soften: (colour) => softenBy(colour, 0.32) };
  if (/artistic|water|paint|oil|pastel/.test(words)) {
    return { ...PLAIN, outline: 0, shade: 0.18, soften: (colour) => softenBy(colour, 0.16) };
  }
  if (/real|photo|cinema|3d|film/.test(words))
    return { ...PLAIN, outline: 0, shade: 0.2, shadeBreadth: 0.4, eyes: 0.88 };
  return PLAIN;
}
