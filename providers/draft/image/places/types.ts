/** A place that scenes happen in. Not here: who is in it, weather that falls, style. */
import type { Stage } from "../stage.ts";

export interface Place {
  name: string;
  /** Indoors no weather falls; sky shows through windows only. */
  indoors: boolean;
  /** Y of the ground's far edge as a share of the frame's height. */
  horizon: number;
  /** Whether figures float: in water, in the air or in space. */
  afloat?: boolean;
  /** Whether a castle, a volcano or the like stands at the side away from the sun. */
  tall?: boolean;
  /** Whether small things stand on tables here. */
  furnished?: boolean;
  /** What figures of the land stand on where the place itself has no ground. */
  footing?(stage: Stage): string;
  /** Open water, as shares of the frame's height: boats and fish go there. */
  water?: { from: number; to: number };
  draw(stage: Stage): PlaceLayers;
}

/** Layers from back to front: landmarks stand between `back` and `middle`, figures between `middle` and `front`. */
export interface PlaceLayers {
  back: string;
  middle: string;
  front: string;
}
