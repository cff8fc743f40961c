/** What the shape of a frame asks of every picture in it: where feet stand, and what stays free at the sides. */

/** A frame's measures, in its own units. */
export interface Frame {
  width: number;
  height: number;
  /** Y of the ground on which the cast stands: nobody's feet are lower. */
  floor: number;
  isWide: boolean;
  /** Part of the width at each side that belongs to the place alone: the camera's moves cut it off. */
  margin: number;
  /**
   * Y of what is this far down a wide frame, as a share of the height. Where captions stand higher, the ground rises
   * with the cast's feet: what is before and behind them stays so in every frame.
   */
  down(share: number): number;
}

/** Where captions of two lines begin, less what a camera that nears the heads moves the feet down. */
const FLOOR = { wide: 0.79, square: 0.7, upright: 0.645 };

/**
 * A pan goes over an eighth of the frame, so that a ninth of the picture is lost at either side.
 * Wide frames have so much room that nobody but the largest stands there anyway.
 */
const MARGIN = { wide: 0.08, square: 0.112, upright: 0.112 };

export function frameOf(width: number, height: number): Frame {
  const shape = height > width ? "upright" : width < height * 1.3 ? "square" : "wide";
  const floor = FLOOR[shape];
  const down = (share: number): number => {
    if (shape === "wide") return share * height;
    const above = (Math.min(share, FLOOR.wide) / FLOOR.wide) * floor;
    const below = (Math.max(0, share - FLOOR.wide) / (1 - FLOOR.wide)) * (1 - floor);
    return (above + below) * height;
  };
  return { width, height, isWide: shape === "wide", floor: floor * height, margin: MARGIN[shape], down };
}
