import type { Mood } from "../../../models/vocabulary.ts";
import { calm, joyful, triumphant } from "./bright-moods.ts";
import { melancholic, mysterious, tense } from "./dark-moods.ts";
import type { MoodSheet } from "./mood-sheet.ts";

/** The table that a composer would keep: every mood of the film and how it sounds. */
export const MOODS: Record<Mood, MoodSheet> = { calm, joyful, mysterious, tense, melancholic, triumphant };
