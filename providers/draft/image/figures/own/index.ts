/** The drawings of our own, by name. */
import { BEASTS } from "./beasts.ts";
import type { Drawing } from "./canvas.ts";

export const DRAWINGS: Readonly<Record<string, Drawing>> = { ...BEASTS };
