/** Who sits where on the stage, how loud, and how far back in the hall. */
import type { Ensemble } from "./mood-sheet.ts";
import type { PartName, Player } from "./score.ts";

/**
 * How much the sound font's instruments of General MIDI must be lifted (decibels) to lead at the same level.
 * Measured part by part: its winds and brass are some 12 dB louder than its piano.
 */
const TRIMS: Record<number, number> = {
  0: 4,
  8: 2,
  9: -2,
  11: 1,
  24: 3,
  40: -5,
  42: -4,
  46: 1,
  48: -5,
  56: -8,
  60: -7,
  61: -6,
  68: -8,
  71: -3,
  73: -8,
  78: -6,
};

const LOUDEST = 127;

/** The players of an ensemble. */
export function seatPlayers({
  melody,
  counter,
  pad,
  figure,
  bass,
}: Ensemble): Record<PartName, readonly [Player, Player]> {
  const [lead, second] = melody;
  return {
    melody: [
      { program: lead, volume: trimmed(104, lead), pan: 60, hall: 62 },
      { program: second, volume: trimmed(102, second), pan: 70, hall: 62 },
    ],
    counter: both({ program: counter, volume: 82, pan: 84, hall: 70 }),
    pad: both({ program: pad, volume: 86, pan: 54, hall: 78 }),
    figure: both({ program: figure, volume: trimmed(88, figure), pan: 40, hall: 58 }),
    bass: both({ program: bass, volume: 86, pan: 64, hall: 24 }),
    timpani: both({ program: 47, volume: 88, pan: 74, hall: 60 }),
    percussion: both({ program: 0, volume: 78, pan: 64, hall: 44 }),
  };
}

/** The volume with the instrument's trim; the synthesiser's volume is a square law. */
function trimmed(volume: number, program: number): number {
  return Math.min(LOUDEST, Math.round(volume * 10 ** ((TRIMS[program] ?? 0) / 40)));
}

function both(player: Player): readonly [Player, Player] {
  return [player, player];
}
