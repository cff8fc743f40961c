/** What each voice lacks or has too much of, measured against the long-term spectrum of natural speech. */

/** One bend of the spectrum. A shelf lifts all above its frequency, a peak what lies around it. */
export interface Band {
  shape: "peak" | "shelf";
  hertz: number;
  /** Quality: the higher, the narrower. */
  quality: number;
  decibels: number;
}

const peak = (hertz: number, quality: number, decibels: number): Band => ({ shape: "peak", hertz, quality, decibels });
const shelf = (hertz: number, decibels: number): Band => ({ shape: "shelf", hertz, quality: 0.6, decibels });

/** The English voices that are built in, the default first. */
export const ENGLISH_VOICES = ["slt", "rms", "awb"] as const;
export type EnglishVoice = (typeof ENGLISH_VOICES)[number];

/** By the voice's name; `espeak` stands for all voices of that program. */
export const TONES: Record<EnglishVoice | "espeak", readonly Band[]> = {
  slt: [peak(190, 1, -5), shelf(1500, 4.5), peak(2800, 1, 2)],
  rms: [peak(130, 1, -3), peak(1300, 0.7, 5), peak(6500, 0.8, -4)],
  awb: [shelf(1200, 4), peak(5500, 0.9, 4)],
  espeak: [peak(180, 0.7, 5), shelf(3000, -5)],
};
